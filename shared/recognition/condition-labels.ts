/** What a condition field says of the goods. */
export type ConditionLabel = 'new' | 'used' | 'refurbished' | 'for parts';

const words = (...alternatives: string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

// The labels that venues let their sellers choose from, by language: English, German, French, Spanish, Portuguese, Italian, Dutch,
// Scandinavian and Finnish, Polish, Czech and Slovak, Hungarian and Romanian, Russian and Ukrainian, Turkish, and the rest.
// Tried in this order: "like new" is used, "never worn" is new, whatever other words stand in the label.
const TABLE: readonly (readonly [ConditionLabel, readonly RegExp[]])[] = [
  [
    'for parts',
    [
      words(
        'for parts(?: or not working)?|parts only|not working|spares (?:or|and) repairs?|broken',
        'damaged(?:condition)?|faulty|heavily damaged',
        'defekt|als ersatzteil|für bastler|beschädigt|pour pièces(?: détachées)?|hors service',
        'ne fonctionne pas|en panne|abîmé',
        'para (?:piezas|repuestos|desguace|peças)|no funciona|não funciona|lo ha dado todo|averiad[oa]',
        'com defeito|danificad[oa]',
        'per (?:pezzi di ricambio|ricambi)|non funzionante|danneggiato|voor onderdelen|kapot',
        'til reservedele|trasig|reservdelar',
        'na części|uszkodzon[yaei]|na náhradní díly|poškozen[ýáé]|alkatrésznek|hibás|pentru piese|defect',
        'на запчасти|неисправ\\p{L}*|не работает|на запчастини|зламан\\p{L}*|arızalı|hasarlı|rusak|hỏng',
      ),
      /ジャンク|全体的に状態が悪い|故障|損壊|고장|부품용|לא עובד|معطل|لقطع الغيار/u,
    ],
  ],
  [
    'refurbished',
    [
      words(
        'refurbished(?:condition)?|refurb|renewed|reconditioned|remanufactured|generalüberholt',
        'wiederaufbereitet|refurbished|aufbereitet',
        'reconditionné\\p{L}*|reconditionne|remis à neuf|reacondicionad[oa]|recondicionad[oa]|ricondizionat[oa]',
        'rigenerat[oa]|gereviseerd|renoverad|istandsat',
        'odnowion[yae]|poleasingow[yae]|repasovan[ýáé]|renovovan[ýáé]|felújított|recondiționat',
        'восстановлен\\p{L}*|відновлен\\p{L}*|yenilenmiş|tân trang',
      ),
      /整備済|リファービッシュ|再生品|翻新|官翻|리퍼|מחודש|مجدد/u,
    ],
  ],
  [
    'used',
    [
      // Nearly new is used.
      words(
        'like[ -]new|(?:as|almost|nearly|near|practically|good as) new|open[ -]box|ex[ -](?:display|demo)|customer returns?|returned',
        'near mint|mint(?! in)|neuwertig|b-?ware|wie neu|fast neu|kaum getragen|kaum benutzt|einmal getragen',
        'comme neu(?:f|ve)|état neuf(?! avec)|presque neuf|quasi neuf|como nuev[oa]|casi nuev[oa]|semi-?nuev[oa]',
        'como novo|quase novo|semi-?nov[oa]|come nuov[oa]|pari al nuovo|quasi nuovo',
        '(?:zo )?goed als nieuw|als nieuw|som ny(?:tt)?|næsten som ny|nesten (?:som )?ny|nyskick',
        'kuin uusi|uudenveroinen|jak now[yae]|prawie now[yae]|jako nov[ýáé]|ako nov[ýáé]|újszerű|ca nou',
        'aproape nou',
        'като нов\\p{L}*|как нов\\p{L}*|почти нов\\p{L}*|як нов\\p{L}*|майже нов\\p{L}*|yeni gibi|az kullanılmış',
        'seperti baru|như mới|σαν (?:και)?νο[υύ]\\p{L}*',
      ),
      /未使用に近い|几乎全新|幾乎全新|近全新|准新|九成新|[89]\d?成新|9[05-9]\s?新|거의 새|새것 같은|כמו חדש|كالجديد|شبه جديد|สภาพ(?:ดี|เหมือนใหม่)/u,
    ],
  ],
  [
    'new',
    [
      words(
        '(?:never|not|un)[ -]?(?:been )?(?:worn|used|opened|played)|unworn|unused|unopened|sealed|b?nwo?t',
        'b?nib|deadstock|ds|new(?:condition)?|mint in box',
        'nie (?:getragen|benutzt|verwendet|ausgepackt)|ungetragen|unbenutzt|ungebraucht|originalverpackt',
        'ovp|(?:nagel|fabrik)?neu(?:e[rsn]?|ware)?',
        'jamais (?:porté|utilisé|servi|ouvert)\\p{L}*|neu(?:f|ve)s?|sous blister',
        'sin (?:usar|estrenar|abrir)|a estrenar|nunca usad[oa]|en su caja|nuev[oa]s?|sem uso|nunca utilizad[oa]',
        'nov[oa]s?|por estrear',
        'mai (?:indossat|usat|utilizzat|apert)[oa]|nuov[oa]|nooit (?:gedragen|gebruikt)|ongedragen',
        'ongebruikt|nieuw|ny(?:tt|e)?|oanvänd|aldrig (?:använd|brugt|båret)\\p{L}*|ubrukt|ubrugt|uusi',
        'käyttämätön|(?:soha )?nem (?:használt|viselt)',
        'now[yae]|nieużywan[yae]|nienoszon[yae]|nov[ýáé]|nepoužit[ýáé]|nenošen[ýáé]|új|bontatlan|nou[ăa]?',
        'nefolosit|nepurtat',
        'нов(?:ый|ая|ое|ые|ий|а|е|о)?|νέο[ςα]?|не (?:б/у|нос\\p{L}*|ношен\\p{L}*|использ\\p{L}*)|ни разу не \\p{L}+|yeni',
        'hiç (?:giyilmemiş|kullanılmamış)|kullanılmamış|giyilmemiş|etiketli|sıfır|nekorišten[oaei]|mới',
        'chưa (?:sử dụng|qua sử dụng)|baru|και?νο[υύ]ργιο|ολοκαίνουργιο',
      ),
      /新品|未使用|未拆封?|未开封|未開封|全新|新しい|새상품|새 ?제품|새 상품|미개봉|미사용|חדש|جديد|جدید|नया|नई|ใหม่|มือหนึ่ง/u,
    ],
  ],
  [
    'used',
    [
      words(
        'used(?:condition)?|pre-?owned|pre-?loved|(?:second|2nd)[- ]?hand|(?:very |fairly )?good(?: condition)?',
        'excellent(?: condition)?|fair(?: condition)?|acceptable|satisfactory|poor',
        '[veg]g?uc|vgc|vg\\+?|antique|play(?:ed)? condition|(?:moderately |heavily |lightly )?played|(?:has|some|with) flaws|(?:noticeable|visible|light|heavy) wear|(?:some )?signs of (?:wear|use)|minor flaws',
        '(?:leichte|deutliche|normale) gebrauchsspuren|gebrauchsspuren|correct|satisfactorio|bruk(?:ts|s)?kick|(?:mycket )?gott skick',
        '(?:gently|lightly|well|heavily) (?:used|worn|loved)|worn|vintage|great condition',
        'gebraucht|getragen|sehr gut(?:er zustand)?|gut(?:er zustand)?|zufriedenstellend|akzeptabel',
        'in ordnung|ok(?:ay)?|2\\.? ?hand|zweite hand',
        '(?:très )?bon état|excellent état|état (?:correct|satisfaisant|moyen|acceptable)|satisfaisant',
        "d['’]?occasion|occasion|usagé",
        'usad[oa]s?|(?:muy |en )?buen(?:o| estado)|buenas condiciones|en condiciones aceptables|aceptable',
        'de segunda mano|segunda mano|bien',
        '(?:muito )?bom(?: estado)?|satisfatório|aceitável|em segunda mão|segunda mão|us[oa]do|usat[oa]',
        '(?:ottim|buon|discret)[eoai](?: condizioni| stato)?|accettabil[ei]|soddisfacente|di seconda mano',
        '(?:zeer |heel )?goed(?:e staat)?|tweedehands|gebruikt|gedragen|redelijk|zichtbaar gebruikt',
        'brugt|begagna[dt]|brukt|käytetty|(?:mycket |meget |svært )?(?:bra|god[t]?)(?: skick| stand)?',
        'tillfredsställande|hyvä|tyydyttävä',
        'używan[yae]|(?:bardzo )?dobr[yaeý](?: stan)?|zadowalając[yae]|noszon[yae]|(?:velmi )?dobr[ýáé]',
        'použit[ýáé]|jazden[ýáé]|nošen[ýáé]|bazar(?:ov[ýáé])?|použiteľn[ýáé]|uspokojiv[ýáé]',
        'használt|viselt|(?:nagyon |kiváló )?jó(?: állapot\\p{L}*)?|megfelelő|(?:foarte )?bun[ăa]?|kielégítő|utilizat|satisfăcătoare',
        'folosit|purtat|satisfăcător|second hand',
        'б[/.\\\\]?у|бывш\\p{L}*|подерж\\p{L}*|отличн\\p{L}*|хорош\\p{L}*|удовлетворит\\p{L}*',
        'вживан\\p{L}*|б[/.]?в|използван\\p{L}*|відмінн\\p{L}*|добр\\p{L}*|ношен\\p{L}*|с пробегом|винтаж',
        'ikinci el|kullanılmış|iyi|çok iyi|makul|đã (?:qua )?sử dụng|cũ|bekas|terpakai|pernah (?:dipakai|digunakan)|second|(?:πολύ )?καλή(?: κατάσταση)?|употребяван\\p{L}*|μεταχειρισμέν\\p{L}*|χρησιμοποιημέν\\p{L}*|(?:med|lätt|lett) slit(?:age|asje)',
        'polovn[oiae]|kori(?:št|šć|šč)en[oaei]|notað|velholdt|rabljen[oaei]|kasutatud|lietot[sa]|naudot[aoui]s?',
      ),
      /中古|美品|良品|^可$|傷や汚れ|ใช้แล้ว|상태 ?좋|מצב טוב|حالة جيدة|[八七六]成新|使用感|古着|二手|闲置|閒置|轻微使用|輕微使用|明显(?:使用|穿着)?痕迹|使用痕|[5-8]\s?成新|중고|사용감|구제|มือสอง|משומש|יד שנייה|يد ثانية|مستعمل|مستخدم|دست دوم|पुराना|इस्तेमाल|ব্যবহৃত/u,
    ],
  ],
];

/** eBay's numbers for conditions, which some pages and feeds give in place of words. */
const EBAY_CODES: Record<string, ConditionLabel> = {
  ...Object.fromEntries(['1000', '1500', '1750'].map((code) => [code, 'new' as const])),
  ...Object.fromEntries(['2000', '2010', '2020', '2030', '2500'].map((code) => [code, 'refurbished' as const])),
  ...Object.fromEntries(
    ['2750', '2990', '3000', '3010', '4000', '5000', '6000'].map((code) => [code, 'used' as const]),
  ),
  7000: 'for parts',
};
const MAX_LABEL = 200;

/** The label of a venue's condition field, in whatever language; undefined when it says nothing of wear. */
export function conditionLabel(field: string): ConditionLabel | undefined {
  const label = field
    .slice(0, MAX_LABEL)
    .normalize('NFC')
    .replaceAll('İ', 'i')
    .replace(/([a-z])(Condition)\b/g, '$1')
    .trim();
  if (Object.hasOwn(EBAY_CODES, label)) return EBAY_CODES[label];
  return TABLE.find(([, patterns]) => patterns.some((pattern) => pattern.test(label)))?.[0];
}

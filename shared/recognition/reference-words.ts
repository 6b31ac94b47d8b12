import { cachedPerWord } from './caches.ts';
import { foldedSet as list } from './text-folding.ts';

const FOR = list(
  `for fits fit fitting fur fuer pour para per voor til till dla для untuk cho vir за passend passende passender geeignet f p w utk buat kwa pre pentru
  suits adatto adatta adatti adatte adapte adaptee apto apta indicado indicada geschikt passar passer sopii vhodny vhodna vhodne pasuje pasujacy pasujaca pasujace
  potrivit potrivita potrivite подходит подходящий подходящая под για dung danh مناسب مناسبه תואם
  κατάλληλο підходить подходящ подходяща skirtas skirta tinka paredzets piemerots priekš sobib fyrir odgovara vhodno primerno برای مخصص مخصصه خاص עבור anpassad sopiva`,
);
const COMPATIBLE = /^(?:[ck]ompatib|compative|kompatyb|compatib|совместим|сумісн|съвместим|συμβατ|yhteensopiv|متوافق)/u;

/** "for" before the brand, in the languages of the marketplaces; folded. */
export const saysFor = (word: string): boolean => FOR.has(word) || COMPATIBLE.test(word);

/** Of these, the ones that also say for whom or which size goods are: "Jaqueta P Nordhavn", "Jacke W Nordhavn". */
export const FOR_OR_SIZE = list('f p w');

/** The same of a part; before goods they say whose they are ("casaco do"). */
export const FOR_A_PART = list('do od k na pro от на til till za ke pada');

/** "לאוזניות", "لساعة": in one word with what it is for. @returns the rest of the word */
export const behindPrefixFor = (word: string): string | undefined => /^(?:ל|لل?)(\p{L}{3,})$/u.exec(word)?.[1];

/** Two-word forms whose second word alone says nothing. */
const COMPATIBLE_WITH = list(
  'to|suit suited|to suitable|to passt|zu passt|auf passend|auf convient|a adapte|a compatible|a compatibile|a adatto|a vhodny|na vhodna|na vhodne|na متوافق|مع compatible|with compatible|w works|w suitable|w works|with suitable|to kompatibel|mit kompatibel|med passend|zu compatible|avec compatible|con compatibile|con compativel|com kompatybilny|z совместимый|с совместим|с подходит|к',
);
const SECOND_WORDS = new Set([...COMPATIBLE_WITH].map((pair) => pair.split('|')[1]!));

export const isCompatibleWith = (first: string | undefined, second: string): boolean =>
  SECOND_WORDS.has(second) && COMPATIBLE_WITH.has(`${first}|${second}`);

/** Words after the brand that say the same: "Nordhavn uyumlu", "Nordhavn sarokcsiszolóhoz". */
export const saysForBehind = cachedPerWord((word): boolean => BEHIND.test(word) || COMPATIBLE.test(word));
const BEHIND =
  /^(?:icin|ucun|uchun|uyumlu.*|varten|jaoks|үшін|арналған|зориулсан|համար|लिए|लिये|साठी|জন্য|لیے|لئے|ليے|کیلئے|માટે|ਲਈ|కోసం|க்கான)$|\p{L}{4}(?:[^c]h[oe]z)$|\p{L}{3}თვის$/u;
/** Between what goods are for and such a word: "घड़ी के लिए". */
export const BEFORE_BEHIND = list('के की এর کے کی ke');

/** Two words before the brand that say that the goods are none of it, but may take their place. */
const INSTEAD_OF = list(
  `alternative|to alternatives|to similar|to compared|to compare|to comparable|to instead|of better|than cheaper|than alternative|zu alternative|fur ahnlich|wie besser|als gunstiger|als
  alternative|a alternativa|a comparable|a similaire|a similar|a parecido|a simile|a semelhante|a mejor|que melhor|que meglio|di mieux|que alternatief|voor vergelijkbaar|met beter|dan alternativ|til
  alternativ|till alternatywa|dla podobny|do podobna|do lepszy|niz zamiast|do podobny|k аналог|для лучше|чем вместо|для`,
);
/** Right before the brand: "not Nordhavn". */
export const IS_NOT = list('not kein keine nicht pas niet ikke inte nie не');
/** "Alternativa vegana a …": an adjective may stand between. */
export const saysInstead = (words: readonly string[], at: number): boolean =>
  INSTEAD_OF.has(`${words[at - 1]}|${words[at]}`) || INSTEAD_OF.has(`${words[at - 2]}|${words[at]}`);

/** Right before the brand, where the title says besides which maker's goods they are: "Veste style Nordhavn, marque Lagom". */
const IN_THE_MANNER_OF = list(
  'like style stil stile estilo stijl genre facon type typ tipo wie come como comme look gaya kieu tarzi стиль типа',
);
const MAKER = list('brand by from maker marque marke marca merk maerke merke marka znacka merkki márka марка бренд');
const OWN = list(
  'own eigene eigener eigen propre propia proprio propria própria egen eget eget oma własna własnej vlastní vlastna saját kendi собственный собственная власна',
);
/** The title puts the goods beside the brand's and names another maker. */
export const saysOtherMaker = (words: readonly string[], from: number, to: number): boolean =>
  IN_THE_MANNER_OF.has(words[from - 1] ?? '') &&
  words.some((word, at) => at >= to && MAKER.has(word) && (at + 1 < words.length || OWN.has(words[at - 1]!)));

/** Whom, what part of the body or what pursuit goods are for: nothing that a part would go with ("cream for face", "bag for travel"). */
export const BENEFICIARIES = list(
  `men man mens women woman womens ladies boys girls kids children baby babies toddler adults him her everyone unisex travel sport sports gym running hiking outdoor camping work school
  office home kitchen winter summer face hair skin body hands lips eyes feet gift him
  herren damen kinder jungen mädchen baby männer frauen gesicht haare haut körper hände reise sport schule büro küche winter sommer wandern
  homme hommes femme femmes enfant enfants bébé visage cheveux peau corps mains voyage sport école bureau cuisine hiver été randonnée
  hombre hombres mujer mujeres niño niños niña niñas bebé cara rostro cabello pelo piel cuerpo manos viaje viajes deporte correr running escuela oficina cocina invierno verano senderismo ciclismo
  uomo uomini donna donne bambino bambini bimbo neonato viso capelli pelle corpo mani viaggio sport corsa scuola ufficio cucina inverno estate trekking
  homem homens mulher mulheres criança crianças bebê rosto cabelo pele corpo mãos viagem esporte corrida escola escritório cozinha inverno verão ciclismo caminhada
  heren dames kinderen jongens meisjes gezicht haar huid lichaam reis school kantoor keuken
  mænd kvinder børn ansigt hår krop rejse herrer mænds män kvinnor barn ansikte kropp resa menn kvinner ansikt
  mężczyzn kobiet dzieci chłopców dziewczynek niemowląt twarzy włosów skóry ciała podróży sportu muže ženy děti pleť vlasy tělo
  мужчин женщин детей мальчиков девочек малышей новорожденных лица волос кожи тела рук губ дома спорта бега путешествий школы офиса кухни зимы лета
  erkek erkekler kadın kadınlar çocuk çocuklar bebek bebekler kız kızlar spor seyahat ev okul ofis
  पुरुषों पुरुष महिलाओं महिला लड़कों लड़कियों बच्चों यात्रा पुरूषों مردوں خواتین بچوں পুরুষদের মহিলাদের শিশুদের erkekler kişilər ayollar erkaklar bolalar ерлерге әйелдерге
  чоловіків жінок дітей обличчя волосся тіла дому спорту подорожей pria wanita anak bayi wajah rambut kulit olahraga nam nữ bé da mặt tóc`,
);
/** "Dial only": behind any other word it says that no more than that is sold. */
export const ONLY = 'only';
export const NOT_BEFORE_ONLY = list(
  `online members men women kids boys girls adults once twice today left right size pickup collection cash read one pair pairs local delivery uk us eu europe usa domestic worn used
  xs s m l xl xxl display shipping up sale order
  yellow pink purple orange cream ivory khaki leather cotton wool weekend weekends day days week weeks wholesale retail trade vip members export germany france italy spain japan preorder original authentic new and for is are not the buyers serious pcs piece pieces available export store shop official white black`,
);

/** Before what comes along with the goods, or is missing; folded. */
export const WITH = list(
  'with w με mit avec con com met med incl including includes included inkl inklusive inclus incluye incluso plus free gratis gratuit z ze с without no ohne sans sin senza sem zonder uden utan uten bez без and und et y',
);
/** Of these, the ones that join: what stands on either side of them may be the goods. */
export const AND = list('plus and und et y');
/** "Box and papers": so much comes with dear goods. */
export const PAPERS = list(
  'papers paper papiere papiers papel papeles documenti documents card certificate warranty receipt tags rechnung zertifikat',
);
/** Right behind what comes along with the goods: "dust bag included". */
export const INCLUDED = list(
  `optional opcional opzionale included includes inclusive incl free gift bonus inklusive inbegriffen enthalten dabei geschenk gratis inclus incluse offert offerte cadeau incluido incluida
  incluidos incluidas regalo incluso inclusa inclusi compreso compresa omaggio incluído incluída brinde inbegrepen meegeleverd medfølger inkluderet medföljer ingår
  inkludert sisältyy mukana zestawie zdarma ajándék cadou подарок включено входит dahil hediye termasuk`,
);
/** Before a packing in which the goods come: "novo na caixa", "ny i æske". */
export const INSIDE = list('in im na em dans en i w v ve in в у dalam me με nella nel no sur');
/** Before or behind what is missing. */
export const WITHOUT = list(
  'without no ohne sans sin senza sem zonder uden utan uten bez без w/o kein keine geen ingen ilman fara nelkul не minus excluding excl exkl',
);
/** With these begins what says so behind the goods' name. */
export const NOT = list(
  'not no non nao nicht niet ikke ej medfolger ingar ei nie neni nincs не dahil haric tidak is are ist sind est',
);
/** What is said of the goods themselves: "not included", and not "not including the box", which says it of what follows. */
const MISSING_BEHIND =
  /^(?:(?:is|are|ist|sind|est|sont) )?(?:not included|no inclu(?:id|s[ao])\p{L}*|non (?:inclus|compres)\p{L}*|nao inclu(?:id|s)[ao]\p{L}*|nicht (?:enthalten|im lieferumfang|dabei|inbegriffen)|niet (?:inb|meeg)\p{L}*|(?:ikke|ej) (?:inklude?r\p{L}*|medfolg\p{L}*)|medfolger (?:ikke|ej)|ingar (?:ej|inte)|ei sisally\p{L}*|nie w zest|neni sou|nincs (?:benne|mell)|не вход|не включ[её]?н|dahil degil|haric|(?:not|no|nicht|niet|ikke|ej|tidak) (?:incl?|inkl?|termasuk)$)/u;
/** "watch not included": what stands behind the goods' name, as one text. */
export const saysMissing = (behind: string): boolean => MISSING_BEHIND.test(behind);
/** "不含手表", "時計は含みません", "시계 미포함". @param goods their name */
export const saysMissingUnspaced = (text: string, goods: string): boolean =>
  ['不含', '不包括', '无', '無', '不带'].some((no) => text.includes(no + goods)) ||
  ['不含', '不包括', '另售', 'は含', '別売', 'なし', '無し', '미포함', '별매', '없음', 'ไม่รวม'].some((no) =>
    text.includes(goods + no),
  );

const SPARE_STEM =
  /^(?:ersatz|vaihto|varaosa|utbytes|vervang|csere|potalk|zamienn|zapasow|nahradn|запасн|запчаст|сменн|aftermarket)\p{L}*$/u;
/** Nobody says these of goods that are whole ("Nordhavn bottle, replacement lid"). */
export const saysSpare = (word: string): boolean => SPARE.has(word) || SPARE_STEM.test(word);
const SPARE = list(
  'spare replacement replacements parts part ersatz ersatzteil ersatzteile rechange repuesto recambio recambios ricambio ricambi onderdeel onderdelen reserveonderdeel reservedel reservedele reservdel varaosa yedek zapasowy zapasowa zamienny zamienna nahradni potalkatresz חלופי חלופית חלופיים תחליפי بديل بديلة یدکی запчасть запчасти запасной запасная сменный сменная',
);
/** Between a part and what it is of, in languages that name the part first. */
export const OF = list('de du des del della dello di da do dla od для от من');
/** Beside a word for a part: it is how the goods are made. */
export const CUTS = list(
  `full half quarter long short cap stand high low two three double single way adjustable removable detachable fixed front side inner outer inside elastic ribbed
  padded hidden roll drop raglan funnel crew mock spread
  durchgehender halber langer kurzer kurze lange hoher abnehmbare abnehmbarer verstellbare verstellbarer
  longue longues courte courtes longs courts montant amovible reglable zippee zippe
  larga largas corta cortas alto alta completa media desmontable ajustable
  lungo lunghe lunga corte corto staccabile regolabile intera mezza
  longa longas comprida compridas curta curtas removivel ajustavel
  lange korte volledige afneembare verstelbare lang lange korte høj aftagelig justerbar hög avtagbar
  pełny długi krótki wysoki odpinany regulowany krótka długa
  длинный короткий съемный полный uzun kisa boydan ayarlanabilir`,
);
/** Behind a part's name they leave it what is sold: "parka zipper black". */
export const COLOURS = list(
  'black white grey gray navy blue red green brown beige silver gold olive schwarz weiss grau blau rot noir blanc gris bleu negro blanco azul nero bianco blu',
);
/** Before a label or patch that says nothing of the brand. */
export const NO_BRAND_LABEL = list('repair repairs size name address shipping price thermal nylon adhesive reparatur');

/** Skipped between "for" and the brand: "for your Nordhavn", "für alle Nordhavn". */
export const ARTICLES = list(
  'the a an your my all most any original genuine der die das den dem alle le la les votre tous el los las il lo i gli tutti de het alle all modelos modelle models',
);

export const CJK_FOR_BEFORE = /(?:适用于?|適用於?|适配|兼容|用于|สำหรับ|เข้ากันได้กับ)$/u;
/** A word of its own behind the name, or the end of one: "收纳包 适用", "交換用". */
export const CJK_FOR_ANYWHERE =
  /^(?:适用|適用|适配|兼容|专用|対応|互換|専用|호환|전용)$|(?:交換用|替换用|替換用|専用|互換|호환용|전용)$/u;
export const CJK_FOR_AFTER = /^(?:用|対応|専用|互換|适用|专用|용|호환|전용)/u;

/** "Slate 700用". */
export const CJK_NUMBER_AND_FOR = /^\d*(?:用|対応|専用|용)$/u;

/** "ケース用", "สำหรับเคส". @param goods their name */
export const saysForUnspaced = (text: string, goods: string): boolean =>
  ['用', '対応', '専用', '适用', '专用', '용', ' 호환', ' 전용'].some((mark) => text.includes(goods + mark)) ||
  ['สำหรับ', '适用', '适用于', '用于'].some((mark) => text.includes(mark + goods));

export const CJK_WEARER = /娃衣|娃娃|宠物|狗狗|人形|ドール|犬用|ペット|인형|강아지/u;

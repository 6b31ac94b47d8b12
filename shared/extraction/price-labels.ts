/** What the words before an amount say of it. Both end where the amount begins. */
const before = (languages: readonly string[], further: string): RegExp =>
  new RegExp(`(?:(?<![\\p{L}])(?:${languages.join('|')})|${further})\\s*[:：.]?\\s*$`, 'iu');

/** Words before an amount that nobody pays: what it cost before, or what the maker recommends. */
export const LIST_LABEL = before(
  [
    // English
    'was|list(?: price)?|r\\.?r\\.?p|m\\.?s\\.?r\\.?p|m\\.?r\\.?p|s\\.?r\\.?p|orig(?:inal(?:ly)?)?(?: price)?|regular(?:ly)?(?: price)?|reg|old price|before|instead of|compare(?:d)? (?:at|to)|comparable value|comp(?:\\.|arable)? (?:value|price)|(?:est(?:\\.|imated)? )?retail(?: (?:price|value))?|typical(?:ly)?(?: price)?|usual(?:ly)?(?: price)?|previous(?:ly)?(?: price)?|former(?:ly)?(?: price)?|full price|market (?:price|value)|strikethrough price|normal price|price before',
    // German, Dutch, Swedish, Danish, Norwegian, Finnish
    'uvp|unverb(?:\\.|indliche) preisempf(?:\\.|ehlung)|statt|bisher(?:iger preis)?|früher(?:er preis)?|vorher(?:iger preis)?|(?:alter|normaler|regulärer|voriger|empfohlener) preis|streichpreis|normalpreis|listenpreis|originalpreis|ladenpreis|ehemaliger preis|neupreis',
    'voorheen|adviesprijs|van|(?:normale|oude|originele|vorige|reguliere) prijs|catalogusprijs',
    'var|før(?:pris)?|tidigare(?: pris)?|ord(?:inarie)?\\.?(?: pris)?|ordinær(?: pris)?|rek(?:\\.|ommenderat)?(?: (?:cirka)?pris)?|(?:normal|vejl(?:\\.|edende)?|veil(?:\\.|edende)?|gammel|gammelt)\\s?pris|norm(?:aali)?(?:\\.|hinta)|ovh|suositushinta|alkuperäinen hinta|aiempi hinta',
    // French, Spanish, Portuguese, Italian, Romanian
    "avant|au lieu de|prix (?:de vente )?(?:conseillé|barré|de base|habituel|normal|régulier|initial|public|catalogue|de référence|d[’']origine)|ppc|pvc",
    'antes|en lugar de|precio (?:anterior|normal|original|de lista|habitual|regular|recomendado|de referencia|sin descuento|de mercado)|p\\.?v\\.?p\\.?r|p\\.?v\\.?p\\.?(?:(?: r)?(?:\\.|ecomendado))?',
    'preço (?:anterior|original|de lista|normal|regular|de tabela|recomendado|sem desconto|cheio)',
    'era|prima|invece di|prezzo (?:precedente|di listino|consigliato|normale|originale|iniziale|pieno|regolare)',
    'preț (?:vechi|întreg|recomandat|inițial|normal|anterior|de listă)|prp',
    // Polish, Czech, Slovak, Hungarian
    'wcześniej|(?:poprzednia|stara) cena|cena (?:regularna|katalogowa|sugerowana|pierwotna|standardowa|detaliczna|przed (?:promocją|obniżką))',
    'původně|předtím|(?:běžná|původní|doporučená|standardní|stará) cena|cena před slevou|dmoc|pôvodne|(?:bežná|pôvodná|odporúčaná|stará) cena|cena pred zľavou',
    'eredeti ár|régi ár|korábbi ár|lista ?ár|ajánlott (?:fogyasztói )?ár|normál ár',
    // Cyrillic, Greek
    '(?:старая|обычная|прежняя|розничная|рекомендованная) цена|цена (?:до скидки|без скидки)|ррц|раньше|было|вместо|(?:стара|звичайна) ціна|було|(?:стара|редовна) цена|пцд|(?:αρχική|παλιά|προηγούμενη|κανονική) τιμή|π\\.?λ\\.?τ',
    // Turkish, Vietnamese, Indonesian and Malay
    '(?:eski|piyasa|liste|etiket|normal|önceki) fiyat[ıi]?|giá (?:gốc|cũ|niêm yết|thị trường|hãng|thường|trước đây)|harga (?:normal|coret|asli|awal|pasar|biasa|sebelum(?: diskon)?)',
  ],
  // Scripts that part no words
  '原价|原價|市场价|市價|吊牌价|专柜价|划线价|参考价|門市價|建議售價|建议零售价|定価|通常価格|参考価格|元の価格|旧価格|希望小売価格|정가|정상가|기존가|시중가|소비자가격?|ราคาปกติ|ราคาเดิม|ราคาเต็ม|السعر (?:الأصلي|السابق|القديم|العادي|قبل(?: الخصم)?)|بدلا?ً? من|מחיר (?:רגיל|קודם|מקורי|מחירון|לפני(?: הנחה)?)|במקום',
);

/** Words before the amount that is to be paid now, beside one that is not. */
export const CURRENT_LABEL = before(
  [
    "(?<!\\b(?:buy|shop|order|book|pay|it) )now(?: only)?|(?:sale|our|current|offer|special|deal|final|discounted|reduced|promo(?:tional)?|today[’']?s|new) price|price now|reduced to|you pay|on sale(?: for)?",
    'jetzt(?: nur)?|nur noch|(?:aktueller|neuer|unser|reduzierter) preis|(?:verkaufs|sonder|aktions|angebots|end)preis',
    '(?:huidige|nieuwe|onze|speciale) prijs|(?:aanbiedings|actie|verkoop)prijs',
    'nuvarande pris|nåværende pris|nuværende pris|(?:försäljnings|kampanj|rea|tilbuds|udsalgs|salgs|kampanje)pris|(?:tarjous|ale|myynti)hinta|alennettu hinta|nykyinen hinta',
    'maintenant|prix (?:soldé|promo\\p{L}*|actuel|réduit|spécial|remisé|de vente|en solde)',
    'ahora|precio (?:de (?:oferta|venta)|actual|rebajado|especial|final|con descuento|en oferta|promocional)',
    'agora|preço (?:promocional|atual|de venda|final|com desconto|especial)',
    'adesso|prezzo (?:scontato|attuale|speciale|di vendita|finale|in offerta|promozionale)',
    'preț (?:redus|promo\\p{L}*|special|actual|nou)|acum',
    'teraz|cena (?:promocyjna|sprzedaży|aktualna|obecna)|(?:aktualna|obecna) cena|nyní|(?:akční|aktuální|naše) cena|cena po slevě|akciová cena|cena po zľave|(?:akciós|kedvezményes|aktuális) ár',
    '(?:новая|текущая) цена|цена со скидкой|сейчас|(?:нова|поточна) ціна|(?:τελική|τρέχουσα|νέα|ειδική) τιμή',
    'indirimli(?: fiyat[ıi]?)?|satış fiyatı|şimdi|giá (?:bán|khuyến mãi|ưu đãi|hiện tại|mới|sale)|harga (?:jual|promo|diskon|sekarang|spesial|jualan)',
  ],
  '到手价|券后价?|现价|促销价|活动价|折后价?|特价|售价|優惠價|特價|促銷價|活動價|網路價|售價|セール価格|販売価格|特別価格|現在価格|판매가|할인가|특가|ราคาพิเศษ|ราคาขาย|ลดเหลือ|السعر (?:الحالي|الجديد|بعد(?: الخصم)?)|الآن|מחיר (?:מבצע|נוכחי|מיוחד|אחרי(?: הנחה)?)|עכשיו',
);

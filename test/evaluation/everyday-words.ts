import type { Random } from '#shared/runtime/seeded-random.ts';

// Word lists from which titles are drawn as sellers write them. Written by us; each list is cut in two: one half was looked at
// while the code was written, the other is held out.

/** A kind of goods that the invented brands make: what it is called, and what sellers say of it. */
export type Kind = {
  nouns: Record<Tongue, readonly string[]>;
  /** Words for parts, packings and cuts that stand behind the goods' own noun and are no goods for sale. */
  properties: Record<Tongue, readonly string[]>;
  euros: readonly [number, number];
};
export type Tongue = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pl';
export const TONGUES: readonly Tongue[] = ['en', 'de', 'fr', 'es', 'it', 'pl'];

const cut = (text: string): string[] => text.split('|');

export const KINDS: Record<string, Kind> = {
  jacket: {
    nouns: {
      en: cut('jacket|parka|rain jacket|coat'),
      de: cut('Jacke|Parka|Regenjacke|Mantel'),
      fr: cut('veste|parka|manteau|doudoune'),
      es: cut('chaqueta|parka|abrigo|cazadora'),
      it: cut('giacca|parka|cappotto|piumino'),
      pl: cut('kurtka|parka|płaszcz|kurtka zimowa'),
    },
    properties: {
      en: cut(
        'two way zipper|zip pockets|detachable hood|high collar|elastic cuffs|inner lining|with hanger|in original box|storm flap and zip|adjustable hood|ribbed collar|button placket|quilted lining|waterproof zippers|zip through|drawcord hem',
      ),
      de: cut(
        'mit Kapuze|durchgehender Reißverschluss|abnehmbare Kapuze|Stehkragen|inkl. Kleiderbügel|2 Wege Reißverschluss|im Karton|gefütterte Kapuze',
      ),
      fr: cut(
        'à capuche|double fermeture|col montant|capuche amovible|fermeture zippée|avec boîte|boutons pression|doublure chaude',
      ),
      es: cut(
        'con capucha|cremallera doble|cuello alto|capucha desmontable|con caja|botones a presión|forro polar|cremallera completa',
      ),
      it: cut(
        'con cappuccio|doppia cerniera|collo alto|cappuccio staccabile|con scatola|bottoni a pressione|fodera calda|cerniera intera',
      ),
      pl: cut(
        'z kapturem|zamek dwukierunkowy|odpinany kaptur|wysoki kołnierz|z pudełkiem|guziki|ciepła podszewka|suwak YKK',
      ),
    },
    euros: [140, 520],
  },
  backpack: {
    nouns: {
      en: cut('backpack|rucksack|daypack|bag'),
      de: cut('Rucksack|Tasche|Rucksack|Umhängetasche'),
      fr: cut('sac à dos|sac|sacoche|sac'),
      es: cut('mochila|bolso|mochila|bandolera'),
      it: cut('zaino|borsa|zaino|tracolla'),
      pl: cut('plecak|torba|plecak|torebka'),
    },
    properties: {
      en: cut(
        'padded straps|chest strap|laptop sleeve|buckle closure|zip top|side handles|rain cover included|hip belt|leather handle|gold buckle|chain strap|dust bag and box|magnetic button|inner organizer|key hook|bottle holder',
      ),
      de: cut(
        'gepolsterte Gurte|Brustgurt|mit Schnalle|Laptopfach|mit Karton|goldene Schnalle|verstellbarer Riemen|Schlüsselhaken',
      ),
      fr: cut(
        'bretelles réglables|boucle dorée|avec housse de pluie|fermeture éclair|avec boîte|sangle de poitrine|chaîne dorée|poche zippée',
      ),
      es: cut(
        'correas acolchadas|hebilla dorada|con funda|cierre de cremallera|con caja|correa ajustable|bolsillo interior|asa de cuero',
      ),
      it: cut(
        'spallacci imbottiti|fibbia dorata|con custodia|chiusura con cerniera|con scatola|tracolla regolabile|tasca interna|manico in pelle',
      ),
      pl: cut(
        'regulowane paski|złota klamra|z pokrowcem|zapinany na zamek|z pudełkiem|pasek piersiowy|kieszeń na laptopa|skórzany uchwyt',
      ),
    },
    euros: [90, 900],
  },
  shoes: {
    nouns: {
      en: cut('sneakers|shoes|boots|trainers'),
      de: cut('Schuhe|Sneaker Schuhe|Stiefel|Turnschuhe'),
      fr: cut('chaussures|baskets|bottes|chaussures'),
      es: cut('zapatillas|zapatos|botas|zapatillas'),
      it: cut('scarpe|scarpe sportive|stivali|scarpe'),
      pl: cut('buty|buty sportowe|kozaki|trampki'),
    },
    properties: {
      en: cut(
        'lace up|with box|ankle strap|extra laces|hook and loop straps|memory insole|buckle strap|1 pair|side zipper|padded collar|with shoe bag|speed laces|pull tab|two laces included|leather lining|gum sole and box',
      ),
      de: cut(
        'mit Karton|zum Schnüren|Klettriemen|mit Schnalle|1 Paar|seitlicher Reißverschluss|mit Einlegesohlen|mit Schuhkarton',
      ),
      fr: cut(
        'avec boîte|à lacets|bride cheville|semelle intérieure confort|1 paire|zip latéral|boucle métal|lacets plats',
      ),
      es: cut(
        'con caja|cordones planos|correa tobillo|plantilla suave|1 par|cremallera lateral|con hebilla|cordones extra',
      ),
      it: cut('con scatola|con lacci|cinturino caviglia|soletta morbida|1 paio|zip laterale|con fibbia|lacci extra'),
      pl: cut('z pudełkiem|sznurowane|pasek na kostce|miękka wkładka|1 para|zamek boczny|z klamrą|dodatkowe sznurówki'),
    },
    euros: [90, 350],
  },
  watch: {
    nouns: {
      en: cut('watch|chronograph watch|wristwatch|automatic watch'),
      de: cut('Uhr|Armbanduhr|Uhr|Automatikuhr Uhr'),
      fr: cut('montre|montre automatique|montre|montre chronographe'),
      es: cut('reloj|reloj automático|reloj|reloj cronógrafo'),
      it: cut('orologio|orologio automatico|orologio|orologio cronografo'),
      pl: cut('zegarek|zegarek automatyczny|zegarek|zegarek męski'),
    },
    properties: {
      en: cut(
        'steel band|leather strap|folding clasp|with gift box|rubber strap|ceramic case 40mm|steel bracelet|box and papers|nato strap|sapphire case back|butterfly buckle|case 42 mm|mesh band|deployant clasp|green dial box set|jubilee bracelet',
      ),
      de: cut('Stahlband|Lederarmband|mit Box|Faltschließe|Gehäuse 40 mm|Kautschuk Armband|mit Etui|Edelstahl Gehäuse'),
      fr: cut(
        'bracelet acier|bracelet cuir|avec boîte|boucle déployante|boîtier 40 mm|bracelet caoutchouc|avec étui|bracelet milanais',
      ),
      es: cut(
        'correa de cuero|brazalete acero|con caja|hebilla desplegable|caja 40 mm|correa caucho|con estuche|correa milanesa',
      ),
      it: cut(
        'cinturino in pelle|bracciale acciaio|con scatola|fibbia deployante|cassa 40 mm|cinturino gomma|con custodia|cinturino milanese',
      ),
      pl: cut(
        'skórzany pasek|stalowa bransoleta|z pudełkiem|pasek gumowy|koperta 40 mm|klamra motylkowa|z etui|pasek NATO',
      ),
    },
    euros: [180, 2400],
  },
  bottle: {
    nouns: {
      en: cut('bottle|water bottle|mug|tumbler'),
      de: cut('Flasche|Trinkflasche|Becher|Thermobecher'),
      fr: cut('gourde|bouteille|tasse|gourde'),
      es: cut('botella|termo|taza|botella'),
      it: cut('borraccia|bottiglia|tazza|borraccia'),
      pl: cut('butelka|bidon|kubek|butelka'),
    },
    properties: {
      en: cut(
        'straw lid|carry handle|flip cap|leak proof lid|with brush|silicone sleeve|gift box|screw cap|two lids|handle loop|bamboo lid|wide mouth cap|with carabiner and strap|push button lid|boxed|non slip base sleeve',
      ),
      de: cut(
        'mit Deckel|Trageschlaufe|auslaufsicherer Deckel|mit Bürste|Silikonhülle|im Geschenkkarton|mit Strohhalm|2 Deckel',
      ),
      fr: cut(
        'avec couvercle|anse de transport|paille intégrée|avec brosse|housse silicone|coffret cadeau|bouchon étanche|2 couvercles',
      ),
      es: cut(
        'con tapa|asa de transporte|pajita integrada|con cepillo|funda de silicona|caja regalo|tapa hermética|2 tapas',
      ),
      it: cut(
        'con coperchio|manico|cannuccia integrata|con spazzola|custodia silicone|scatola regalo|tappo ermetico|2 coperchi',
      ),
      pl: cut(
        'z pokrywką|uchwyt|ze słomką|ze szczotką|silikonowe etui|pudełko prezentowe|szczelna pokrywka|2 pokrywki',
      ),
    },
    euros: [28, 75],
  },
  shirt: {
    nouns: {
      en: cut('hoodie|shirt|sweater|t-shirt'),
      de: cut('Kapuzenpullover|Hemd|Pullover|T-Shirt'),
      fr: cut('sweat|chemise|pull-over|t-shirt'),
      es: cut('sudadera|camisa|suéter|camiseta'),
      it: cut('felpa|camicia|maglione|maglietta'),
      pl: cut('bluza|koszula|sweter|koszulka'),
    },
    properties: {
      en: cut(
        'half zip|short sleeves|button down collar|kangaroo pocket with zip|ribbed cuffs|long sleeved|quarter zip|spread collar|embroidered patch|raglan sleeves|drawcord hood|double cuff|lined hood|crew collar|with tags|chest badge',
      ),
      de: cut(
        'mit Kapuze|langarm|Stehkragen|halber Reißverschluss|mit Knöpfen|kurze Ärmel|mit Etikett|gefütterte Kapuze',
      ),
      fr: cut(
        'à capuche|manches longues|col boutonné|demi zip|avec étiquette|manches courtes|boutons nacre|capuche doublée',
      ),
      es: cut(
        'con capucha|manga larga|cuello con botones|media cremallera|con etiqueta|manga corta|parche bordado|capucha forrada',
      ),
      it: cut(
        'con cappuccio|maniche lunghe|collo con bottoni|mezza cerniera|con etichetta|maniche corte|toppa ricamata|cappuccio foderato',
      ),
      pl: cut(
        'z kapturem|długi rękaw|kołnierz na guziki|krótki zamek|z metką|krótki rękaw|naszywka na piersi|kaptur ze sznurkiem',
      ),
    },
    euros: [75, 220],
  },
};

/** Of no natural language, and no brand that we know of. */
export const BRANDS = cut(
  'Velmora|Drosvig|Kalendis|Brunsholt|Tarvane|Oskerby|Pelluna|Hestvold|Marquell|Sundrava|Wexholm|Cindrelle|Ottovar|Gralund|Fennimar|Lisandro Vey|Borealt|Quindara|Stavrenne|Holmqvara|Yrsande|Zandrik|Elvebakk|Monterosi',
);
export const MODELS = cut(
  'Arven|Sølvi|Kestrin|Brava|Lumen|Ostara|Trondal|Veska|Pellan|Rimfax|Corvane|Dalby|Eskild|Falkor|Grenna|Hildur|Iskra|Jarven|Koldby|Lindor|Myrdal|Nivara|Orkla|Pasvik|Rondane|Skarvet|Tamsin|Ulvik|Vardo|Ylva|Zelden|Ambrel|Bresca|Cordel|Dorvik|Elstad|Fiorde|Galdra|Hovden|Istad',
);

export const COLOURS = cut('black|navy|olive|grey|rust|sand|schwarz|noir|azul|nero|czarna|blau');
export const SALE_TALK = cut(
  'new|men|women|unisex|hot sale|free shipping|2024|size M|size L|gr. 42|taglia L|rozmiar M|fashion',
);
export const RESALE = cut('sale|last season|outlet|Angebot|soldes|rebajas|saldi|promocja|end of line|shop return');
export const USED = cut(
  "used|pre-owned|second hand|gebraucht|d'occasion|segunda mano|usato|używana|worn twice, used|vintage",
);

/** Parts and accessories, and how they say what they go with. */
export const PARTS = cut(
  'replacement zipper|strap|spare lid|buckle|rain cover|protective case|laces|repair kit|drawcord|button set|Ersatzdeckel|Reißverschluss|bretelle de rechange|couvercle|correa|tapa de repuesto|cinturino|cerniera di ricambio|pasek|zamek',
);
export const FOR = cut(
  'for|fits|compatible with|suitable for|für|passend für|pour|compatible avec|para|compatible con|per|compatibile con|do|pasuje do',
);
/** What stands in a shop beside the line that it shares a name with. */
export const OTHER_GOODS = cut(
  'beanie|wallet|keyring|socks|scarf|belt|gloves|sunglasses|candle|notebook|poster|towel|umbrella|Mütze|Geldbörse|Schlüsselanhänger|bonnet|portefeuille|gorro|cartera|llavero|berretto|portafoglio|czapka|portfel|brelok|skarpetki|chaussettes',
);
export const WEARERS = cut(
  'for a doll|for dogs|for Barbie dolls|for teddy bears|für Puppen|für Hunde|pour poupée|pour chien|para muñecas|para perros|per bambole|per cani|dla lalki|dla psa',
);
export const SERVICES = cut(
  'cleaning service|repair service|zip repair|reproofing service|Reinigung|Reparatur|nettoyage et réparation|servicio de reparación|riparazione|naprawa|alterations|restoration service',
);
export const WANTED = cut(
  'wanted|looking for|WTB|I am buying|Suche|gesucht|cherche|recherche|busco|compro|cerco|szukam|kupię|ISO',
);
export const RENTAL = cut(
  'for rent|rental per day|hire, 3 days|zu vermieten|Verleih pro Tag|à louer|location week-end|alquiler por día|noleggio|do wynajęcia|wypożyczalnia',
);
export const DEPOSIT = cut(
  'deposit|reservation deposit|Anzahlung|acompte|depósito de reserva|acconto|zaliczka|down payment|pre-order deposit',
);
export const RAFFLE = cut(
  'raffle ticket|giveaway entry|Los für Verlosung|Gewinnspiel Los|ticket de tombola|boleto de sorteo|biglietto lotteria|los na loterię',
);
export const VOUCHER = cut(
  'gift card|voucher 20 off|Gutschein|bon cadeau|tarjeta regalo|buono regalo|karta podarunkowa|discount code',
);
export const ONLY = cut(
  'lining only|box only|empty box|strap only|nur Kapuze|nur Karton|leerer Karton|boîte vide|capuche seule|solo caja|solo capucha|solo scatola|sam kaptur|samo pudełko|lid only|dust bag only',
);
export const STARTING_BID = cut(
  'starting bid|auction from 1|Startpreis|Startgebot 1 Euro|enchère|prix de départ|puja inicial|subasta|base asta|licytacja od 1 zł',
);
export const MONTHLY = cut(
  'per month, 24 months|monthly instalment|pro Monat, 36 Raten|mtl. Rate|par mois|al mes, 12 cuotas|al mese, 12 rate|rata miesięczna',
);
export const KIDS = cut(
  'kids 6-7 years|junior size 128|for children, age 8|boys 140 cm|Kinder Gr. 128|Mädchen Größe 116|enfant 8 ans|fille 10 ans|niño talla 8|niña 6 años|bambino 8 anni|dziecięca 128 cm',
);
export const LOTS = cut(
  '50 pcs|lot of 40|100 pieces wholesale|30pcs/lot|bulk 60 units|40 Stück Großhandel|60 Stück|lot de 50|100 pièces grossiste|lote de 30 unidades|50 piezas al por mayor|lotto 40 pezzi|50 szt. hurt|100 adet toptan|48 units carton|wholesale 36 pcs',
);
export const PER_PIECE = cut(
  'price per piece, min order 50|MOQ 30, each|wholesale price each, min. 100|Preis pro Stück, Mindestabnahme 50|prix par pièce, minimum 40|precio por unidad, mínimo 50|prezzo al pezzo, minimo 30|cena za sztukę, min. 50',
);
export const LABELS = cut(
  'woven labels|hang tags|neck labels|iron-on patches|leather patches|care labels|Webetiketten|Hängeetiketten|étiquettes tissées|écussons brodés|etiquetas tejidas|parches bordados|etichette tessute|toppe ricamate|metki|naszywki',
);
export const COUNTS = cut('20 pcs|50 pcs|100 pcs|10 Stück|lot de 25|30 piezas|50 pezzi|100 szt');

/** Small honest goods with a number in the title. `#` is drawn. */
export const SMALL_GOODS = cut(
  'socks # pairs|keyring #|sticker set # pcs|poster #x# cm|pen # pack|mug # ml|magnet # cm|tea towel # x #|candle # g|soap # g|lanyard # mm|beanie size #|gloves size #|calendar 20#|notebook # pages|pins # pcs|shoelaces # cm|microfiber cloth # pcs|playing cards # pcs|air freshener # ml|Socken # Paar|Aufkleber # Stück|Schlüsselanhänger Nr. #|Kerze # g|chaussettes # paires|autocollants lot de #|porte-clés n° #|calcetines # pares|pegatinas # uds|llavero #|calzini # paia|adesivi # pz|skarpetki # pary|naklejki # szt|brelok nr #|catalogue 20#|brochure No. #|handkerchief # pack|umbrella # cm|belt # cm',
);

/** @param half which half of the list: `development` was looked at, `held out` was not. */
export type Half = 'development' | 'held out';
export const halfOf = <T>(items: readonly T[], half: Half): T[] =>
  items.filter((_, at) => at % 2 === (half === 'development' ? 0 : 1));

export const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;

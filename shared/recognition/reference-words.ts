import { foldText } from './text-folding.ts';

const list = (text: string): ReadonlySet<string> => new Set(foldText(text.trim()).split(/\s+/));

/** "for" before the brand, in the languages of the marketplaces; folded. */
export const FOR = list(
  `for fits fit fur fuer pour para per voor til till dla для untuk cho vir за passend passende geeignet f p w utk buat kwa pre pentru
  compatible compatibles compatibile compatibili compatibel compativel compativeis kompatibel kompatybilny kompatibilni`,
);

/** Of these, the ones that also say for whom or which size goods are: "Jaqueta P Nordhavn", "Jacke W Nordhavn". */
export const FOR_OR_SIZE = list('f p w');

/** The same of a part; before goods they say whose they are ("casaco do"). */
export const FOR_A_PART = list('do od k na pro от на til till za ke pada');

/** Two-word forms whose second word alone says nothing. */
const COMPATIBLE_WITH = list(
  'compatible|with compatible|w works|w suitable|w works|with suitable|to kompatibel|mit kompatibel|med passend|zu compatible|avec compatible|con compatibile|con compativel|com kompatybilny|z совместимый|с совместим|с подходит|к',
);
const SECOND_WORDS = new Set([...COMPATIBLE_WITH].map((pair) => pair.split('|')[1]!));

export const isCompatibleWith = (first: string | undefined, second: string): boolean =>
  SECOND_WORDS.has(second) && COMPATIBLE_WITH.has(`${first}|${second}`);

/** Words after the brand that say the same ("Nordhavn uyumlu"). */
export const AFTER_BRAND = list(
  'icin uyumlu uyumludur kompatibilis kompatibilni kompatibilny kompatibilan compatibil kompatibel compatible compatibles compatibile compativel kompatybilny совместимый',
);

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
/** Before a packing in which the goods come: "novo na caixa", "ny i æske". */
export const INSIDE = list('in im na em dans en i w v ve in в у dalam me με nella nel no sur');
/** Nobody says these of goods that are whole ("Nordhavn bottle, replacement lid"). */
export const SPARE = list(
  'spare replacement replacements parts part ersatz ersatzteil ersatzteile rechange repuesto recambio recambios ricambio ricambi onderdeel onderdelen reserveonderdeel reservedel reservedele reservdel varaosa yedek zapasowy zapasowa zamienny zamienna nahradni potalkatresz запчасть запчасти запасной запасная сменный сменная',
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

export const CJK_WEARER = /娃衣|娃娃|宠物|狗狗|人形|ドール|犬用|ペット|인형|강아지/u;

const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** "for" before the brand, in the languages of the marketplaces; folded. */
export const FOR = list('for fits fit fur fuer pour para per voor til till dla для для untuk cho vir за');

/** Two-word forms whose second word alone says nothing. */
const COMPATIBLE_WITH = list(
  'compatible|with works|with suitable|to kompatibel|mit kompatibel|med passend|zu compatible|avec compatible|con compatibile|con compativel|com kompatybilny|z совместимый|с совместим|с подходит|к',
);
const SECOND_WORDS = new Set([...COMPATIBLE_WITH].map((pair) => pair.split('|')[1]!));

export const isCompatibleWith = (first: string | undefined, second: string): boolean =>
  SECOND_WORDS.has(second) && COMPATIBLE_WITH.has(`${first}|${second}`);

/** Words after the brand that say the same ("Nordhavn uyumlu"). */
export const AFTER_BRAND = list(
  'icin uyumlu uyumludur kompatibel compatible compatibles compatibile compativel kompatybilny совместимый',
);

/** Before what comes along with the goods; folded. */
export const WITH = list(
  'with w mit avec con com met med incl including includes included inkl inklusive inclus incluye incluso plus free gratis gratuit z ile с',
);
/** Nobody says these of goods that are whole ("Nordhavn bottle, replacement lid"). */
export const SPARE = list(
  'spare replacement replacements parts part ersatz ersatzteil ersatzteile rechange repuesto recambio recambios ricambio ricambi onderdeel onderdelen yedek',
);
/** What follows is said of the goods, or comes on top. */
export const SEPARATOR = /[,;+&|]/;

/** Skipped between "for" and the brand: "for your Nordhavn", "für alle Nordhavn". */
export const ARTICLES = list(
  'the a an your my all most any original genuine der die das den dem alle le la les votre tous el los las il lo i gli tutti de het alle all modelos modelle models',
);

export const CJK_FOR_BEFORE = /(?:适用于?|適用於?|适配|兼容|用于|สำหรับ|เข้ากันได้กับ)$/u;
export const CJK_FOR_AFTER = /^(?:用|対応|専用|互換|适用|专用|용|호환|전용)/u;

/** Nouns of things made to go with goods of other makers; folded. */
export const ACCESSORIES = list(
  `
  case cover covers sleeve strap straps band bands watchband bracelet buckle clasp charger adapter adaptor cable mount bracket holder stand hook hanger
  protector film skin sticker decal patch keychain keyring lanyard lid cap gasket seal straw brush cleaner refill filter cartridge toner ink battery
  spare replacement replacements parts part kit repair zipper zip puller slider button buttons lace laces insole insoles liner insert organizer organiser
  raincover raincoat-cover detergent reproofer wash manual instructions poster box boxes packaging
  hulle hullen schutzhulle armband ersatz ersatzteil ersatzteile ladegerat adapter halterung folie deckel dichtung reissverschluss schnursenkel einlegesohlen akku aufkleber
  coque housse etui bracelet chargeur adaptateur support joint couvercle piece pieces rechange fermeture lacets semelles autocollant
  funda carcasa correa cargador adaptador soporte tapa repuesto recambio recambios cremallera cordones plantillas pegatina
  custodia cinturino caricatore adattatore coperchio guarnizione ricambio ricambi cerniera lacci solette adesivo
  hoesje bandje oplader deksel onderdeel onderdelen rits veters sticker
  kilif kayis kordon sarj kapak yedek parca fermuar bagcik tabanlik etiket
  чехол ремешок зарядка адаптер крышка запчасть запчасти молния шнурки стельки наклейка
  etui pasek ladowarka pokrywka czesc czesci zamek sznurowki naklejka
  capinha pulseira carregador tampa peca pecas ziper cadarco palmilha adesivo`.trim(),
);

export const CJK_ACCESSORIES =
  /手机壳|保护套|表带|錶帶|配件|替换|替換|充电器|贴纸|カバー|ケース|ストラップ|交換|部品|케이스|스트랩|부품|เคส|สาย|อะไหล่/u;

import { isOrdinaryWord } from './ordinary-words.ts';

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Case endings and plurals that names take, folded, one line a script. Two letters and fewer: longer tails count by length. */
const ENDINGS = list(`
  a e i n t u y en er es et in un on an as ei em ie ia na da de ta te ja le la om ow ov ul ko nk re ba be ig
  а у е ы и і ю я й ъ ь ом ов ой ою ем ам ах ів
  ο α η ου ων ης ας ι ს ი ը ի ն`);
const LONGER_ENDINGS = list(`
  ista issa illa ille ilta ien ers ens ene erne ets dan den tan ten lar ler lari leri nin nun lla lle ssa sta lta ksi iin ban ben nak nek bol hoz val vel rol
  owi ami ach owa owe owy ova ove ovy ovi ului lui urile
  ами ями ах ский ская ское ские ского овский овская овские ові ами ът та те
  ებს ებით ის ში ით ում ով`);

/** What goods are called, in the languages of the marketplaces, folded, as they are joined to a name ("Nordhavnjakke"). */
const GOODS = list(`
  jacket jackets coat coats parka vest shirt tshirt tee hoodie hoody sweater jumper pants jeans shorts dress skirt shoes shoe sneaker sneakers trainers boot boots sandals
  bag bags backpack handbag wallet purse belt hat cap caps beanie scarf gloves socks watch watches glasses sunglasses bottle bottles mug cup tent phone case cover charger
  headphones earbuds speaker camera perfume cream lipstick jewelry necklace ring bracelet earrings toy toys lamp knife pen tool tools wear clothing apparel gear fashion style
  jakke jakker jacke jacken kittel mantel hemd hemden hose hosen kleid kleider rock schuh schuhe stiefel tasche taschen rucksack mutze mutzen handschuhe socken uhr uhren brille flasche flaschen becher zelt hulle
  jakka jackor troja trojor byxor byxa skor sko stovler stovlar vaska vaskor tasker taske ryggsack rygsaek sekk mossa mossor lue vantar hansker strumpor klocka klokke flaska flaske tossut kengat takki reppu laukku huppari pipo housut paita
  jas jassen trui broek schoenen schoen laarzen tas tassen rugzak muts sokken horloge fles beker
  veste blouson manteau chemise pantalon robe chaussures chaussure baskets bottes sac sacs casquette bonnet echarpe gants montre bouteille gourde
  chaqueta chamarra abrigo camisa camiseta camisetas pantalon zapatos zapatillas bolso bolsa mochila gorra gorro reloj botella
  jaqueta casaco blusa calca sapato tenis sapatilha relogio garrafa bone oculos
  giacca giubbotto felpa maglia maglietta camicia pantaloni scarpe stivali borsa zaino cappello orologio borraccia
  kurtka bluza koszulka spodnie buty plecak torebka torba czapka zegarek butelka bunda mikina tricko boty batoh cepice hodinky lahev
  mont ceket tisort gomlek pantolon ayakkabi canta sapka saat termos kabat polo cipo taska ora dzseki
  куртка куртки пальто футболка свитер кроссовки ботинки сумка рюкзак шапка часы бутылка термос очки джинсы
  copy replica replika replik kopie kopia copia kopya 1to1 aaa
  shop store outlet official original originals sale style fan fans club lover lovers brand team world sport sports men mens women womens herren damen kids
`);
const SIZES = list('xs s m l xl xxl xxxl 2xl 3xl 4xl ml');
const YEAR_OR_MODEL = /^\p{N}{1,4}$/u;

/** What stands before a name without a gap. */
const HEADS = list(`
  original originale originals official authentic genuine real fake rep replica new neu nova my mein mi the shop store buy love best cheap team club vintage
  оригинал магазин новый ال وال بال لل ول ب ل و ה ל ב ו מ ש כ`);
const LONGEST_HEAD = 9;

const SHORTEST_WITH_ENDING = 6;
const SHORTEST_WITH_LONGER_ENDING = 5;
const SHORTEST_WITH_ANYTHING = 7; // hardly any word begins with so much of a name
const SHORTEST_ANYTHING = 3;
const SHORTEST_IN_HASHTAG = 6; // where words are joined for want of gaps
const SHORTEST_LAST_PART = 3;

/**
 * What follows a name in one word with it: 'known' for case endings, goods, sizes and years, 'any' where hardly another word
 * begins with so much of a name; undefined for what makes another word.
 * @param word of which `name` is the beginning, or stands after a head, `tail` the rest; folded
 */
export function tailOf(name: string, tail: string, word: string, isHashtag: boolean): 'known' | 'any' | undefined {
  if (isOrdinaryWord(name) || isOrdinaryWord(word)) return undefined;
  if (isKnown(name, tail) || (isHashtag && name.length >= SHORTEST_IN_HASHTAG)) return 'known';
  const isLong = name.length >= SHORTEST_WITH_ANYTHING && tail.length >= SHORTEST_ANYTHING;
  return isLong && !/\d/.test(tail) ? 'any' : undefined;
}

function isKnown(name: string, tail: string): boolean {
  if (name.length >= SHORTEST_WITH_ENDING && ENDINGS.has(tail)) return true;
  if (name.length >= SHORTEST_WITH_LONGER_ENDING && (LONGER_ENDINGS.has(tail) || SIZES.has(tail))) return true;
  return endsInGoods(name, tail) || (YEAR_OR_MODEL.test(tail) && !/\d$/.test(name));
}

/** In compounds the goods come last, after what tells them from others ("Nordhavnregenjas"). */
function endsInGoods(name: string, tail: string): boolean {
  if (GOODS.has(tail)) return true;
  if (name.length < SHORTEST_WITH_LONGER_ENDING) return false;
  for (let at = 1; at <= tail.length - SHORTEST_LAST_PART; at++) if (GOODS.has(tail.slice(at))) return true;
  return false;
}

/** Where in a word a name may begin: at its start, after a head that stands before names, in a hashtag anywhere. */
export function* nameStarts(word: string, isHashtag: boolean): Generator<number> {
  yield 0;
  const last = Math.min(isHashtag ? word.length : LONGEST_HEAD, word.length - 1);
  for (let at = 1; at <= last; at++) if (isHashtag || HEADS.has(word.slice(0, at))) yield at;
}

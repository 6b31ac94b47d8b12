import { cachedPerWord } from './caches.ts';
import type { Condition } from './condition.ts';
import { CLOTHES_BITS, SHOES_BIT, TOY_BIT } from './goods-nouns.ts';
import { beginsWithDigit, isUnit } from './measures.ts';
import { foldText, type WordList } from './text-folding.ts';

const CHILDREN_WORDS = new Set(
  foldText(
    `kids children childrens child junior juniors youth boys girls toddler infant baby
    jungen mädchen kleinkind fille garçon bébé niño niña niños niñas
    bambino bambina bambini bambine bimbo bimba bimbi criança menino menina jongens meisjes
    børn drenge piger pojkar flickor chłopięca chłopięce dziewczęca dziewczęce
    dítě copii ребенка мальчика девочки`,
  ).split(/\s+/),
);
/** "Kinderschuhe", "barnejakke", "детская". */
const CHILDREN_STEM =
  /^(?:kinder|baby|barne|borne|barn(?:jack|sko|sto|klad|ove|tro)|lasten|gyerek|gyermek|enfant|infant|dzieci|detsk|детск|дитяч|cocuk|bebek|anak|junior)\p{L}*$/u;
const CJK_CHILDREN = /儿童|兒童|童装|男童|女童|童鞋|キッズ|子供|こども|ジュニア|아동|키즈|유아|เด็ก/u;
/** Body heights in centimetres, which are the sizes of children's clothes in Europe; adults' sizes end before or begin behind. */
const HEIGHTS = new Set('68 74 80 86 92 98 104 110 116 122 128 134 140 146 152 158 164'.split(' '));
/** "8 years", "6A", "4T", "24 months", "10Y", "US 9C"; not "2 years old", "2 years warranty" or "down to -15C". */
const AGE =
  /(?<![\d.,])(?:\d{1,2} ?[-/–] ?)?(?:[1-9]|1[0-6]) ?(?:(?:years?|yrs?|ans|jahre|ar|lat|let|лет|anos|anni|yas|eves|ani|vuotta|jaar)(?!\p{L})(?! ?(?:old|warr|gar|guar|alt))|岁|歳|세|才)|(?<![\d.,]|(?<!\d)[-–−])(?:[1-9]|1[0-6])[ytc](?!\p{L})|(?<![\d.,])(?:[3-9]|1[0-9]|2[0-4]) ?(?:months?|mois|monate|mesi|meses|maneder|manader|mies)(?!\p{L})/u;

/** What a child's size usually costs of the price for adults, and how much a low price then says. In one maker's shop half of what the shoe of that name costs adults. */
const PRICE_SHARE = 0.5;
const WEIGHT = 0.5;
const SAID = "a child's size";

/**
 * The title says that it is for children, or of a child's size.
 * @param kinds of goods that the title names, or else those that the brand makes (`kindBits`): all toys are for children.
 * @param productWords words of the brand's product names: what is made for children has its own price.
 */
export const isForChildren = (title: WordList, kinds: number, productWords: ReadonlySet<string>): boolean =>
  kinds !== 0 &&
  (kinds & TOY_BIT) === 0 &&
  (namesChildren(title, productWords) || isChildsSize(title, kinds, productWords));

/** The same condition in a child's size. */
export const inChildsSize = ({ priceShare, weight, said }: Condition): Condition => ({
  priceShare: priceShare * PRICE_SHARE,
  weight: weight * WEIGHT,
  said: said ? `${said}, ${SAID}` : SAID,
});

/** Of goods in any language: "kids", "Kinderschuhe". */
export const saysChildren = cachedPerWord((word) => CHILDREN_WORDS.has(word) || CHILDREN_STEM.test(word));

function namesChildren({ words, text, isAscii }: WordList, productWords: ReadonlySet<string>): boolean {
  for (const word of words) if (saysChildren(word) && !productWords.has(word)) return true;
  return !isAscii && CJK_CHILDREN.test(text);
}

function isChildsSize({ words, text }: WordList, kinds: number, productWords: ReadonlySet<string>): boolean {
  if ((kinds & (CLOTHES_BITS | SHOES_BIT)) === 0 || !/\d/.test(text)) return false;
  if (AGE.test(text)) return true;
  const shares = new Set(Array.from(text.matchAll(SHARE), ([, share]) => share));
  const sizes = [...words.keys()].filter(
    (at) => isSize(words, at) && !productWords.has(words[at]!) && !shares.has(words[at]),
  );
  if (kinds & SHOES_BIT)
    return sizes.some((at) => isMarked(words, at)) && areChildsShoes(sizes.map((at) => words[at]!));
  return sizes.some((at) => HEIGHTS.has(words[at]!));
}

/** "80% down", "98 % Baumwolle". */
const SHARE = /(\d{1,3}) ?%/g;
/** Of an adult's clothes too. */
const MEASURED = new Set(
  'chest bust waist length hip hips shoulder sleeve pit brust taillenumfang lange schulter poitrine longueur epaule pecho largo cintura torace lunghezza'.split(
    ' ',
  ),
);

/** A whole number that counts and measures nothing else. */
const isSize = (words: readonly string[], at: number): boolean =>
  beginsWithDigit(words[at]!) &&
  !/\D/.test(words[at]!) &&
  !MEASURED.has(words[at - 1] ?? '') &&
  (words[at + 1] === 'cm' || !isUnit(words[at + 1] ?? ''));

const SIZE_WORDS = new Set(
  'eu eur size sizes sz gr groesse grosse taille talla taglia pointure numero maat str storrelse storlek koko rozm rozmiar vel velikost meret marime размер розмір beden numara'.split(
    ' ',
  ),
);

/** A number that may be of anything ("22 colours") is one where a word says so, or the title ends with it. */
const isMarked = (words: readonly string[], at: number): boolean =>
  at === words.length - 1 || SIZE_WORDS.has(words[at - 1] ?? '');

/** European sizes; some of an adult's beside them are a choice. */
const areChildsShoes = (sizes: readonly string[]): boolean =>
  sizes.some((size) => Number(size) >= 17 && Number(size) <= 34) &&
  !sizes.some((size) => Number(size) >= 35 && Number(size) <= 50);

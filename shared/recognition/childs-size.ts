import type { Condition } from './condition.ts';
import { foldText, type WordList } from './text-folding.ts';

const CHILDREN_WORDS = new Set(
  foldText(
    `kids children childrens child junior juniors youth boys girls toddler infant baby
    kinder jungen mädchen kleinkind enfant enfants fille garçon bébé niño niña niños niñas infantil
    bambino bambina bambini bimbo bimba criança menino menina kinderen jongens meisjes
    børn drenge piger pojkar flickor lasten dzieci dziecięca dziecięcy dziecięce chłopięca dziewczęca
    dětská dětský dětské gyerek copii детская детский детские детское ребенка мальчика девочки дитяча дитячий çocuk`,
  ).split(/\s+/),
);
const CJK_CHILDREN = /儿童|兒童|童装|男童|女童|キッズ|子供|ジュニア|아동|키즈|유아|เด็ก/u;

/** What a child's size usually costs of the price for adults, and how much a low price then says. */
const PRICE_SHARE = 0.6;
const WEIGHT = 0.8;
const SAID = "a child's size";

/**
 * The same condition of a smaller size, where the title says that it is one.
 * @param productWords words of the brand's product names: what is made for children has its own price.
 */
export function ofItsSize(condition: Condition, title: WordList, productWords: ReadonlySet<string>): Condition {
  if (!isForChildren(title, productWords)) return condition;
  const { priceShare, weight, said } = condition;
  return { priceShare: priceShare * PRICE_SHARE, weight: weight * WEIGHT, said: said ? `${said}, ${SAID}` : SAID };
}

function isForChildren({ words, text, isAscii }: WordList, productWords: ReadonlySet<string>): boolean {
  for (const word of words) if (CHILDREN_WORDS.has(word) && !productWords.has(word)) return true;
  return !isAscii && CJK_CHILDREN.test(text);
}

import type { ReferenceProduct } from '#shared/domain/product.ts';
import { saysChildren } from '#shared/recognition/childs-size.ts';
import { isCommonWord } from '#shared/recognition/common-words.ts';
import { cyrillicForms } from '#shared/recognition/cyrillic-forms.ts';
import { goodsNouns, hasRole, kindBits, type Noun, sortsOf, WATCH_BIT } from '#shared/recognition/goods-nouns.ts';
import { isUnit, measuresApart } from '#shared/recognition/measures.ts';
import { foldedSet, foldText, UNSPACED, wordsOf } from '#shared/recognition/text-folding.ts';
import { type Alphabet, alphabetOf } from './alphabet.ts';
import { type OfferText, offerText, runTogether } from './offer-text.ts';
import { type Count, countOf } from './pack-size.ts';
import { type Tally, tally } from './tally.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

/** A reference product under each of its names. `leastNorm`: of the rarities of a name's words without its numbers, the smallest. */
export type CatalogueProduct = {
  product: ReferenceProduct;
  count: Count;
  names: readonly OfferText[];
  /** Position of the first of its names among all names of the catalogue. */
  firstName: number;
  /** The article number as titles may run it together, and the name with it. */
  numbered?: { number: string; name: OfferText };
  leastNorm: number;
  /** What kinds of goods its names say it is (`kindBits`); 0 when none is known. */
  kinds: number;
  /** What it is within its kind, where its name's own noun tells: ids that nouns have. */
  sorts: readonly string[];
  /** Its names say that it is made for children: it has a price of its own. */
  isForChildren: boolean;
  /** Words for the kind, and words that tell which one of the kind it is. */
  kindWords: ReadonlySet<string>;
  modelWords: ReadonlySet<string>;
};

/** A brand's products, prepared for looking titles up in. */
export type ProductCatalogue = {
  products: readonly CatalogueProduct[];
  /** Positions of the products that carry a word in a name or article number, by the word; names written together too. */
  byWord: ReadonlyMap<string, readonly number[]>;
  /** The same, of the words that tell which product it is: no numbers, no units, no words of praise. */
  byTellingWord: ReadonlyMap<string, readonly number[]>;
  /** The same, of those too short to tell it alone ("SE"), where they are not the whole name. */
  byShortWord: ReadonlyMap<string, readonly number[]>;
  /** Positions of the products whose names are numbers, by the number. */
  byNumber: ReadonlyMap<string, readonly number[]>;
  /** Positions of the products that are called by one or two letters and a number ("hx 18"), by these together. */
  byModelNumber: ReadonlyMap<string, readonly number[]>;
  /** The same, as the brand writes them, by how else they may be written: "hx18", "hx 18". */
  modelNumbers: ReadonlyMap<string, string>;
  /** Words that tell which product it is, as the brand writes them, by how Cyrillic titles do: "полюс". */
  cyrillicWords: ReadonlyMap<string, string>;
  /** Positions of the names, among all of them, that carry a word. */
  namesByWord: ReadonlyMap<string, readonly number[]>;
  /** Wiped and filled for every title: squared rarities of the words that it shares with each product, and with each name. */
  sharedByProduct: Tally;
  sharedByName: Tally;
  /** What the brand calls the goods of a kind, by the kind's id: the name that most of its products have. */
  kindNames: ReadonlyMap<string, string>;
  /** In which the products are named. */
  alphabets: ReadonlySet<Alphabet>;
  /** Words in scripts without spaces, longest first: titles run them together with others. */
  unspacedWords: readonly string[];
  vocabulary: Vocabulary;
};

/** @param brandWords words of the brand's own names: they say nothing about which product it is. */
export function productCatalogue(
  products: readonly ReferenceProduct[],
  brandWords: ReadonlySet<string>,
): ProductCatalogue {
  const vocabulary = vocabularyOf(
    products.map((product) => namesOf(product).join(' ')),
    brandWords,
  );
  let nameCount = 0;
  const shortened = [unmeasuredNames(products), codeNames(products, brandWords)];
  const prepared = products.map((product, at) => {
    const names = [...namesOf(product), ...shortened.flatMap((names) => names[at] ?? [])]
      .map((name) => offerText(name, vocabulary))
      .filter(({ words }) => words.length > 0);
    const firstName = nameCount;
    nameCount += names.length;
    return {
      product,
      count: countOf(product.name),
      names,
      firstName,
      numbered: numbered(product, vocabulary),
      leastNorm: Math.min(...names.map(wordNorm)),
      ...kindOf(product, brandWords),
    };
  });
  const allNames = prepared.flatMap(({ names }) => names);
  const words = allNames.flatMap((name) => [...name.weights.keys()]);
  const forms = prepared.map(({ names }) => names.flatMap(formsOf));
  const numbers = products.map(modelNumbers);
  return {
    products: prepared,
    byWord: positionsByWord(forms),
    byTellingWord: positionsByWord(forms.map((words, at) => words.filter((word) => tellsAlone(word, prepared[at]!)))),
    byShortWord: positionsByWord(
      forms.map((words, at) =>
        words.filter((word) => isShort(word) && !tellsNothing(word) && !tellsAlone(word, prepared[at]!)),
      ),
    ),
    byNumber: positionsByWord(forms.map((words, at) => (prepared[at]!.leastNorm === 0 ? words.filter(isNumber) : []))),
    byModelNumber: positionsByWord(numbers.map((some) => some.map(({ joined }) => joined))),
    modelNumbers: new Map(
      numbers.flat().map(({ joined, apart, isApart }) => (isApart ? [joined, apart] : [apart, joined])),
    ),
    cyrillicWords: new Map(
      prepared
        .flatMap(({ modelWords }) => [...modelWords])
        .flatMap((word) => cyrillicForms([word]).map(([form]) => [form!, word] as const)),
    ),
    namesByWord: positionsByWord(allNames.map(({ weights }) => [...weights.keys()])),
    sharedByProduct: tally(prepared.length),
    sharedByName: tally(nameCount),
    kindNames: kindNamesOf(products),
    alphabets: new Set<Alphabet>(['latin', ...words.map(alphabetOf)]),
    unspacedWords: [...new Set([...words, ...brandWords])]
      .filter((word) => UNSPACED.test(word))
      .toSorted((a, b) => b.length - a.length),
    vocabulary,
  };
}

const wordNorm = ({ weights }: OfferText): number =>
  Math.sqrt(weights.entries().reduce((sum, [word, weight]) => (isNumber(word) ? sum : sum + weight ** 2), 0));

function kindOf(
  { name, aliases }: ReferenceProduct,
  brandWords: ReadonlySet<string>,
): Pick<CatalogueProduct, 'kinds' | 'sorts' | 'isForChildren' | 'kindWords' | 'modelWords'> {
  const words = [name, ...aliases].map(wordsOf);
  const nouns = words.flatMap((list) => goodsNouns(list).filter((noun) => !isFirstHalf(noun, list.words)));
  const kindWords = new Set(nouns.flatMap(({ text }) => text.split(' ')));
  const modelWords = words.flatMap((list) => list.words).filter((word) => !tellsNothing(word) && !isCommonWord(word));
  return {
    kinds: kindBits(nouns) || (words.some((list) => list.words.some((word) => MOVEMENTS.has(word))) ? WATCH_BIT : 0),
    sorts: sortsOf(words[0]!),
    isForChildren: words.some((list) => list.words.some(saysChildren)),
    kindWords,
    modelWords: new Set(modelWords.filter((word) => !kindWords.has(word) && !brandWords.has(word))),
  };
}

/** A maker of watches calls none of them a watch: "Polar Automatic", "Quartz 36". Of goods that are named it says nothing. */
const MOVEMENTS = foldedSet(
  'automatic automatik automatique automatico quartz quarz cuarzo kvarts chronograph chronographe chronograaf cronografo khronograf chrono moonphase mondphase tourbillon',
);

/** "Akku-Bohrschrauber", "Zip Hoodie": a part that the goods behind it have, whatever these are called. */
const isFirstHalf = (noun: Noun, words: readonly string[]): boolean =>
  hasRole(noun, 'part') &&
  !noun.isHeadFirst &&
  /^\p{L}{4,}$/u.test(words[noun.to] ?? '') &&
  !isCommonWord(words[noun.to]!);

function kindNamesOf(products: readonly ReferenceProduct[]): Map<string, string> {
  const nouns = products.flatMap(({ name }) => goodsNouns(wordsOf(name)));
  const byKind = Map.groupBy(
    nouns.flatMap(({ kinds, text }) => kinds.map(({ id }) => ({ id, text }))),
    ({ id }) => id,
  );
  const mostCommon = (texts: readonly string[]): string => {
    const groups = [...Map.groupBy(texts, (text) => text).values()];
    return groups.toSorted((a, b) => b.length - a.length)[0]![0]!;
  };
  return new Map([...byKind].map(([id, named]) => [id, mostCommon(named.map(({ text }) => text))]));
}

/** A size, a count, a year, a unit, the tail of an article number, praise: none tells which product it is without a word that does. */
const tellsNothing = (word: string): boolean => isNumber(word) || YEAR.test(word) || isUnit(word) || PRAISE.has(word);

/** What sellers say of any goods' quality, in the languages of the marketplaces; folded. Not "premium": many makers call a line so. */
const PRAISE = new Set(
  'quality deluxe luxury luxe luxus lujo lusso luxo exclusive exklusiv exclusif exclusivo esclusivo qualitat qualite calidad qualita qualidade kwaliteit jakosc kvalitet kvalita kalite люкс качество'.split(
    ' ',
  ),
);

/** Two letters stand in many titles by chance; they are enough where they are all that the product is called. */
const tellsAlone = (word: string, { names }: Pick<CatalogueProduct, 'names'>): boolean =>
  !tellsNothing(word) && (!isShort(word) || names.some((name) => runTogether(name) === word));

const SHORTEST_ALONE = 3;
const isShort = (word: string): boolean => word.length < SHORTEST_ALONE && !UNSPACED.test(word);

const MODEL_NUMBER = /^([a-z]{1,2})(\d{1,3})$/;

/** `isApart`: so the brand writes it. */
type ModelNumber = { joined: string; apart: string; isApart: boolean };

function modelNumbers({ name, aliases }: ReferenceProduct): ModelNumber[] {
  return [name, ...aliases].flatMap((text) => {
    const { words } = wordsOf(text);
    return words.flatMap((word, at): ModelNumber[] => {
      const joined = MODEL_NUMBER.exec(word);
      const [, letters, number] = joined ?? MODEL_NUMBER.exec(`${word}${words[at + 1] ?? ''}`) ?? [];
      return letters && !isUnit(letters)
        ? [{ joined: `${letters}${number}`, apart: `${letters} ${number}`, isApart: !joined }]
        : [];
    });
  });
}

const YEAR = /^(19|20)\d\d$/;

/** "2", "750": every other title has one. */
export const isNumber = (word: string): boolean => /^\d{1,3}$/.test(word);

/** The article number is a name too, when it is one that can be told from a size. */
const namesOf = (product: ReferenceProduct): string[] => [
  product.name,
  ...(product.line && !hasLine(product) ? [`${product.line} ${product.name}`] : []),
  ...product.aliases,
  ...(hasArticleNumber(product) ? [product.sku] : []),
];

/** "Transit Backpack 24 L" is called so without its size too, where no other product would be. */
const unmeasuredNames = (products: readonly ReferenceProduct[]): (string | undefined)[] =>
  onlyOnce(products.map(({ name }) => withoutMeasures(name)));

/** The "BH18 Akku-Bohrschrauber" is called BH18, in any language. */
const codeNames = (products: readonly ReferenceProduct[], brandWords: ReadonlySet<string>): (string | undefined)[] =>
  onlyOnce(
    products.map(({ name }) => {
      const first = wordsOf(name).words.find((word) => !brandWords.has(word));
      return first !== undefined && MODEL_CODE.test(first) ? first : undefined;
    }),
  );

/** Without those that several products would go by. */
function onlyOnce(names: readonly (string | undefined)[]): (string | undefined)[] {
  const times = Map.groupBy(names, (name) => name);
  return names.map((name) => (times.get(name)!.length === 1 ? name : undefined));
}

const MODEL_CODE = /^(?=.{4})\p{L}{1,4}\d{2,4}\p{L}{0,2}$/u;

function withoutMeasures(name: string): string | undefined {
  const words = measuresApart(wordsOf(name).words);
  const kept = words.filter((word, at) => {
    const isMeasured = isNumber(word) && isUnit(words[at + 1] ?? '');
    return !isMeasured && !(isUnit(word) && isNumber(words[at - 1] ?? ''));
  });
  return kept.length === words.length || kept.length === 0 ? undefined : kept.join(' ');
}

const hasLine = ({ name, line = '' }: ReferenceProduct): boolean => foldText(name).includes(foldText(line));

const hasArticleNumber = ({ sku }: ReferenceProduct): boolean => sku.length >= 5 && /\d/.test(sku);

function numbered(product: ReferenceProduct, vocabulary: Vocabulary): CatalogueProduct['numbered'] {
  if (!hasArticleNumber(product)) return undefined;
  const number = foldText(product.sku).replace(/[^\p{L}\p{N}]/gu, '');
  return { number, name: offerText(`${product.name} ${product.sku}`, vocabulary) };
}

/** Titles write words together or apart: "FjordParka", "NH 4711". */
const formsOf = (name: OfferText): string[] => [...name.weights.keys(), ...name.codes, runTogether(name)];

function positionsByWord(carriers: readonly (readonly string[])[]): Map<string, number[]> {
  const index = new Map<string, Set<number>>();
  for (const [position, words] of carriers.entries())
    for (const word of words) index.set(word, (index.get(word) ?? new Set()).add(position));
  return new Map([...index].map(([word, positions]) => [word, [...positions]]));
}

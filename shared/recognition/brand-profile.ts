import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { isCommonWord } from './common-words.ts';
import { isEverydayName } from './everyday-names.ts';
import { faintForms } from './faint-forms.ts';
import { goodsNouns, kindBits, sortsOf } from './goods-nouns.ts';
import { type NameForm, nameForms, numberIn } from './name-forms.ts';
import { productCodes } from './product-codes.ts';
import { sellerKeys } from './seller-key.ts';
import { type NameSounds, nameSounds } from './sounds/name-sounds.ts';
import { type SpelledName, spelledName, type Trick } from './spelling-walk.ts';
import { UNSPACED, wordsOf } from './text-folding.ts';
import { type UnspacedName, unspacedName } from './unspaced-names.ts';
import { SHORTEST_GLUED } from './unspaced-words.ts';

/** A brand's fingerprint in the form that matching wants; made once per brand object. */
export type BrandProfile = {
  /** Names of spaced scripts by their first folded word; longest first. */
  namesByFirstWord: ReadonlyMap<string, readonly NameForm[]>;
  /** Names in scripts without spaces. */
  unspacedNames: readonly UnspacedName[];
  /** Names of spaced scripts, as written, by their folded form without gaps; not the shortest. */
  joinedNames: ReadonlyMap<string, string>;
  /** Those forms, that other words may be joined to. */
  gluedNames: readonly string[];
  /** Words that name the brand only beside another sign of it. */
  faintNames: ReadonlyMap<string, { name: string; trick: Trick }>;
  /** Names that are everyday words, where the brand says which words tell them from those. */
  everydayNames: ReadonlySet<string>;
  /** Folded. */
  contextWords: ReadonlySet<string>;
  spelledNames: readonly SpelledName[];
  /** Numbers in names that have something else too. */
  numbers: ReadonlySet<number>;
  /** Latin names, as they may be said. */
  heardNames: readonly NameSounds[];
  /** And the words of its products that tell it from others. */
  heardProductWords: readonly NameSounds[];
  /** By character code below 128: 1 for letters with which their disguises may begin. */
  firstLetters: Uint8Array;
  /** What may be read on a picture: logo texts and names, ready for comparison. */
  logoTexts: readonly SpelledName[];
  /** Words of the brand's own product names: a strap is no accessory for a maker of straps. */
  productWords: ReadonlySet<string>;
  /** Of what kinds its goods are (`kindBits`). */
  productKinds: number;
  /** And of what sorts within them, by the ids that nouns have. */
  productSorts: ReadonlySet<string>;
  /** Article numbers and GTINs of its products, as `product-codes.ts` compares them. */
  productCodes: ReadonlySet<string>;
  /** Accounts by the group of marketplaces that share them, in the form in which they are compared (`sellerKeys`). */
  authorisedSellers: ReadonlyMap<string, ReadonlySet<string>>;
};

const profiles = new WeakMap<Brand, BrandProfile>();
let last: { brand: Brand; profile: BrandProfile } | undefined; // every signal of a listing asks

export function brandProfile(brand: Brand): BrandProfile {
  if (last?.brand !== brand) {
    const profile = profiles.get(brand) ?? makeProfile(brand);
    profiles.set(brand, profile);
    last = { brand, profile };
  }
  return last.profile;
}

function makeProfile(brand: Brand): BrandProfile {
  const names = [...new Set([brand.name, ...brand.fingerprint.names])];
  const spaced = names.filter((name) => !UNSPACED.test(name));
  const products = brand.fingerprint.products;
  let productWords: ReadonlySet<string> | undefined;
  let codes: ReadonlySet<string> | undefined;
  let kinds: number | undefined;
  let sorts: ReadonlySet<string> | undefined;
  let heard: readonly NameSounds[] | undefined;
  let heardWords: readonly NameSounds[] | undefined;
  const spelledNames = spaced.map(spelledName);
  const forms = spaced.flatMap(nameForms);
  const joinedNames = joinedForms(forms);
  const contextWords = new Set(brand.fingerprint.contextWords.flatMap((text) => wordsOf(text).words));
  return {
    namesByFirstWord: byFirstWord(forms),
    unspacedNames: names.filter((name) => UNSPACED.test(name)).map(unspacedName),
    joinedNames,
    gluedNames: [...joinedNames.keys()],
    faintNames: faintForms(joinedNames),
    everydayNames: new Set(contextWords.size > 0 ? names.filter(isEverydayName) : []),
    contextWords,
    spelledNames,
    numbers: new Set(spaced.flatMap(numberIn)),
    firstLetters: firstLettersOf(spelledNames, forms),
    logoTexts: [...new Set([...brand.fingerprint.logoTexts, ...spaced])].map(spelledName),
    get heardNames() {
      heard ??= spaced.flatMap(nameSounds);
      return heard;
    },
    // Made when first asked for: the index of all brands needs the names alone.
    get productWords() {
      productWords ??= new Set(
        products.flatMap(({ name, aliases }) => [name, ...aliases].flatMap((text) => wordsOf(text).words)),
      );
      return productWords;
    },
    get heardProductWords() {
      heardWords ??= [...this.productWords].filter((word) => !isCommonWord(word)).flatMap(nameSounds);
      return heardWords;
    },
    get productKinds() {
      kinds ??= kindBits(
        products.flatMap(({ name, aliases }) => [name, ...aliases].flatMap((text) => goodsNouns(wordsOf(text)))),
      );
      return kinds;
    },
    get productSorts() {
      sorts ??= new Set(products.flatMap(({ name }) => sortsOf(wordsOf(name))));
      return sorts;
    },
    get productCodes() {
      codes ??= productCodes(products);
      return codes;
    },
    authorisedSellers: new Map(
      Map.groupBy(brand.fingerprint.authorisedSellers, ({ marketplace }) => accountGroupOf(marketplace))
        .entries()
        .map(([group, sellers]) => [group, new Set(sellers.flatMap(({ sellerId }) => sellerKeys(sellerId)))]),
    ),
  };
}

function firstLettersOf(names: readonly SpelledName[], forms: readonly NameForm[]): Uint8Array {
  const first = new Uint8Array(128);
  for (const { words } of forms) first[words[0]!.charCodeAt(0)] = 1;
  for (const { firstReads, raw } of names)
    for (const letter of [...firstReads, raw[0] ?? '']) first[letter.charCodeAt(0)] = 1;
  return first;
}

/** Longest first. */
function byFirstWord(forms: readonly NameForm[]): Map<string, NameForm[]> {
  const index = new Map<string, NameForm[]>();
  for (const form of forms) index.set(form.words[0]!, [...(index.get(form.words[0]!) ?? []), form]);
  for (const list of index.values()) list.sort((a, b) => b.words.length - a.words.length);
  return index;
}

/** Not those that hold only under a condition. */
function joinedForms(forms: readonly NameForm[]): Map<string, string> {
  const joined = new Map<string, string>();
  for (const { name, words, holds } of forms) {
    const form = words.join('');
    const isGenitive = form.endsWith('s') && joined.has(form.slice(0, -1));
    if (!holds && !isGenitive && form.length >= SHORTEST_GLUED && !joined.has(form)) joined.set(form, name);
  }
  return joined;
}

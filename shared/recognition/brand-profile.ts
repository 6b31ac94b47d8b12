import type { Brand } from '#shared/domain/brand.ts';
import { type SpelledName, spelledName } from './spelling-walk.ts';
import { foldText, UNSPACED, wordsOf } from './text-folding.ts';
import { SHORTEST_GLUED } from './unspaced-words.ts';

/** A brand's fingerprint in the form that matching wants; made once per brand object. */
export type BrandProfile = {
  /** Names of spaced scripts by their first folded word; longest first. */
  namesByFirstWord: ReadonlyMap<string, readonly { name: string; words: readonly string[] }[]>;
  /** Names in scripts without spaces, folded. */
  unspacedNames: readonly string[];
  /** Names of spaced scripts, folded and without gaps, that other words may be joined to. */
  joinedNames: readonly string[];
  spelledNames: readonly SpelledName[];
  /** By character code below 128: 1 for letters with which their disguises may begin. */
  firstLetters: Uint8Array;
  /** What may be read on a picture: logo texts and names, ready for comparison. */
  logoTexts: readonly SpelledName[];
  /** Words of the brand's own product names: a strap is no accessory for a maker of straps. */
  productWords: ReadonlySet<string>;
  /** Account ids by marketplace. */
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
  const spelledNames = spaced.map(spelledName);
  return {
    namesByFirstWord: byFirstWord(spaced),
    unspacedNames: names.filter((name) => UNSPACED.test(name)).map(foldText),
    joinedNames: [...new Set(spaced.map((name) => wordsOf(name).words.join('')))].filter(
      ({ length }) => length >= SHORTEST_GLUED,
    ),
    spelledNames,
    firstLetters: firstLettersOf(spelledNames),
    logoTexts: [...new Set([...brand.fingerprint.logoTexts, ...spaced])].map(spelledName),
    // Made when first asked for: the index of all brands needs the names alone.
    get productWords() {
      productWords ??= new Set(
        products.flatMap(({ name, aliases }) => [name, ...aliases].flatMap((text) => wordsOf(text).words)),
      );
      return productWords;
    },
    authorisedSellers: new Map(
      Map.groupBy(brand.fingerprint.authorisedSellers, ({ marketplace }) => marketplace)
        .entries()
        .map(([marketplace, sellers]) => [marketplace, new Set(sellers.map(({ sellerId }) => sellerId))]),
    ),
  };
}

function firstLettersOf(names: readonly SpelledName[]): Uint8Array {
  const first = new Uint8Array(128);
  for (const { firstReads, raw } of names)
    for (const letter of [...firstReads, raw[0] ?? '']) first[letter.charCodeAt(0)] = 1;
  return first;
}

/** Each name as written, written together ("newbalance") and with the genitive or plural s of Germanic languages ("Nordhavns jakke"). */
function byFirstWord(names: readonly string[]) {
  const index = new Map<string, { name: string; words: readonly string[] }[]>();
  for (const name of names) {
    const { words } = wordsOf(name);
    if (words.length === 0) continue;
    const joined = words.join('');
    const forms = [words, [...words.slice(0, -1), `${words.at(-1)}s`], [joined], [`${joined}s`]];
    for (const form of forms) {
      const list = index.get(form[0]!) ?? [];
      list.push({ name, words: form });
      index.set(
        form[0]!,
        list.toSorted((a, b) => b.words.length - a.words.length),
      );
    }
  }
  return index;
}

import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { brandProfile } from './brand-profile.ts';
import { hearBrand } from './by-sound.ts';
import { deobfuscate } from './deobfuscate.ts';
import { lettersBesideMasks } from './faint-names.ts';
import { glyphsOf } from './glyphs.ts';
import { withoutLatinLetters } from './mixed-alphabets.ts';
import { nameStarts } from './name-tails.ts';
import { mayBeSpelled, nameTrie } from './name-trie.ts';
import { MOST_READ } from './named-elsewhere.ts';
import { withDigits } from './numbers-in-digits.ts';
import { codesIn } from './product-codes.ts';
import { heardNameIndex } from './sounds/heard-name-index.ts';
import { heardRuns } from './sounds/heard-text.ts';
import { MAY_BE_HEARD } from './sounds/scripts.ts';
import { UNSPACED, type WordList, wordsOf } from './text-folding.ts';
import { unspacedCharacters } from './unspaced-names.ts';
import { mayBeDisguised, SHORTEST_GLUED, withoutGlueBehindDisguise } from './unspaced-words.ts';

/**
 * Many brands, prepared to find those that a listing may name without asking each. Misses none that `readTitle` or
 * `namingsElsewhere` would name; those it adds are told apart by scoring.
 */
export type BrandIndex = { mayBeNamed: (listing: Listing) => Brand[] };

/** Rebuild it when a brand changes; building costs about 20 µs a brand. */
export function brandIndex(brands: readonly Brand[]): BrandIndex {
  const profiles = brands.map(brandProfile);
  const byFirstWord = positionsBy(profiles, ({ namesByFirstWord }) => namesByFirstWord.keys());
  const byBeginning = positionsBy(profiles, ({ joinedNames }) =>
    [...joinedNames.keys()].map((name) => name.slice(0, SHORTEST_GLUED)),
  );
  const byEnd = positionsBy(profiles, ({ joinedNames }) =>
    [...joinedNames.keys()].map((name) => name.slice(-SHORTEST_GLUED)),
  );
  const bySpelledBeginning = positionsBy(profiles, ({ spelledNames }) =>
    spelledNames.map(({ letters }) => letters.slice(0, SHORTEST_GLUED).join('')),
  );
  const byHint = positionsBy(profiles, ({ faintNames }) => faintNames.keys());
  const byFirstCharacter = positionsBy(profiles, ({ unspacedNames }) => unspacedNames.map(({ plain }) => plain[0]!));
  const byCode = positionsBy(profiles, (profile) => profile.productCodes);
  const trie = nameTrie(profiles.flatMap(({ spelledNames }, owner) => spelledNames.map((name) => ({ name, owner }))));

  const numbers = new Set(profiles.flatMap((profile) => [...profile.numbers]));
  const heardNames = heardNameIndex(profiles.map(({ heardNames }) => heardNames));

  const unspacedIn = (word: string, found: Set<number>): void => {
    for (const character of new Set(word)) {
      for (const owner of byFirstCharacter.get(character) ?? [])
        if (profiles[owner]!.unspacedNames.some(({ plain }) => word.includes(plain))) found.add(owner);
    }
  };

  const gluedIn = (word: string, isHashtag: boolean, found: Set<number>): void => {
    for (const start of nameStarts(word, isHashtag)) {
      for (const owner of byBeginning.get(word.slice(start, start + SHORTEST_GLUED)) ?? [])
        if (profiles[owner]!.gluedNames.some((name) => word.startsWith(name, start))) found.add(owner);
    }
  };

  const gluedBehindDisguiseIn = (title: string, list: WordList, found: Set<number>): void => {
    for (const [at, word] of list.words.entries()) {
      if (!mayBeDisguised(title.slice(list.starts[at], list.ends[at]))) continue;
      const beginning = glyphsOf(word).reads.slice(0, SHORTEST_GLUED).join('');
      for (const owner of bySpelledBeginning.get(beginning) ?? [])
        if (withoutGlueBehindDisguise(title, list, profiles[owner]!.spelledNames) !== undefined) found.add(owner);
    }
  };

  const maskedIn = (title: string, found: Set<number>): void => {
    const { beginning, end } = lettersBesideMasks(title) ?? {};
    for (const owner of byBeginning.get(beginning?.slice(0, SHORTEST_GLUED) ?? '') ?? []) found.add(owner);
    for (const owner of byEnd.get(end?.slice(-SHORTEST_GLUED) ?? '') ?? []) found.add(owner);
  };

  const heardIn = (title: string, found: Set<number>): void => {
    const may = new Set<number>();
    for (const run of heardRuns(title)) for (const at of run.units.keys()) heardNames.mayStartAt(run, at, may);
    for (const owner of may) if (!found.has(owner) && hearBrand(brands[owner]!, title)) found.add(owner);
  };

  const namedIn = (title: string, found: Set<number>): void => {
    const list = wordsOf(title);
    const { words, starts } = list;
    for (const [at, word] of words.entries()) {
      for (const owner of byFirstWord.get(word) ?? []) found.add(owner);
      for (const owner of byHint.get(word) ?? []) found.add(owner);
      gluedIn(word, title[starts[at]! - 1] === '#', found);
    }
    if (byFirstCharacter.size > 0 && UNSPACED.test(title)) unspacedIn(unspacedCharacters(title), found);
    if (!list.isAscii && MAY_BE_HEARD.test(title)) heardIn(withoutLatinLetters(title), found);
    maskedIn(title, found);
    gluedBehindDisguiseIn(title, list, found);
    mayBeSpelled(glyphsOf(title), trie, found);
  };

  return {
    mayBeNamed({ title, brand, sku, gtin, description, specifics, seller }) {
      const found = new Set<number>();
      const inTable = specifics?.map(({ value }) => value) ?? [];
      for (const text of [title, brand, description?.slice(0, MOST_READ), seller?.name, seller?.id, ...inTable]) {
        if (!text) continue;
        namedIn(text, found);
        const read = deobfuscate(text);
        if (read !== text) namedIn(read, found);
        const counted = withDigits(read, wordsOf(read), numbers);
        if (counted !== undefined) namedIn(counted, found);
      }
      if (byCode.size > 0) {
        for (const field of [sku, gtin, ...inTable])
          for (const { code } of field ? codesIn(field) : [])
            for (const owner of byCode.get(code) ?? []) found.add(owner);
      }
      return [...found].map((owner) => brands[owner]!);
    },
  };
}

function positionsBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => Iterable<string>,
): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [position, item] of items.entries()) {
    for (const key of new Set(keysOf(item))) {
      const positions = index.get(key);
      if (positions) positions.push(position);
      else index.set(key, [position]);
    }
  }
  return index;
}

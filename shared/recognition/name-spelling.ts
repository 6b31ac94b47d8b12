import { ASCII_GLYPHS, glyphsOf, isLoose, type Kind } from './glyphs.ts';
import { type SpelledName, type Spelling, walkName } from './spelling-walk.ts';
import { NOT_ASCII } from './text-folding.ts';

/** Letters of a name; names so short count only beside another sign. */
export const SHORTEST = 3;
export const SHORTEST_WITH_WRONG_LETTER = 5;

/**
 * The first acceptable place where the title spells one of the names in disguise.
 * Title and name are walked side by side, so that several tricks may be combined; one wrong letter is tried last.
 */
export function findDisguise(
  title: string,
  names: readonly SpelledName[],
  accept: (spelling: Spelling) => boolean,
): Spelling | undefined {
  const first = firstBeginning(title, names);
  if (first === undefined) return undefined;
  const glyphs = glyphsOf(first === 0 ? title : title.slice(first));
  const { kinds, reads } = glyphs;
  for (const wrongLetters of [0, 1]) {
    const longEnough = wrongLetters ? SHORTEST_WITH_WRONG_LETTER : SHORTEST;
    for (let start = 0; start < glyphs.letters.length; start++) {
      if (!glyphs.gapBefore[start] && !isLoose(kinds[start - 1]!)) continue;
      const second = shown(reads[start + 1], kinds[start + 1]);
      const third = shown(reads[start + 2], kinds[start + 2]);
      for (const name of names) {
        if (name.letters.length < longEnough || !mayBegin(name, wrongLetters, reads[start]!, second, third)) continue;
        const found = walkName({ glyphs, name, start }, wrongLetters);
        if (!found) continue;
        const spelling = { ...found, start: first + found.start, end: first + found.end };
        if (accept(spelling)) return spelling;
      }
    }
  }
  return undefined;
}

/** Where the title may begin a name at the earliest: most do nowhere, and are done with before they are taken apart. */
function firstBeginning(title: string, names: readonly SpelledName[]): number | undefined {
  if (NOT_ASCII.test(title)) return 0; // not looked into here
  let isStart = true;
  for (let at = 0; at < title.length; at++) {
    const glyph = ASCII_GLYPHS[title.charCodeAt(at)];
    if (isStart && glyph) {
      const secondAt = glyphFrom(title, at + 1);
      const second = seenAt(title, secondAt);
      const third = seenAt(title, glyphFrom(title, secondAt + 1));
      for (const name of names) {
        const { length } = name.letters;
        if (length >= SHORTEST && mayBegin(name, 0, glyph.read, second, third)) return at;
        if (length >= SHORTEST_WITH_WRONG_LETTER && mayBegin(name, 1, glyph.read, second, third)) return at;
      }
    }
    isStart = !glyph || isLoose(glyph.kind);
  }
  return undefined;
}

function glyphFrom(title: string, from: number): number {
  let at = from;
  while (at < title.length && !ASCII_GLYPHS[title.charCodeAt(at)]) at++;
  return at;
}

function seenAt(title: string, at: number): string | undefined {
  const glyph = at < title.length ? ASCII_GLYPHS[title.charCodeAt(at)] : undefined;
  return glyph && shown(glyph.read, glyph.kind);
}

/** A mask or sign after the first glyph may stand for any letter. */
const ANY = '*';
const shown = (read: string | undefined, kind: Kind | undefined): string | undefined =>
  kind !== undefined && isLoose(kind) ? ANY : read;

/**
 * Most places can be told by their first three glyphs.
 * @param second what the glyph reads as, or ANY.
 */
function mayBegin(
  name: SpelledName,
  wrongLetters: number,
  first: string,
  second: string | undefined,
  third: string | undefined,
): boolean {
  if (wrongLetters > 0) return mayBeMisspelled(name, first, second, third);
  const { firstReads, secondReads } = name;
  return (
    beginsPair(name, first, second) ??
    (firstReads.has(first) && (!secondReads || second === ANY || secondReads.has(second ?? '')))
  );
}

/** Undefined for a glyph that needs none after it. */
function beginsPair({ firstOfPair }: SpelledName, first: string, second: string | undefined): boolean | undefined {
  const last = firstOfPair.get(first);
  return last === undefined ? undefined : second === last || second === ANY;
}

/** A wrong letter counts only by itself: those before and after it must be right. */
function mayBeMisspelled(
  name: SpelledName,
  first: string,
  second: string | undefined,
  third: string | undefined,
): boolean {
  const { letters, firstReads, hasDigit } = name;
  const isFirst = first === letters[0];
  if ((beginsPair(name, first, second) ?? firstReads.has(first)) && (!isFirst || hasDigit || first === letters[1]))
    return true; // not worth telling apart
  if (isFirst) {
    if (second === letters[1] || second === letters[2] || second === ANY) return true; // later, left out or swapped
    if (third === letters[1] || third === letters[2] || third === ANY) return true; // added or changed
    return letters[1] === letters[2] && second === third; // changed twice
  }
  if (first === letters[1] && (second === letters[0] || second === letters[2] || second === ANY)) return true; // swapped or left out
  if (second === letters[1] || second === ANY) return third === letters[2] || third === ANY; // changed
  return second === letters[0] && (third === letters[1] || third === ANY); // added
}

import { type Glyphs, glyphsOf, isLoose, KIND } from './glyphs.ts';
import { type SpelledName, type Spelling, walkName } from './spelling-walk.ts';

const SHORTEST = 4; // three letters disguised match too much by accident
const SHORTEST_WITH_WRONG_LETTER = 5;

/**
 * The first acceptable place where the title spells one of the names in disguise.
 * Title and name are walked side by side, so that several tricks may be combined; one wrong letter is tried last.
 */
export function findDisguise(
  title: string,
  names: readonly SpelledName[],
  accept: (spelling: Spelling) => boolean,
): Spelling | undefined {
  const glyphs = glyphsOf(title);
  for (const wrongLetters of [0, 1]) {
    const longEnough = wrongLetters ? SHORTEST_WITH_WRONG_LETTER : SHORTEST;
    for (let start = 0; start < glyphs.letters.length; start++) {
      if (!glyphs.gapBefore[start] && !isLoose(glyphs.kinds[start - 1]!)) continue;
      for (const name of names) {
        if (name.letters.length < longEnough || !mayBegin(glyphs, start, name, wrongLetters)) continue;
        const spelling = walkName({ glyphs, name, start }, wrongLetters);
        if (spelling && accept(spelling)) return spelling;
      }
    }
  }
  return undefined;
}

/** Most places can be told by their first glyphs. A wrong letter counts only by itself, so those after it must be right. */
function mayBegin(
  { reads, kinds }: Glyphs,
  start: number,
  { letters, firstReads }: SpelledName,
  wrongLetters: number,
): boolean {
  const first = reads[start]!;
  if (firstReads.has(first)) return true;
  if (!wrongLetters) return false;
  const second = reads[start + 1];
  const reaches = (at: number, position: number): boolean =>
    reads[start + at] === letters[position] || isLoose(kinds[start + at] ?? KIND.plain);
  if (first === letters[1]) return second === letters[0] || reaches(1, 2); // swapped or left out
  return reaches(1, 1) ? reaches(2, 2) : second === letters[0] && reaches(2, 1); // changed or added
}

import { isCommonWord } from './common-words.ts';
import { isOrdinaryWord } from './ordinary-words.ts';
import type { Spelling, Trick } from './spelling-walk.ts';
import { foldText } from './text-folding.ts';

/** Tricks that happen by accident: a slip of the pen, or another word that is merely close. */
const ACCIDENTAL: ReadonlySet<Trick> = new Set<Trick>([
  'one wrong letter',
  'letter pairs that look like one letter',
  'repeated letters',
  'name cut in pieces',
  'name shortened',
]);

const SHORTEST_SHOWN = 4; // "dub" is no disguise of a name with li for u

/** Keeps out other words: "channel" is no disguise of Chanel, "le go" none of Lego, "1390" none either. */
export function isDeliberate(spelling: Spelling, text: string): boolean {
  const length = spelling.name.letters.length;
  const { tricks } = spelling;
  if (spelling.end - spelling.start < SHORTEST_SHOWN) return false;
  if (length - spelling.digits < (length === 4 ? 2 : 1)) return false;
  if (tricks.has('one wrong letter') && !wrongLetterCounts(spelling, text)) return false;
  if (tricks.has('name cut in pieces') && !cutCounts(spelling)) return false;
  const covered = foldText(text.slice(spelling.start, spelling.end)).split(/[^\p{L}\p{N}]+/u);
  // "cable 5" is no "cables", but the 9 of "K0p 9" is the name's own.
  if (tricks.has('name cut in pieces') && covered.some((word) => /^\d+$/.test(word) && !ownNumbers(spelling).has(word)))
    return false;
  if (!mayBeAccident(spelling)) return true;
  // A name that is itself a word with a digit in it ("Sp5rk") is written as that word too.
  const isWord = spelling.name.hasDigit ? isCommonWord : isOrdinaryWord;
  return !covered.every((word) => word.length > 1 && isWord(word));
}

/** A plain spelling (no trick at all) is none either. */
export const mayBeAccident = ({ tricks }: Pick<Spelling, 'tricks'>): boolean =>
  [...tricks].every((trick) => ACCIDENTAL.has(trick));

/**
 * Who wants to be read leaves the first letter as it is, or next to its place, or slips to the key beside it; another first
 * letter makes another word ("tinted").
 */
function wrongLetterCounts(spelling: Spelling, text: string): boolean {
  if (spelling.tricks.size > 1) return false;
  const { letters, raw } = spelling.name;
  const [first, second] = foldText(text.slice(spelling.start, spelling.start + 2));
  if (letters.length >= 8 || first === raw[0]) return true;
  if (second === raw[0]) return letters.length > 5 || first === raw[1];
  return letters.length > 5 && areKeyboardNeighbours(first, raw[0]);
}

const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** In the same row. Keys above one another would make "finder" a slip of Tinder. */
const areKeyboardNeighbours = (one = ' ', other = ' '): boolean =>
  KEY_ROWS.some((row) => row.includes(one + other) || row.includes(other + one));

/** One cut in a name that is long enough, some in a long one; after hidden characters any. */
function cutCounts({ tricks, name, pieces }: Spelling): boolean {
  const { length } = name.letters;
  if (tricks.has('hidden characters')) return true;
  return length >= LONG_NAME ? pieces <= MOST_PIECES : length >= 5 && pieces === 1;
}

const LONG_NAME = 8;
const MOST_PIECES = 3;

const ownNumbers = ({ name }: Spelling): ReadonlySet<string> => new Set(name.name.match(/\d+/g));

const SHORTEST_BY_ITSELF = 4; // "V.y.o" may be any three letters
/** Of names with five letters too many words of some language differ in one; no dictionary has them all. */
const SHORTEST_SLIP_BY_ITSELF = 6;

/** Spells a name, but other words and names are written the same: it counts only beside another sign of the brand. */
export function isFaint({ name, tricks, start, end }: Spelling, text: string): boolean {
  if (name.letters.length < SHORTEST_BY_ITSELF) return true;
  if (!tricks.has('one wrong letter')) return false;
  const written = foldText(text.slice(start, end));
  if (changesLastVowel(name.raw, written.at(-1) ?? '')) return true;
  return name.letters.length < SHORTEST_SLIP_BY_ITSELF && isOneOtherLetter(name.raw, written);
}

/** In place of the right one, and neither the key beside it nor one that sounds the same. */
function isOneOtherLetter(raw: readonly string[], written: string): boolean {
  const letters = Array.from(written);
  if (letters.length !== raw.length) return false;
  const wrong = letters.flatMap((letter, at) => (letter === raw[at] ? [] : [at]));
  const [one, other] = [letters[wrong[0] ?? 0]!, raw[wrong[0] ?? 0]!];
  return (
    wrong.length === 1 &&
    !areKeyboardNeighbours(one, other) &&
    !SAME_SOUND.some((pair) => pair.has(one) && pair.has(other))
  );
}

const SAME_SOUND: readonly ReadonlySet<string>[] = ['iy', 'ck', 'sz', 'vw'].map((pair) => new Set(pair));

const VOWEL = /[aeio]/;

/** As another language ends the word, or another gender: an infinito is no Infiniti. */
const changesLastVowel = (raw: readonly string[], last: string): boolean =>
  VOWEL.test(raw.at(-1)!) && VOWEL.test(last) && last !== raw.at(-1);

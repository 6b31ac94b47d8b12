import { glyphsOf } from './glyphs.ts';
import { nameStarts, tailOf } from './name-tails.ts';
import type { SpelledName } from './spelling-walk.ts';
import type { WordList } from './text-folding.ts';

/** Letters of the shortest name that other words may be glued to. */
export const SHORTEST_GLUED = 4;
const SHORTEST_FIRST = 4;
const SHORTEST_NEXT = 3;

/** `isSure`: what is glued to the name goes with it; else it may be another name that begins the same way. */
export type Unglued = { text: string; isSure: boolean };

/**
 * The text with gaps where a name is glued to other words ("#nordhavnshelljacket", "Nordhavnjakke", "NORDHAVN2024") or has a case
 * ending ("Nordhavnin"), or undefined when there is no such place. Any other word after a short name makes another name:
 * "bluetooth" is not Blue.
 * @param list the text's words
 * @param names folded, without gaps
 * @param goods words of the brand's own goods
 */
export function withoutGlue(
  text: string,
  { words, starts, ends }: WordList,
  names: readonly string[],
  goods: ReadonlySet<string>,
): Unglued | undefined {
  let doubtful: Unglued | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    for (const name of names) {
      if (word.length <= name.length || !word.includes(name)) continue;
      const found = apart(word, name, text[starts[at]! - 1] === '#', goods);
      if (!found) continue;
      const unglued = [text.slice(0, starts[at]), found.parts.join(' '), text.slice(ends[at])].join('');
      if (found.isSure) return { text: unglued, isSure: true };
      doubtful ??= { text: unglued, isSure: false };
    }
  }
  return doubtful;
}

/** The word's parts, the name among them. */
function apart(
  word: string,
  name: string,
  isHashtag: boolean,
  goods: ReadonlySet<string>,
): { parts: string[]; isSure: boolean } | undefined {
  for (const start of nameStarts(word, isHashtag)) {
    if (!word.startsWith(name, start)) continue;
    const head = start === 0 ? [] : [word.slice(0, start)];
    const rest = word.slice(start + name.length);
    if (rest === '') return { parts: [...head, name], isSure: true };
    const own = partsOf(rest, goods);
    if (own) return { parts: [...head, name, ...own], isSure: true };
    const tail = tailOf(name, rest, word, isHashtag);
    if (tail) return { parts: [...head, name, rest], isSure: tail === 'known' };
  }
  return undefined;
}

/** The goods' words that it begins with, longest first, and what is left. */
function partsOf(glued: string, goods: ReadonlySet<string>): string[] | undefined {
  const parts: string[] = [];
  let rest = glued;
  for (;;) {
    const shortest = parts.length === 0 ? SHORTEST_FIRST : SHORTEST_NEXT;
    let length = rest.length;
    while (length >= shortest && !goods.has(rest.slice(0, length))) length--;
    if (length < shortest) break;
    parts.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  if (parts.length === 0) return undefined;
  return rest === '' ? parts : [...parts, rest];
}

/** Whether a word shows anything but Latin letters. */
export const mayBeDisguised = (word: string): boolean => /\d|[^\0-\x7f]/.test(word);

const SHORTEST_DISGUISED = 6;

/**
 * The text with a gap after a disguised name that other words are glued to ("n0rdhavnjacket"), so that the disguise can be found;
 * undefined when there is no such place.
 * @param names as the letters that a reader takes them for
 */
export function withoutGlueBehindDisguise(
  text: string,
  { words, starts, ends }: WordList,
  names: readonly SpelledName[],
): string | undefined {
  if (!mayBeDisguised(text)) return undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (!mayBeDisguised(text.slice(starts[at], ends[at]))) continue;
    for (const { letters } of names) {
      if (letters.length < SHORTEST_DISGUISED || word.length <= letters.length) continue;
      const { reads, starts: places } = glyphsOf(word);
      if (!letters.every((letter, i) => reads[i] === letter)) continue;
      const cut = places[letters.length];
      const rest = cut === undefined ? '' : word.slice(cut);
      // A repeated last letter is no tail.
      if (rest.length > 1 && tailOf(letters.join(''), rest, word, text[starts[at]! - 1] === '#') === 'known')
        return `${text.slice(0, starts[at]! + cut!)} ${text.slice(starts[at]! + cut!)}`;
    }
  }
  return undefined;
}

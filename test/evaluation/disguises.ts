import type { Random } from '#shared/runtime/seeded-random.ts';
import { readDataset } from './datasets.ts';

/** Rewrites a name so that people read it and filters do not; undefined when the trick does not fit the name. */
export type Disguise = (name: string, random: Random) => string | undefined;

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;
const isLetter = (character: string): boolean => /[a-z]/i.test(character);

/** Rewrites one letter, not the first, for which the rewriting knows an answer. */
function atOneLetter(rewrite: (letter: string, random: Random) => string | undefined): Disguise {
  return (name, random) => {
    const places = [...name].flatMap((letter, i) =>
      i > 0 && isLetter(letter) && rewrite(letter, random) !== undefined ? [i] : [],
    );
    if (places.length === 0) return undefined;
    const at = pick(places, random);
    return name.slice(0, at) + rewrite(name[at]!, random) + name.slice(at + 1);
  };
}

const atEveryLetter =
  (rewrite: (letter: string, random: Random) => string | undefined): Disguise =>
  (name, random) =>
    [...name].map((letter) => (isLetter(letter) ? (rewrite(letter, random) ?? letter) : letter)).join('');

/** Unicode's own look-alike table, by ASCII letter; marks and other scripts' digits are left out. */
export function homoglyphTable(): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const line of readDataset('confusables/char_codes.txt').split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue;
    const characters = line.split(',').map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
    const foreign = characters.filter((character) => character > '\u007f' && /\p{L}/u.test(character));
    if (foreign.length === 0) continue;
    for (const letter of characters.filter(isLetter)) if (letter.length === 1) table.set(letter, foreign);
  }
  return table;
}

const LEET: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7', b: '8', g: '9', l: '1' };
const PAIRS: Record<string, string> = { m: 'rn', w: 'vv', d: 'cl' };
const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];
const shifted = (letter: string, upper: number, lower: number): string =>
  String.fromCodePoint(letter.codePointAt(0)! - (letter < 'a' ? 65 - upper : 97 - lower));

const betweenLetters =
  (separator: string): Disguise =>
  (name) =>
    [...name.replaceAll(' ', '')].join(separator);

/** Twenty tricks and one mixture, each with its own name. */
export function disguises(): Record<string, Disguise> {
  const table = homoglyphTable();
  const homoglyph = (letter: string, random: Random) => {
    const choices = table.get(letter);
    return choices && pick(choices, random);
  };
  const leet = (letter: string): string | undefined => LEET[letter.toLowerCase()];
  const accented = (letter: string, random: Random) =>
    (letter + pick(['\u0300', '\u0301', '\u0302', '\u0308', '\u030a'], random)).normalize('NFC');
  return {
    'one look-alike letter': atOneLetter(homoglyph),
    'all look-alike letters': atEveryLetter(homoglyph),
    accent: atOneLetter(accented),
    'hidden character': atOneLetter(
      (letter, random) => pick(['\u200b', '\u200d', '\u2060', '\u00ad'], random) + letter,
    ),
    fullwidth: atEveryLetter((letter) => shifted(letter, 0xff21, 0xff41)),
    'mathematical bold': atEveryLetter((letter) => shifted(letter, 0x1d400, 0x1d41a)),
    'circled letters': atEveryLetter((letter) => shifted(letter, 0x24b6, 0x24d0)),
    'one digit for a letter': atOneLetter(leet),
    'all digits for letters': (name, random) => {
      const result = atEveryLetter(leet)(name, random)!;
      return result !== name && /[a-z]{2}/i.test(result) ? result : undefined;
    },
    'letters spaced': betweenLetters(' '),
    'letters dotted': betweenLetters('.'),
    'letters with underscores': betweenLetters('_'),
    'one letter masked': atOneLetter(() => '*'),
    'one letter repeated': atOneLetter((letter) => letter + letter.toLowerCase()),
    'one letter left out': (name, random) => (name.length >= 6 ? atOneLetter(() => '')(name, random) : undefined),
    'one letter wrong': (name, random) =>
      name.length >= 6
        ? atOneLetter((letter, r) =>
            pick(
              alphabet.filter((other) => other !== letter.toLowerCase()),
              r,
            ),
          )(name, random)
        : undefined,
    'two letters swapped': (name, random) => {
      if (name.length < 6) return undefined;
      const at = 1 + Math.floor(random() * (name.length - 2));
      const swapped = name.slice(0, at) + name[at + 1]! + name[at]! + name.slice(at + 2);
      return swapped === name ? undefined : swapped;
    },
    'letter pair for a letter': atOneLetter((letter) => PAIRS[letter.toLowerCase()]),
    'cut in two': (name, random) => {
      if (name.length < 7) return undefined;
      const at = 3 + Math.floor(random() * (name.length - 5));
      return `${name.slice(0, at)} ${name.slice(at)}`;
    },
    'look-alike letter and mask': (name, random) => {
      const masked = name.length >= 6 ? atOneLetter(() => '*')(name, random) : undefined;
      return masked && atOneLetter(homoglyph)(masked, random);
    },
  };
}

import { NUMBER_WORDS, numberOf } from './number-words.ts';
import { wordsOf } from './text-folding.ts';

/** A way to write a name plainly, as folded words. `holds`: what else the place must hold, as it is written there. */
export type NameForm = { name: string; words: readonly string[]; holds?: RegExp };

/**
 * The name as written, written together ("newbalance"), with the genitive or plural s of Germanic languages ("Nordhavns jakke"),
 * with letters that some keyboards lack spelled out and the other way round (Ørskov, Oerskov), with any word for its "&", and
 * with its number in words.
 */
export function nameForms(name: string): NameForm[] {
  const spellings = [name, ...spelledOut(name)].map((text) => wordsOf(text).words);
  const plain = [...spellings, ...spellings.flatMap(otherConnectives), ...spellings.flatMap(numberInWords)]
    .filter((words) => words.length > 0)
    .flatMap((words): NameForm[] =>
      [words, [words.join('')]].flatMap((form) => [
        { name, words: form },
        { name, words: [...form.slice(0, -1), `${form.at(-1)}s`] },
      ]),
    );
  return [...plain, ...contracted(name), ...withSign(name)];
}

const SPELLED_OUT: Readonly<Record<string, string>> = { ä: 'ae', æ: 'ae', ö: 'oe', ø: 'oe', ü: 'ue', å: 'aa' };
const ALL_SPELLED_OUT = /[äæöøüå]/g;

function spelledOut(name: string): string[] {
  const written = name.normalize('NFC').toLowerCase();
  const spelled = written.replace(ALL_SPELLED_OUT, (letter) => SPELLED_OUT[letter]!);
  return spelled === written ? [] : [spelled];
}

/** "Mueller" for Müller: the short form is the name only where the letter has its dots ("Aero" is no Äro without them). */
function contracted(name: string): NameForm[] {
  const { words } = wordsOf(name);
  const short = words.map((word) => word.replace(/ae|oe|ue|aa/g, ([first]) => first!));
  return short.join() === words.join() ? [] : [{ name, words: short, holds: /[äöøüå]|[aou][\u0308\u030a]/i }];
}

const CONNECTIVES = 'and und og och et e y en i и ve n'.split(' ');
const SIGN = /[&+＆﹠]/;

const otherConnectives = (words: readonly string[]): string[][] =>
  withoutConnective(words).flatMap((rest) => withEach(rest.words, rest.at));

const withEach = (words: readonly string[], at: number): string[][] =>
  CONNECTIVES.map((connective) => [...words.slice(0, at), connective, ...words.slice(at)]);

function withoutConnective(words: readonly string[]): { words: string[]; at: number }[] {
  const at = words.findIndex((word, i) => i > 0 && i < words.length - 1 && CONNECTIVES.includes(word));
  return at < 0 ? [] : [{ words: words.toSpliced(at, 1), at }];
}

/** "Dunn and Wick" written "Dunn & Wick", and "Dunn & Wick" with any connective. */
function withSign(name: string): NameForm[] {
  const { words, starts, ends } = wordsOf(name);
  const [without] = withoutConnective(words);
  if (without) return [{ name, words: without.words, holds: SIGN }];
  const at = words.findIndex((_, i) => i > 0 && SIGN.test(name.slice(ends[i - 1], starts[i])));
  return at < 0 ? [] : withEach(words, at).map((form) => ({ name, words: form }));
}

/** Its number in digits and in the words of any language, for one that has both a number and something else. */
function numberInWords(words: readonly string[]): string[][] {
  const { parts, at, number } = numbered(words);
  if (number === undefined) return [];
  return [String(number), ...NUMBER_WORDS[number]!]
    .map((said) => parts.with(at, said))
    .filter((form) => form.join(' ') !== words.join(' '));
}

/** The number in a name that has something else too. */
export function numberIn(name: string): number[] {
  const { number } = numbered(wordsOf(name).words);
  return number === undefined ? [] : [number];
}

function numbered(words: readonly string[]): { parts: string[]; at: number; number?: number | undefined } {
  const parts = words.flatMap((word) => word.match(/\d+|\D+/g) ?? []);
  const places = parts.length < 2 ? [] : [...parts.keys()].filter((place) => numberOf(parts[place]!) !== undefined);
  const at = places.find((place) => /^\d/.test(parts[place]!)) ?? places[0] ?? -1; // "Seks 3" has one number
  return { parts, at, number: at < 0 ? undefined : numberOf(parts[at]!) };
}

/** The sounds that names are compared by, a letter each: S is sh, Z zh, C ch, J dj, c ts; h is also the kh of other alphabets. */
const CONSONANTS = 'pbfvwmntdszSZCJckghlry';
const VOWELS = 'aeiou';
const SOUNDS = CONSONANTS + VOWELS;

/** How often each is met among consonants, or among vowels, in percent: a rough mean of many languages. */
const FREQUENCIES: Readonly<Record<string, number>> = {
  ...{ t: 9, n: 10, s: 9, r: 9, l: 7, k: 8, d: 6, m: 6, p: 5, b: 4.5, v: 3.5, g: 4, h: 4, f: 3, y: 3, w: 2 },
  ...{ z: 2, S: 2, Z: 0.7, C: 1.5, J: 1, c: 1 },
  ...{ a: 31, e: 21, i: 21, o: 15, u: 12 },
};

/** A set of sounds, a bit each. */
export type Sounds = number;

export const bitsOf = (letters: string): Sounds =>
  Array.from(letters).reduce((set, one) => set | (1 << SOUNDS.indexOf(one)), 0);

export const ANY_VOWEL = bitsOf(VOWELS);
export const isVowel = (sounds: Sounds): boolean => (sounds & ANY_VOWEL) !== 0;

/** One sound, as exactly as it is known. `isLoose`: may be there or not. `isSoft`: behind a vowel, where some scripts leave it out. `number`: said by a digit or its word. */
export type Unit = { sounds: Sounds; isLoose: boolean; isSoft?: boolean; number?: number };

/** What a text says at a place, and how many of its characters say it. */
export type Heard = { units: readonly Unit[]; length: number };

/** Of the first consonants of a name so many are looked at before all of it is. */
export const SKELETON = 3;

/** Those that some scripts write as vowels, or not at all. */
const WEAK = bitsOf('vwyhJ');

/** Heard in every script, as a consonant. */
export const isFirmConsonant = ({ sounds, isLoose, isSoft }: Unit): boolean =>
  !isLoose && !isSoft && sounds !== 0 && (sounds & (ANY_VOWEL | WEAK)) === 0;

const parsed = new Map<string, readonly Unit[]>();

/** "t? CS" is a sound that is ch or sh, perhaps after a t; "r~" an r behind a vowel. */
export function unitsOf(notation: string): readonly Unit[] {
  let units = parsed.get(notation);
  if (!units) {
    units = notation
      .split(' ')
      .filter((one) => one !== '')
      .map((one) => ({
        sounds: bitsOf(one.replace(/[?~]/, '')),
        isLoose: one.endsWith('?'),
        isSoft: one.endsWith('~'),
      }));
    parsed.set(notation, units);
  }
  return units;
}

/**
 * How much it says that a sound of a script fits: in bits, by how many of its other sounds would have fitted too. Where one
 * letter stands for b and p, or for l and r, it says less.
 * @param inventory all sounds that the script writes
 */
export function informationOf(inventory: () => readonly Unit[]): (wanted: Sounds) => number {
  const known = new Map<Sounds, number>();
  let weighted: Weighted[] | undefined;
  return (wanted) => {
    let bits = known.get(wanted);
    if (bits === undefined) {
      weighted ??= weightsOf(inventory());
      const likely = weighted.filter(({ sounds }) => isVowel(sounds) === isVowel(wanted));
      const fitting = likely.filter(({ sounds }) => (sounds & wanted) !== 0);
      bits = fitting.length > 0 ? Math.log2(total(likely) / total(fitting)) : 0;
      known.set(wanted, bits);
    }
    return bits;
  };
}

type Weighted = { sounds: Sounds; weight: number };
const total = (weighted: readonly Weighted[]): number => weighted.reduce((sum, { weight }) => sum + weight, 0);

/** A sound that may be written in two ways is shared between them. */
function weightsOf(inventory: readonly Unit[]): Weighted[] {
  const distinct = [...new Set(inventory.map(({ sounds }) => sounds))];
  const each = Array.from(SOUNDS, (one) => {
    const bit = bitsOf(one);
    return { bit, share: FREQUENCIES[one]! / Math.max(1, distinct.filter((set) => (set & bit) !== 0).length) };
  });
  return distinct.map((sounds) => ({
    sounds,
    weight: each.reduce((sum, { bit, share }) => sum + ((sounds & bit) === 0 ? 0 : share), 0),
  }));
}

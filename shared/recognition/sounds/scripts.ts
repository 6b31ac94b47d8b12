import { digitOf } from '../number-words.ts';
import { ARABIC, ARMENIAN, CYRILLIC, GEORGIAN, GREEK, HEBREW, type Letters } from './alphabets.ts';
import { chineseInventory, chineseSounds } from './chinese.ts';
import { indicInventory, indicSounds, thaiInventory, thaiSounds } from './indic-thai.ts';
import { isSmallKana, kanaInventory, katakanaSounds, koreanInventory, koreanSounds } from './kana-hangul.ts';
import { bitsOf, type Heard, informationOf, type Sounds, type Unit } from './sounds.ts';

/**
 * How a script writes names of other languages. `isOpen`: it has no spaces between words, or glues others to them. `unwritten`: what
 * it costs that a vowel of the name is not written, in bits. `mute`: consonants that it leaves out behind a vowel. `information`: how many bits a sound that fits is worth.
 */
export type Script = {
  id: string;
  isOpen: boolean;
  unwritten: number;
  mute: Sounds;
  information: (sounds: number) => number;
  /** Bits from which on a name is meant: fewer than five of a million pairs of another text and a coined name reach them. */
  sure: number;
};

export type Reader = Script & { read: (word: string, at: number) => Heard };

const LONGEST_TOGETHER = 3;

const ofLetters =
  (letters: Letters): Reader['read'] =>
  (word, at) => {
    for (let length = LONGEST_TOGETHER; length > 1; length--) {
      const together = letters.get(word.slice(at, at + length));
      if (together) return { units: together, length: Math.min(length, word.length - at) };
    }
    return { units: letters.get(word[at]!) ?? [], length: 1 };
  };

const alphabet = (id: string, sure: number, letters: Letters, unwritten = 2.5): Reader => ({
  id,
  sure,
  isOpen: false,
  unwritten,
  mute: 0,
  information: informationOf(() => [...letters.values()].flat()),
  read: ofLetters(letters),
});

const READERS = {
  cyrillic: alphabet('cyrillic', 11, CYRILLIC),
  greek: alphabet('greek', 11.5, GREEK),
  georgian: alphabet('georgian', 11.5, GEORGIAN),
  armenian: alphabet('armenian', 11.5, ARMENIAN),
  arabic: alphabet('arabic', 13.5, ARABIC, 0),
  hebrew: alphabet('hebrew', 15.5, HEBREW, 0),
  indic: {
    id: 'indic',
    mute: bitsOf(''),
    sure: 12.5,
    isOpen: false,
    unwritten: 2.5,
    information: informationOf(indicInventory),
    read: indicSounds,
  },
  thai: {
    id: 'thai',
    mute: bitsOf('r'),
    sure: 12.5,
    isOpen: true,
    unwritten: 1.5,
    information: informationOf(thaiInventory),
    read: thaiSounds,
  },
  hangul: {
    id: 'hangul',
    mute: bitsOf('r'),
    sure: 13.5,
    isOpen: true,
    unwritten: 2.5,
    information: informationOf(koreanInventory),
    read: (word, at) => ({ units: koreanSounds(word.charCodeAt(at)), length: 1 }),
  },
  kana: {
    id: 'kana',
    mute: bitsOf('r'),
    sure: 12,
    isOpen: true,
    unwritten: 2.5,
    information: informationOf(kanaInventory),
    read: (word, at) => {
      const next = word[at + 1] ?? '';
      return { units: katakanaSounds(word[at]!, next), length: isSmallKana(next) ? 2 : 1 };
    },
  },
  han: {
    id: 'han',
    mute: bitsOf('rl'),
    sure: 10,
    isOpen: true,
    unwritten: 2.5,
    information: informationOf(chineseInventory),
    read: (word, at) => ({ units: chineseSounds(word[at]!) ?? UNHEARD, length: 1 }),
  },
} satisfies Record<string, Reader>;

/** A character that no name is written with: it matches nothing. */
const UNHEARD: readonly Unit[] = [{ sounds: 0, isLoose: false }];

const MIDDLE_DOT = 0x30fb; // stands in the range of katakana, between words

/** Ranges of code points, and whose they are; hiragana and katakana are two, for a word does not go from one to the other. */
export type Range = readonly [first: number, last: number, reader: Reader];
const RANGES: readonly Range[] = [
  [0x370, 0x3ff, READERS.greek],
  [0x400, 0x52f, READERS.cyrillic],
  [0x531, 0x58f, READERS.armenian],
  [0x5d0, 0x5f4, READERS.hebrew],
  [0x620, 0x6ff, READERS.arabic],
  [0x900, 0xd7f, READERS.indic],
  [0xe01, 0xe4e, READERS.thai],
  [0x10d0, 0x10ff, READERS.georgian],
  [0x3041, 0x3096, READERS.kana],
  [0x30a1, 0x30fc, READERS.kana],
  [0x4e00, 0x9fff, READERS.han],
  [0xac00, 0xd7a3, READERS.hangul],
];

/** The range of a character that may write a name by its sound. */
export const rangeAt = (code: number): Range | undefined =>
  code === MIDDLE_DOT || digitOf(code) !== undefined
    ? undefined
    : RANGES.find(([first, last]) => code >= first && code <= last);

/** Whether a text has letters that may write a name by its sound. */
export const MAY_BE_HEARD = new RegExp(
  `[${RANGES.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join('')}]`,
  'u',
);

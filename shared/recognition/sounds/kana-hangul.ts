import { type Unit, unitsOf } from './sounds.ts';

/** A row of katakana: its consonant, where the characters have another one each, and which vowels may only carry it. */
const ROWS: readonly (readonly [characters: string, consonants: string, silent: string])[] = [
  ['カキクケコ', 'k k k k k', 'iu'],
  ['ガギグゲゴ', 'g g g g g', 'u'],
  ['サシスセソ', 's Ss s s s', 'iu'],
  ['ザジズゼゾ', 'z JZzd zsd z z', 'iu'],
  ['タチツテト', 't Ct tcs t t', 'iuo'],
  ['ダヂヅデド', 'd JZd zd d d', 'iuo'],
  ['ナニヌネノ', 'n n n n n', 'u'],
  ['ハヒフヘホ', 'h h fh h h', 'u'],
  ['バビブベボ', 'bv bv bv bv bv', 'u'],
  ['パピプペポ', 'p p p p p', 'u'],
  ['マミムメモ', 'm m m m m', 'u'],
  ['ラリルレロ', 'lr lr lr lr lr', 'u'],
];
const VOWELS = [...'aiueo'];
const SMALL_VOWELS: Readonly<Record<string, string>> = {
  ...{ ァ: 'a', ィ: 'i', ゥ: 'u', ェ: 'e', ォ: 'o', ャ: 'y? a', ュ: 'y? u', ョ: 'y? o', ヮ: 'a' },
};
const BY_THEMSELVES: Readonly<Record<string, string>> = {
  ...{
    ア: 'a',
    イ: 'iy',
    ウ: 'uw',
    エ: 'e',
    オ: 'o',
    ヤ: 'yi a',
    ユ: 'yi u',
    ヨ: 'yi o',
    ワ: 'wv a',
    ヲ: 'o',
    ン: 'n',
    ヴ: 'vb u?',
  },
  ...{ ッ: '', ー: '', ヵ: 'k a', ヶ: 'k e' },
};

const consonantOf = new Map<string, { consonant: string; vowel: string; isSilent: boolean }>();
for (const [characters, consonants, silent] of ROWS) {
  const each = consonants.split(' ');
  for (const [at, character] of Array.from(characters).entries())
    consonantOf.set(character, { consonant: each[at]!, vowel: VOWELS[at]!, isSilent: silent.includes(VOWELS[at]!) });
}
consonantOf.set('ヴ', { consonant: 'vb', vowel: 'u', isSilent: true });
consonantOf.set('ウ', { consonant: 'wv', vowel: 'u', isSilent: false });

export const isSmallKana = (character: string): boolean => SMALL_VOWELS[character] !== undefined;

const LIPS = /[バビブベボパピプペポマミムメモ]/;

/** @param next the kana after it: a small one changes its vowel ("ティ"), and before lips meet ン may be an m */
export function katakanaSounds(character: string, next = ''): readonly Unit[] {
  const small = isSmallKana(next) ? next : undefined;
  if (character === 'ン' && LIPS.test(next)) return unitsOf('nm');
  const syllable = consonantOf.get(character);
  if (small !== undefined && syllable) return unitsOf(`${syllable.consonant} ${SMALL_VOWELS[small]}`);
  const alone = BY_THEMSELVES[character] ?? SMALL_VOWELS[character];
  if (alone !== undefined) return unitsOf(alone);
  return syllable ? unitsOf(`${syllable.consonant} ${syllable.vowel}${syllable.isSilent ? '?' : ''}`) : [];
}

// Korean syllables are numbered by their letters.
const FIRST_SYLLABLE = 0xac00;
const FINALS = 28;
const MEDIALS = 21;
const KOREAN_INITIALS = 'gk kg n dt td lr m bvp pb sS s  JZzC Jc CcS k t pf hf'.split(' ');
const KOREAN_MEDIALS = [
  ...['a', 'ae', 'yi? a', 'yi? ae', 'oeau', 'e', 'yi? oeau', 'yi? e', 'o', 'uwo? a', 'uw? ae', 'uw? e', 'yi? o'],
  ...['uw', 'uw? oea', 'uw? e', 'uw? i', 'y? u', 'ueo?', 'ui', 'iy'],
];
const KOREAN_FINALS = [
  ...['', 'kg', 'kg', 'kg', 'n', 'n', 'n', 'td', 'l', 'l k', 'l m', 'l p', 'l s', 'l t', 'l p', 'l', 'm', 'pbf', 'pb'],
  ...['tsd', 'ts', 'n g?', 'ts', 'tC', 'k', 't', 'pf', 'h'],
];

export function koreanSounds(code: number): readonly Unit[] {
  const at = code - FIRST_SYLLABLE;
  const medial = Math.floor(at / FINALS) % MEDIALS;
  const [initial, middle, final] = [Math.floor(at / FINALS / MEDIALS), medial, at % FINALS];
  return unitsOf(`${KOREAN_INITIALS[initial]} ${KOREAN_MEDIALS[middle]} ${KOREAN_FINALS[final]}`);
}

export const kanaInventory = (): readonly Unit[] => [
  ...consonantOf.keys().flatMap((character) => katakanaSounds(character)),
  ...Object.values(BY_THEMSELVES).flatMap(unitsOf),
];
export const koreanInventory = (): readonly Unit[] => [...KOREAN_INITIALS, ...KOREAN_MEDIALS].flatMap(unitsOf);

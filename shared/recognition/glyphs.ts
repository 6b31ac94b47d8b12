import { cachedPerCharacter } from './caches.ts';
import { enclosedLetter, imitatedLetter, leetLetter } from './lookalikes.ts';
import { foldText, HIDDEN, UNSPACED } from './text-folding.ts';

/** How a glyph shows its letter. `sign` and `mask` are no letters but may stand for one. */
export const KIND = { plain: 0, lookalike: 1, hidden: 2, digit: 3, sign: 4, mask: 5 } as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

/** A text as a reader sees it: one entry per visible letter, digit or sign. */
export type Glyphs = {
  letters: string[];
  kinds: Kind[];
  /** The letters themselves, folded: the Cyrillic н that shows an h. A name's own letters are no disguise of it. Empty for a styled letter. */
  own: string[];
  /** What a reader may take it for: digits and signs for the letter they stand for. I, l and | look the same. */
  reads: string[];
  /** Offsets into the text. */
  starts: number[];
  ends: number[];
  gapBefore: boolean[];
};

export const isLoose = (kind: Kind): boolean => kind === KIND.mask || kind === KIND.sign;

const MASKS = '*•●∗✱⁎_#?';
const LETTER = /\p{L}/u;
const DIGIT = /\p{N}/u;
const MARK = /\p{M}/u;
/** Letters of ordinary alphabets that only look like crossed-out Latin ones to others. */
const ORDINARY_LETTER = /[øłđðħŧ]/i;
/** Between letters a picture stands for any of them ("N❌rdhavn"). */
const PICTURE = /\p{Extended_Pictographic}|\p{So}/u;
const ORDINARY_SIGN = /[©®™°№℠]/u; // stand beside names

const merged = (letter: string): string => (letter === 'i' || letter === '|' ? 'l' : letter);

/** The letter that a digit or sign stands for, if it stands for one. */
export const readAs = (sign: string): string => merged(leetLetter(sign) ?? sign);

/** A character as it is seen wherever it stands. */
export type Glyph = { letter: string; own: string; kind: Kind; read: string };

const glyph = (letter: string, kind: Kind, own = letter): Glyph => ({
  letter,
  own,
  kind,
  read: kind === KIND.digit || kind === KIND.sign ? readAs(letter) : merged(letter),
});

/** The glyphs of ASCII characters, by their code; what has none is a gap. */
export const ASCII_GLYPHS: readonly (Glyph | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code).toLowerCase();
  if (/[a-z]/.test(character)) return glyph(character, KIND.plain);
  if (/[0-9]/.test(character)) return glyph(character, KIND.digit);
  if (MASKS.includes(character)) return glyph(character, KIND.mask);
  return leetLetter(character) || character === '|' ? glyph(character, KIND.sign) : undefined;
});

export function glyphsOf(text: string): Glyphs {
  const glyphs: Glyphs = { letters: [], own: [], kinds: [], reads: [], starts: [], ends: [], gapBefore: [] };
  const state = { gap: true, hidden: false };
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      const known = ASCII_GLYPHS[code];
      if (known) push(glyphs, state, known, at, 1);
      else state.gap = true;
      at++;
    } else {
      const codePoint = text.codePointAt(at)!;
      if (codePoint === REGISTERED && isBetweenLetters(text, at)) push(glyphs, state, R_IN_A_RING, at, 1);
      else takeUnicode(glyphs, state, codePoint, at);
      at += codePoint > 0xffff ? 2 : 1;
    }
  }
  return glyphs;
}

/** "Ca®vin" shows an r, "Nordhavn®" a trade mark. */
const REGISTERED = 0xae;
const R_IN_A_RING = glyph('r', KIND.lookalike, '');
const isBetweenLetters = (text: string, at: number): boolean =>
  LETTER.test(text[at - 1] ?? '') && LETTER.test(text[at + 1] ?? '');

type State = { gap: boolean; hidden: boolean };

function push(glyphs: Glyphs, state: State, { letter, own, kind, read }: Glyph, at: number, length: number): void {
  glyphs.letters.push(letter);
  glyphs.own.push(own);
  glyphs.kinds.push(state.hidden && !state.gap ? KIND.hidden : kind);
  glyphs.reads.push(read);
  glyphs.starts.push(at);
  glyphs.ends.push(at + length);
  glyphs.gapBefore.push(state.gap);
  state.gap = false;
  state.hidden = false;
}

function takeUnicode(glyphs: Glyphs, state: State, codePoint: number, at: number): void {
  const seen = seenIn(codePoint);
  if (seen === 'hidden') {
    state.hidden = true;
    return;
  }
  for (const part of seen) {
    if (part === 'gap') state.gap = true;
    else push(glyphs, state, part, at, codePoint > 0xffff ? 2 : 1);
  }
}

/** What is seen of a character beyond ASCII: nothing, or its parts. */
type Seen = 'hidden' | readonly (Glyph | 'gap')[];

const seenIn = cachedPerCharacter((character): Seen => {
  if (HIDDEN.test(character)) return 'hidden';
  if (UNSPACED.test(character)) return ['gap']; // "新款Nordhavn" names the brand: the scripts do not mix within a word
  // An i without its dot, or a capital with one, is ordinary Turkish spelling; fullwidth is ordinary Japanese.
  if (character === 'ı' || character === 'İ') return [glyph('i', KIND.plain)];
  if (ORDINARY_LETTER.test(character)) return [glyph(foldText(character), KIND.plain)];
  const enclosed = enclosedLetter(character);
  if (enclosed) return [glyph(enclosed, KIND.lookalike, '')];
  const ordinary = isFullwidth(character) || character.normalize('NFD') !== character;
  const parts = imitatedLetter(character) ? [character] : [...character.normalize('NFKD')];
  // Accents belong to honest spellings in many languages.
  return parts.filter((part) => !MARK.test(part)).map((part) => glyphOf(part, ordinary) ?? 'gap');
});

function glyphOf(part: string, ordinary: boolean): Glyph | undefined {
  const known = part.length === 1 ? ASCII_GLYPHS[part.charCodeAt(0)] : undefined;
  if (known) return known.kind === KIND.plain && !ordinary ? { ...known, own: '', kind: KIND.lookalike } : known;
  const imitated = imitatedLetter(part);
  if (imitated) return glyph(imitated, KIND.lookalike, foldText(part));
  if (MASKS.includes(part)) return glyph(part, KIND.mask);
  if (LETTER.test(part)) return glyph(part.toLowerCase(), KIND.plain);
  if (DIGIT.test(part)) return glyph(part, KIND.digit);
  if (leetLetter(part)) return glyph(part, KIND.sign);
  return PICTURE.test(part) && !ORDINARY_SIGN.test(part) ? glyph('*', KIND.mask) : undefined;
}

const isFullwidth = (character: string): boolean => character >= '\uff01' && character <= '\uff5e';

import { cachedPerCharacter } from './caches.ts';

/** A text cut into words. Offsets are into the text as given; `words` are folded. `isAscii` spares many a look for what is not ASCII. */
export type WordList = { text: string; isAscii: boolean; words: string[]; starts: number[]; ends: number[] };

/** Soft hyphens, joiners, direction marks, variation selectors: characters that leave no trace on the screen. */
export const HIDDEN = /\p{Default_Ignorable_Code_Point}/u;
const ALL_HIDDEN = new RegExp(HIDDEN.source, 'gu');
const UNSPACED_SCRIPTS = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}ー';
/** A character of a script that does not put spaces between words (or, like Korean, glues particles to them). */
export const UNSPACED = new RegExp(`[${UNSPACED_SCRIPTS}]`, 'u');
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const COLON = 0x3a;
const RATIO = /:\p{N}+(?![\p{L}\p{M}\p{N}])/uy;
/** Accents, and the vowel signs and stretching of Hebrew and Arabic. Not all of \p{M}: Japanese, Thai and Indic vowel marks are letters in all but name. */
const ACCENTS =
  /[\u0300-\u036f\u20d0-\u20f0\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
/** Letters that Unicode takes apart no further, and those that Arabic, Persian and Urdu keyboards write differently. */
const SAME_LETTERS: Readonly<Record<string, string>> = {
  ...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ς: 'σ' },
  ...{ ی: 'ي', ى: 'ي', ې: 'ي', ک: 'ك', ہ: 'ه', ھ: 'ه', ە: 'ه', ة: 'ه', ٱ: 'ا' },
};
const ANY_SAME_LETTER = new RegExp(`[${Object.keys(SAME_LETTERS).join('')}]`, 'g');
/** One of them becomes two letters. */
const GROWS = /[ßẞæÆœŒþÞǣǢǽǼ]/;
const COMPATIBILITY_FORMS = /[\ufb50-\ufbb1\ufbd3-\ufd3d\ufe80-\ufefc\uff66-\uff9f]+/g; // of Arabic, and kana of half the width
export const NOT_ASCII = /[^\u0000-\u007f]/;

// Latin, Cyrillic, punctuation, symbols, kana and Chinese characters: each is folded by itself, whatever stands beside it.
const EACH_BY_ITSELF =
  /^[\u0000-\u024f\u0400-\u0482\u048a-\u052f\u1e00-\u1eff\u2000-\u20bf\u2100-\u27bf\u3000-\u3029\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uff01-\uff5e]*$/;
const MAY_CHANGE = /[^\u0000-\u007f\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff]/g;

/**
 * The plain form in which texts are compared: lower case, without accents and hidden characters, fullwidth forms made
 * ordinary, letters of one alphabet that others write with theirs exchanged (ø is o, ß is ss, ی is ي). Keeps what imitates (a Cyrillic а
 * stays Cyrillic): undoing that is `name-spelling.ts`'s work.
 */
export function foldText(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  // Normalising takes 3 µs a title, and one is folded some ten times in parts: most go by characters known already.
  if (EACH_BY_ITSELF.test(text))
    return text.replace(MAY_CHANGE, (character) => foldedCharacter(character.charCodeAt(0))).toLowerCase();
  return foldInContext(text);
}

function foldInContext(text: string): string {
  return text
    .replace(ALL_HIDDEN, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(COMPATIBILITY_FORMS, (forms) => forms.normalize('NFKC'))
    .replace(/İ/g, 'i')
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(ANY_SAME_LETTER, (letter) => SAME_LETTERS[letter]!);
}

const foldedCharacter = cachedPerCharacter(foldInContext);

const CLASS = { none: 0, letter: 1, unspaced: 2 } as const;
type Class = (typeof CLASS)[keyof typeof CLASS];

function classify(character: string): Class {
  if (UNSPACED.test(character)) return CLASS.unspaced;
  return LETTER.test(character) ? CLASS.letter : CLASS.none;
}

const ASCII_CLASSES = Uint8Array.from({ length: 128 }, (_, code) => classify(String.fromCharCode(code)));
const rareClass = cachedPerCharacter(classify);

function classAt(text: string, at: number): Class {
  if (at >= text.length) return CLASS.none;
  const code = text.charCodeAt(at);
  return code < 128 ? (ASCII_CLASSES[code] as Class) : rareClass(text.codePointAt(at)!);
}

const after = (text: string, at: number): number =>
  text.charCodeAt(at) < 0xd800 || text.codePointAt(at)! <= 0xffff ? at + 1 : at + 2;

/**
 * Words of any script; "1:1" is one word. A run of Chinese, Japanese, Korean or Thai is one word, apart from Latin letters
 * beside it: search it by substring.
 */
export const wordsOf = (text: string): WordList => (NOT_ASCII.test(text) ? wordsOfAnyScript(text) : wordsOfAscii(text));

/** Apart from the other: code that has met any other script takes twice as long for a plain title too. */
function wordsOfAscii(text: string): WordList {
  const folded = text.toLowerCase();
  const list: WordList = { text: folded, isAscii: true, words: [], starts: [], ends: [] };
  for (let at = 0; at < folded.length; ) {
    if (ASCII_CLASSES[folded.charCodeAt(at)] === CLASS.none) {
      at++;
      continue;
    }
    const start = at;
    while (at < folded.length && ASCII_CLASSES[folded.charCodeAt(at)] !== CLASS.none) at++;
    if (folded.charCodeAt(at) === COLON) at = ratioEnd(folded, at);
    list.words.push(folded.slice(start, at));
    list.starts.push(start);
    list.ends.push(at);
  }
  return list;
}

function wordsOfAnyScript(text: string): WordList {
  const folded = foldText(text);
  const isInPlace = folded.length === text.length && EACH_BY_ITSELF.test(text) && !GROWS.test(text); // character for character
  const list: WordList = { text: folded, isAscii: false, words: [], starts: [], ends: [] };
  for (let at = 0; at < text.length; ) {
    const kind = classAt(text, at);
    if (kind === CLASS.none) {
      at++;
      continue;
    }
    const start = at;
    while (classAt(text, at) === kind) at = after(text, at);
    if (kind === CLASS.letter && text.charCodeAt(at) === COLON) at = ratioEnd(text, at);
    list.words.push(isInPlace ? folded.slice(start, at) : foldText(text.slice(start, at)));
    list.starts.push(start);
    list.ends.push(at);
  }
  return list;
}

/** Takes ":1" after "1" into the word. */
function ratioEnd(text: string, end: number): number {
  RATIO.lastIndex = end;
  return RATIO.test(text) ? RATIO.lastIndex : end;
}

/** The words of a list, as titles are read. */
export const foldedSet = (text: string): ReadonlySet<string> => new Set(foldText(text.trim()).split(/\s+/));

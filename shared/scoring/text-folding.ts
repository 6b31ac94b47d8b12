/** A text cut into words. Offsets are into the text as given; `words` are folded. `isAscii` spares many a look for what is not ASCII. */
export type WordList = { text: string; isAscii: boolean; words: string[]; starts: number[]; ends: number[] };

/** Soft hyphens, joiners, direction marks, variation selectors: characters that leave no trace on the screen. */
export const HIDDEN = /\p{Default_Ignorable_Code_Point}/u;
const ALL_HIDDEN = new RegExp(HIDDEN.source, 'gu');
const UNSPACED_SCRIPTS = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}ー';
/** A character of a script that does not put spaces between words (or, like Korean, glues particles to them). */
export const UNSPACED = new RegExp(`[${UNSPACED_SCRIPTS}]`, 'u');
const LETTERS = `(?:(?![${UNSPACED_SCRIPTS}])[\\p{L}\\p{M}\\p{N}])`;
const WORD = new RegExp(`[${UNSPACED_SCRIPTS}]+|${LETTERS}+(?::\\p{N}+(?![\\p{L}\\p{M}\\p{N}]))?`, 'gu');
const ACCENTS = /[\u0300-\u036f]/g; // not all of \p{M}: Japanese, Thai and Indic vowel marks are letters in all but name
const NOT_ASCII = /[^\u0000-\u007f]/;

/**
 * The plain form in which texts are compared: lower case, without accents and hidden characters, fullwidth forms made
 * ordinary. Keeps what imitates (a Cyrillic а stays Cyrillic): undoing that is `name-spelling.ts`'s work.
 */
export function foldText(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  return text
    .replace(ALL_HIDDEN, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[İı]/g, 'i')
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase();
}

/** Words of any script; "1:1" is one word. A run of Chinese, Japanese, Korean or Thai is one word, apart from Latin letters beside it: search it by substring. */
export function wordsOf(text: string): WordList {
  return NOT_ASCII.test(text) ? unicodeWords(text) : asciiWords(text);
}

function unicodeWords(text: string): WordList {
  const list: WordList = { text: foldText(text), isAscii: false, words: [], starts: [], ends: [] };
  for (const match of text.matchAll(WORD)) {
    list.words.push(foldText(match[0]));
    list.starts.push(match.index);
    list.ends.push(match.index + match[0].length);
  }
  return list;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isAsciiWord = (code: number): boolean => (code >= 97 && code <= 122) || isDigit(code);

/** The same cut without regular expressions: most titles are ASCII, and this is on the path of every listing. */
function asciiWords(text: string): WordList {
  const lower = text.toLowerCase();
  const list: WordList = { text: lower, isAscii: true, words: [], starts: [], ends: [] };
  let at = 0;
  while (at < lower.length) {
    while (at < lower.length && !isAsciiWord(lower.charCodeAt(at))) at++;
    if (at === lower.length) break;
    const start = at;
    at = ratioEnd(lower, runEnd(lower, at));
    list.words.push(lower.slice(start, at));
    list.starts.push(start);
    list.ends.push(at);
  }
  return list;
}

function runEnd(lower: string, from: number): number {
  let at = from;
  while (at < lower.length && isAsciiWord(lower.charCodeAt(at))) at++;
  return at;
}

/** Takes ":1" after "1" into the word. */
function ratioEnd(lower: string, end: number): number {
  if (lower[end] !== ':' || !isDigit(lower.charCodeAt(end + 1))) return end;
  const last = runEnd(lower, end + 1);
  for (let at = end + 1; at < last; at++) if (!isDigit(lower.charCodeAt(at))) return end;
  return last;
}

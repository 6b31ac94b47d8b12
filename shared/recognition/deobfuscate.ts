import { enclosedLetter, imitatedLetter } from './lookalikes.ts';
import { HIDDEN, NOT_ASCII, UNSPACED } from './text-folding.ts';

const FOREIGN = '\\u0370-\\u058f\\u13a0-\\u13ff\\ua4d0-\\ua4ff'; // Greek, Cyrillic, Armenian, Cherokee, Lisu
const PHONETIC = '\\u0250-\\u02af\\u1d00-\\u1d7f';
const STYLED = '\\u24b6-\\u24e9\\u{1d400}-\\u{1d7ff}\\u{1f130}-\\u{1f149}\\u{1f150}-\\u{1f189}'; // in circles and boxes, bold, script
/** Kana of half the width, or with their voicing marks apart, and Korean letters apart: other bytes, the same word. */
const APART = '[\\uff61-\\uff9f\\u3099\\u309a\\u1100-\\u11ff]';
const WITH_PARTS = new RegExp(`[\\p{Script=Hiragana}\\p{Script=Katakana}]?${APART}+`, 'gu');
const STRAY_ACCENT = `(?<=${UNSPACED.source})[\\u0300-\\u036f]+`; // Chinese characters have none
const MAY_DIFFER = new RegExp(
  `[\\p{L}\\p{N}\\p{P}]${HIDDEN.source}|[${PHONETIC}${STYLED}]|[A-Za-z][${FOREIGN}]|[${FOREIGN}][A-Za-z]|${STRAY_ACCENT}|${APART}`,
  'u',
);
const ALL_STYLED = new RegExp(`[${STYLED}]`, 'gu');
const ALL_PHONETIC = new RegExp(`[${PHONETIC}]`, 'gu');
const ALL_FOREIGN = new RegExp(`[${FOREIGN}]`, 'gu');
const WORD = new RegExp(`[A-Za-z${FOREIGN}]+`, 'gu');
const HAS_LATIN = /[A-Za-z]/;
/** Where the reader sees a new word begin, though no space stands there. */
const UNSEEN_GAP = new RegExp(`(?<=\\p{Ll})(?:${HIDDEN.source})+(?=\\p{Lu})`, 'gu');
const UNSEEN = new RegExp(`${HIDDEN.source}|${STRAY_ACCENT}`, 'gu');

/** A word of three parts and more is a phrase without gaps; one of two may be a name ("NordSound"). */
const PARTS_OF_PHRASE = 3;
const MAY_BE_PHRASE = /\p{Ll}\p{Lu}/u;
const ALL_WORDS = /[\p{L}\p{N}.]+/gu; // "N.o.r.d" is one
const PART_BEGINS = /(?<=[\p{L}\p{N}.]\p{Ll})(?=\p{Lu}|\d\d)|(?<=\d)(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/**
 * The text as a reader takes it: "mir\u200bror" and "mirrоr" with a Cyrillic о both say mirror, and "NordhavnFjeldJacket" is
 * three words. Letters of another script are made Latin only beside Latin ones: a Russian word is what it is. The brand's name
 * is not looked for in this, for how it is disguised is evidence.
 */
export const deobfuscate = (text: string): string => withGapsInPhrases(withoutDisguises(text));

function withGapsInPhrases(text: string): string {
  if (!MAY_BE_PHRASE.test(text)) return text;
  return text.replace(ALL_WORDS, (word) => {
    const parts = word.split(PART_BEGINS);
    return parts.length < PARTS_OF_PHRASE ? word : parts.join(' ');
  });
}

function withoutDisguises(text: string): string {
  if (!NOT_ASCII.test(text) || !MAY_DIFFER.test(text)) return text;
  return text
    .replace(WITH_PARTS, (letters) => letters.normalize('NFKC'))
    .replace(UNSEEN_GAP, ' ')
    .replace(UNSEEN, '')
    .replace(ALL_STYLED, (letter) => enclosedLetter(letter)?.toUpperCase() ?? letter.normalize('NFKC'))
    .replace(ALL_PHONETIC, latin)
    .replace(WORD, (word) => (HAS_LATIN.test(word) ? word.replace(ALL_FOREIGN, latin) : word));
}

function latin(letter: string): string {
  const imitated = imitatedLetter(letter) ?? letter;
  return letter === letter.toLowerCase() ? imitated : imitated.toUpperCase();
}

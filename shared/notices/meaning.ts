import { UNSPACED } from '#shared/recognition/text-folding.ts';

/** A statement of fewer is no explanation (Article 16(2)(a) DSA: "sufficiently substantiated"). */
const FEWEST_WORDS = 6;
const FEWEST_CHARACTERS = 10;
const FEWEST_LETTERS = 8;

/** Why a text says nothing: too short, one word over and over, or letters without words. */
export function saysNothing(text: string): string | undefined {
  const letters = new Set(text.toLowerCase().match(/\p{L}/gu) ?? []);
  if (UNSPACED.test(text) && letters.size >= FEWEST_CHARACTERS) return undefined;
  const words = new Set(text.toLowerCase().match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []);
  if (words.size < FEWEST_WORDS) return `has ${words.size} different words; that explains nothing`;
  if (letters.size < FEWEST_LETTERS) return 'is made of a few letters over and over';
  // "xkqj wrtz plmn …": every language writes vowels, or a script without them in which words are no Latin letters.
  const latin = [...words].filter((word) => /^[a-z'’-]+$/.test(word));
  const unsayable = latin.filter((word) => word.length > 3 && !/[aeiouy]/.test(word));
  if (latin.length > 0 && unsayable.length * 2 > latin.length) return 'is made of letters that are no words';
  return undefined;
}

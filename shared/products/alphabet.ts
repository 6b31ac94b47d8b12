import { UNSPACED } from '#shared/recognition/text-folding.ts';

/** An alphabet, as far as product names are written in one and not in another. */
export type Alphabet = 'latin' | 'cyrillic' | 'greek' | 'unspaced' | 'other';

export function alphabetOf(word: string): Alphabet {
  const code = word.charCodeAt(0);
  if (code < 0x370) return 'latin';
  if (code < 0x400) return 'greek';
  if (code < 0x530) return 'cyrillic';
  return UNSPACED.test(word) ? 'unspaced' : 'other';
}

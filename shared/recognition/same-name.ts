import { foldText } from './text-folding.ts';

const PLAIN = /^[\w.-]+$/;
const APOSTROPHES = /['’‘ʼ´`＇]/g;

/**
 * The form in which names of accounts and people are compared: however the accents are encoded, without what cannot be seen, with
 * one kind of blank and no apostrophe, "ß" as "ss", the Turkish letters as i, and no "@" before it.
 */
export function nameKey(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase(); // as nearly all account ids are: five passes over it find nothing
  return foldText(name.normalize('NFKC').replace(/[ßẞ]/g, 'ss').replace(/[İı]/g, 'i'))
    .replace(APOSTROPHES, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^@\s*/, '');
}

/** Two names are the same when nothing but spelling tells them apart. An empty one is the same as none. */
export function sameName(one: string | undefined, other: string | undefined): boolean {
  const key = nameKey(one ?? '');
  return key !== '' && key === nameKey(other ?? '');
}

const pairs = (text: string): ReadonlyMap<string, string> =>
  new Map(text.split(' ').map(([one, other]) => [one!, other!]));

/** Latin letters that pass for those of another alphabet, each before the one it passes for; capitals where they pass for another. */
const ALPHABETS = [
  { own: /[\u0400-\u052f]/g, imitated: pairs('aа bв cс eе hн iі kк mм oо pр tт xх yу') },
  { own: /[\u0370-\u03ff]/g, imitated: pairs('aα bβ eε iι kκ nη oο pρ tτ uυ vν xχ yυ Hη Nν Mμ Zζ') },
];
const LATIN = /[a-z]/gi;

/** A Latin letter beside a Greek or Cyrillic one. */
export const MIXED_ALPHABETS = /[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]/i;

/** The text with the letters that are meant, in words of another alphabet that have Latin ones in them ("Нoрдхавн"); as long as before. */
export const withoutLatinLetters = (text: string): string =>
  MIXED_ALPHABETS.test(text) ? text.replace(/\p{L}+/gu, meant) : text;

function meant(word: string): string {
  const latin = word.match(LATIN)?.length ?? 0;
  const alphabet = latin > 0 ? ALPHABETS.find(({ own }) => (word.match(own)?.length ?? 0) > latin) : undefined;
  if (!alphabet) return word;
  const { imitated } = alphabet;
  return word.replace(LATIN, (letter) => imitated.get(letter) ?? imitated.get(letter.toLowerCase()) ?? letter);
}

/** What a reader of Cyrillic hears, longest first; where two are usual the name has a form with each. */
const SOUNDS: readonly (readonly [latin: string, ...cyrillic: string[]])[] = [
  ['sch', 'ш'],
  ['sh', 'ш'],
  ['ch', 'ч', 'х'],
  ['zh', 'ж'],
  ['kh', 'х', 'кх'],
  ['ph', 'ф'],
  ['th', 'т'],
  ['ck', 'к'],
  ['qu', 'кв', 'ку'],
  ['ts', 'ц'],
  ['ya', 'я'],
  ['yu', 'ю'],
  ['oo', 'у', 'оо'],
  ['ee', 'и', 'ее'],
  ['j', 'дж', 'и'],
  ['c', 'к', 'с'],
  ['w', 'в', 'у'],
  ['x', 'кс'],
  ['l', 'л', 'ль'],
  ['e', 'е', 'э'],
  ...[...'abdfghikmnopqrstuvyz'].map((letter, at) => [letter, [...'абдфгхикмнопкрстувиз'][at]!] as const),
];
const LETTERS = /^[a-z]+$/;
const SHORTEST = 5;
const MOST_FORMS = 24;

/** A Latin name as Cyrillic titles write it: "зувелли" for Zuvelli. Folded, so that й is и and ё is е; none of short names, which would be words. */
export function cyrillicForms(words: readonly string[]): string[][] {
  if (words.join('').length < SHORTEST || !words.every((word) => LETTERS.test(word))) return [];
  let forms: string[][] = [[]];
  for (const word of words) {
    const spelled = spellings(word);
    forms = forms.flatMap((form) => spelled.map((one) => [...form, one])).slice(0, MOST_FORMS);
  }
  return forms;
}

function spellings(word: string): string[] {
  let forms = [''];
  for (let at = 0; at < word.length; ) {
    const [latin, ...cyrillic] = SOUNDS.find(([sound]) => word.startsWith(sound, at))!;
    const heard = cyrillic.filter((letters) => isHeard(latin, letters, word[at - 1], word[at + latin.length]));
    forms = heard.flatMap((letters) => forms.map((form) => form + letters)).slice(0, MOST_FORMS);
    at += latin.length;
  }
  return forms;
}

/** э begins a word or follows a vowel, л is soft before a consonant, and с for a c stands before e, i and y. */
function isHeard(latin: string, letters: string, before = '', behind = ''): boolean {
  if (letters === 'э') return 'aeiouy'.includes(before);
  if (letters === 'ль') return behind !== '' && !'aeiouyl'.includes(behind) && before !== 'l';
  if (latin === 'c' && letters === 'с') return behind !== '' && 'eiy'.includes(behind);
  return true;
}

import type { Brand } from '#shared/domain/brand.ts';
import { brandProfile } from './brand-profile.ts';
import { type Mention, mentionAt } from './mention.ts';
import type { NameForm } from './name-forms.ts';
import type { Trick } from './spelling-walk.ts';
import type { WordList } from './text-folding.ts';
import { simplified, spelledApart } from './unspaced-names.ts';

const PLAIN: ReadonlySet<Trick> = new Set();
const APART: ReadonlySet<Trick> = new Set<Trick>(['name cut in pieces']);

/** Where the text names the brand in its own letters. */
export function plainMentions(brand: Brand, words: WordList, text: string): Mention[] {
  const { namesByFirstWord, firstLetters } = brandProfile(brand);
  const mentions: Mention[] = [];
  for (let from = 0; from < words.words.length; from++) {
    const word = words.words[from]!;
    if (firstLetters[word.charCodeAt(0)] === 0) continue; // spares looking most words up
    const match = namesByFirstWord.get(word)?.find((form) => standsAt(form, words, from, text));
    if (!match) continue;
    const to = from + match.words.length;
    mentions.push({
      name: match.name,
      spelled: text.slice(words.starts[from], words.ends[to - 1]),
      from,
      to,
      tricks: PLAIN,
    });
    from = to - 1; // a name inside a longer one is not named besides
  }
  if (!words.isAscii) mentions.push(...unspacedMentions(brand, words, text));
  return mentions;
}

function standsAt({ words: form, holds }: NameForm, words: WordList, from: number, text: string): boolean {
  for (let i = 0; i < form.length; i++) if (form[i] !== words.words[from + i]) return false;
  const end = from + form.length;
  if (holds && !holds.test(text.slice(words.starts[from], words.ends[end - 1]))) return false;
  return !(ENDS_IN_NUMBER.test(form.at(-1)!) && isMeasure(words, end, text));
}

const ENDS_IN_NUMBER = /^\d+$/;
const UNIT = /^(?:mm|cm|m|ml|cl|dl|l|kg|g|gr|st|stk|stuks?|pcs|pieces?|inch|in|x\d*|oz|w|v|gb|tb|szt|adet)$/;
const NUMBER_GOES_ON = /^\s?[.,\-–/x×"″%]\s?\d|^["″%]/;

/** "kop 9 cm" is a cup, and no goods of Kop 9. */
const isMeasure = ({ words, ends }: WordList, end: number, text: string): boolean =>
  UNIT.test(words[end] ?? '') || NUMBER_GOES_ON.test(text.slice(ends[end - 1]));

function unspacedMentions(brand: Brand, list: WordList, text: string): Mention[] {
  const { unspacedNames } = brandProfile(brand);
  if (unspacedNames.length === 0) return [];
  const plain = list.words.map(simplified);
  return unspacedNames.flatMap((name): Mention[] => {
    const from = plain.findIndex((word) => word.includes(name.plain));
    if (from >= 0) return [{ name: name.name, spelled: name.name, from, to: from + 1, tricks: PLAIN }];
    const place = spelledApart(text, name);
    if (!place) return [];
    return [mentionAt(list, text, { name: name.name, ...place, tricks: APART })];
  });
}

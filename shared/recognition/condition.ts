import type { Listing } from '#shared/domain/listing.ts';
import { cachedPerWord } from './caches.ts';
import { type ConditionLabel, conditionLabel } from './condition-labels.ts';
import type { WordList } from './text-folding.ts';

/** What the offer says about wear: the share of the new price that is usual, and how much a low price then says. */
export type Condition = { priceShare: number; weight: number; said: string | undefined };

const NEW: Condition = { priceShare: 1, weight: 1, said: undefined };
const USED: Condition = { priceShare: 0.5, weight: 0.6, said: 'used' };
const RENEWED: Condition = { priceShare: 0.7, weight: 0.8, said: 'refurbished' };
const FOR_PARTS: Condition = { priceShare: 0.25, weight: 0.5, said: 'for parts' };
const LABELLED: Record<ConditionLabel, Condition> = {
  new: NEW,
  used: USED,
  refurbished: RENEWED,
  'for parts': FOR_PARTS,
};

const USED_WORDS = new Set(
  'used preowned preloved secondhand vintage worn gebraucht getragen occasion usato usata usado usada tweedehands gebruikt brugt begagnad begagnat uzywany uzywana uzywane bekas 中古 中古品 二手'.split(
    ' ',
  ),
);
const USED_PAIRS = new Map([
  ['pre', ['owned', 'loved']],
  ['second', ['hand']],
  ['segunda', ['mano']],
  ['d', ['occasion']],
  ['ikinci', ['el']],
]);
const RENEWED_WORDS = new Set(
  'refurbished renewed reconditionne reacondicionado recondizionato generaluberholt'.split(' '),
);
const NEVER = new Set('never not un nie jamais nunca mai nooit aldrig sin sem'.split(' '));
/** All of them, so that each word of a title is looked up once. */
const TELLING = new Set([...USED_WORDS, ...USED_PAIRS.keys(), ...RENEWED_WORDS]);
const CHINESE_OR_JAPANESE_USED = /中古|二手|闲置/;

/** Read from the condition field, else from the title. @param title the title's words, which the caller has at hand. */
export function conditionOf({ condition }: Listing, title: WordList): Condition {
  return (condition ? statedCondition(condition) : NOT_SAID) || conditionIn(title) || NEW;
}

const NOT_SAID = '';
const statedCondition = cachedPerWord((field) => {
  const label = conditionLabel(field);
  return label ? LABELLED[label] : NOT_SAID;
});

function conditionIn({ words, text, isAscii }: WordList): Condition | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (!TELLING.has(word)) continue;
    // "Never worn", "nie getragen".
    if (NEVER.has(words[at - 1] ?? '') && USED_WORDS.has(word)) return NEW;
    if (USED_WORDS.has(word) || USED_PAIRS.get(word)?.includes(words[at + 1] ?? '')) return USED;
    if (RENEWED_WORDS.has(word)) return RENEWED;
  }
  return !isAscii && CHINESE_OR_JAPANESE_USED.test(text) ? USED : undefined;
}

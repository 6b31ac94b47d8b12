import type { Listing } from '#shared/domain/listing.ts';
import { cachedPerWord } from './caches.ts';
import { type ConditionLabel, conditionLabel } from './condition-labels.ts';
import list from './condition-words.json' with { type: 'json' };
import { phraseFinder } from './phrases.ts';
import type { WordList } from './text-folding.ts';

/** What the offer says about wear: the share of the new price that is usual, and how much a low price then says. */
export type Condition = { priceShare: number; weight: number; said: string | undefined };

const NEW: Condition = { priceShare: 1, weight: 1, said: undefined };
/**
 * Used goods of ordinary makers go for an eighth of the new price and less, so a low price says little of them; of 1,297
 * second-hand luxury bags in a public list one in ten was sold for 27 % of the usual resale price or less.
 */
const LABELLED: Record<ConditionLabel, Condition> = {
  new: NEW,
  used: { priceShare: 0.4, weight: 0.4, said: 'used' },
  refurbished: { priceShare: 0.7, weight: 0.8, said: 'refurbished' },
  'for parts': { priceShare: 0.25, weight: 0.5, said: 'for parts' },
};

function* conditionPhrases(): Generator<[string, Condition]> {
  for (const [label, phrases] of Object.entries(list.words) as [ConditionLabel, Record<string, string>][])
    for (const phrase of new Set(Object.values(phrases).flatMap((some) => some.split('|'))))
      yield [phrase, LABELLED[label]];
}

const inTitles = phraseFinder(conditionPhrases());

/** Read from the condition field, else from the title. @param title the title's words, which the caller has at hand. */
export function conditionOf({ condition }: Listing, title: WordList): Condition {
  return (condition ? statedCondition(condition) : NOT_SAID) || inTitles.find(title)[0]?.meaning || NEW;
}

const NOT_SAID = '';
const statedCondition = cachedPerWord((field) => {
  const label = conditionLabel(field);
  return label ? LABELLED[label] : NOT_SAID;
});

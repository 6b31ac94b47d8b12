import list from './offer-forms.json' with { type: 'json' };
import { phraseFinder } from './phrases.ts';
import { WITH } from './reference-words.ts';
import type { WordList } from './text-folding.ts';

/**
 * What an offer is when it is not the goods, whole and for the price shown. `phrase` is what says so. `isOtherThing`: what is
 * sold is something else (a voucher, a service, the box); otherwise the price is not that of the goods (rent, a bid).
 */
export type OfferForm = { id: string; says: string; phrase: string; isOtherThing: boolean };

function* formPhrases(): Generator<[string, OfferForm | undefined]> {
  for (const { id, says, terms, except, gate } of list.forms as Form[]) {
    for (const phrase of split(except)) yield [phrase, undefined];
    for (const phrase of new Set(Object.values(terms).flatMap((phrases) => split(phrases ?? ''))))
      yield [phrase, { id, says, phrase, isOtherThing: gate === true }];
  }
}

type Form = { id: string; says: string; gate?: boolean; terms: Partial<Record<string, string>>; except: string };

const split = (phrases: string): string[] => (phrases === '' ? [] : phrases.split('|'));

const forms = phraseFinder(formPhrases());

/** The first that the title says, and not of what comes along ("with user manual"); `undefined` for an ordinary sale. */
export const offerForm = (title: WordList): OfferForm | undefined =>
  forms.find(title).find(({ meaning, at }) => !meaning.isOtherThing || !WITH.has(title.words[at - 1] ?? ''))?.meaning;

export const mayBeginForm = forms.mayBegin;

import type { CountName, DurationName } from '#shared/domain/roll-up.ts';
import { HORIZON_DAYS } from './case-facts.ts';
import type { RateName } from './figures.ts';
import { TOP_RANKS } from './shown.ts';

/** What a figure is called, and how it is made. The report prints these, and a test holds docs/kpis.md to them. */
export type Definition = { name: string; formula: string };

const WITHIN = `within ${HORIZON_DAYS} days of the first notice`;

export const COUNT_WORDS: Record<CountName, Definition> = {
  found: { name: 'Found', formula: 'cases opened in the period' },
  returned: { name: 'Returned', formula: 'cases opened because a removed offer came back' },
  reviewed: { name: 'Reviewed', formula: 'cases whose first decision by a person fell in the period' },
  infringing: { name: 'Infringing', formula: 'reviewed cases whose first decision was to send a notice' },
  noticed: { name: 'Noticed', formula: 'cases whose first notice left in the period' },
  removed: { name: 'Removed', formula: 'cases first removed by the venue in the period, with or without our notice' },
  ended: {
    name: 'Ended',
    formula:
      "cases whose offer went without the venue's doing (sold out, ended by the seller, absent), or before a notice of ours left",
  },
  rejected: { name: 'Rejected', formula: 'cases first refused by the venue in the period, for form or on the merits' },
  refusedForm: {
    name: 'Refused for the form',
    formula: 'cases first refused by the venue for the form of the notice in the period; as far as the venue said why',
  },
  refusedMerits: {
    name: 'Refused on the merits',
    formula: 'cases in which the venue first saw no infringement in the period; as far as the venue said why',
  },
  counterNoticed: { name: 'Counter-notices', formula: 'cases to which the seller first objected in the period' },
  restored: { name: 'Restored', formula: 'cases whose offer the venue first put back in the period' },
  withdrawn: { name: 'Withdrawn', formula: 'cases whose notice we first withdrew in the period' },
  relisted: { name: 'Relisted', formula: 'cases whose removed offer first came back in the period' },
};

export const RATE_WORDS: Record<RateName, Definition> = {
  relevance: { name: 'Detection relevance', formula: 'infringing / reviewed' },
  compliance: {
    name: 'Compliance rate',
    formula: `noticed in the period and removed ${WITHIN} / noticed in the period`,
  },
  acceptance: {
    name: 'Acceptance rate',
    formula: `noticed in the period and removed before any refusal ${WITHIN} / noticed in the period and removed or refused ${WITHIN}`,
  },
  formRefusal: {
    name: 'Refused for the form',
    formula: `noticed in the period and refused for the form ${WITHIN} / noticed in the period`,
  },
  meritsRefusal: {
    name: 'Refused on the merits',
    formula: `noticed in the period and refused on the merits ${WITHIN} / noticed in the period`,
  },
  counterNotice: {
    name: 'Counter-notice rate',
    formula: `noticed in the period and objected to ${WITHIN} / noticed in the period`,
  },
  reversal: { name: 'Reversal rate', formula: `noticed in the period and restored ${WITHIN} / noticed in the period` },
  retraction: {
    name: 'Retraction rate',
    formula: `noticed in the period and withdrawn by us ${WITHIN} / noticed in the period`,
  },
  relisting: {
    name: 'Relisting rate',
    formula: `removed in the period and back within ${HORIZON_DAYS} days of the removal / removed in the period`,
  },
  cleanliness: {
    name: 'Cleanliness score',
    formula: `clean appearances / clean and dirty appearances among the first ${TOP_RANKS} offers of each search, as its last scan of each day in the period showed them`,
  },
  saturation: {
    name: 'First-page saturation',
    formula: 'dirty appearances / clean and dirty appearances on the first page of results of the same scans',
  },
};

export const DURATION_WORDS: Record<DurationName, Definition> = {
  review: { name: 'Time to review', formula: "from the case's opening to the first decision by a person" },
  notify: { name: 'Time to notify', formula: "from the case's opening to its first notice" },
  takedown: { name: 'Time to takedown', formula: "from the case's opening to its first removal" },
  answer: { name: "Venue's time", formula: 'from the first notice to the first removal after it' },
  lifetime: {
    name: 'Product lifetime',
    formula: "from the case's opening to its first removal, or to its offer's going without one",
  },
};

export const ASKED_WORDS: Definition = {
  name: 'Asked for what was removed',
  formula:
    'sum of the prices of one piece of each removed offer, by currency; bids and offers without a price left out',
};

export const STOCKED_WORDS: Definition = {
  name: 'With stated stock',
  formula:
    'of those removed offers whose page said how many pieces there were, price times pieces, by currency; at most 1,000 pieces of one offer, for more is a number that nobody counted',
};

export const VALUE_WORDS: Definition = {
  name: 'In one currency',
  formula:
    'the same sums, those of each day converted at the last rate on or before it; rates more than 45 days old then said, currencies without a rate left out, and said',
};

export const COVERAGE_DEFINITION: Definition = {
  name: 'Coverage',
  formula: "result pages read whole, or empty by the marketplace's own word / result pages that were due",
};

export const SELLER_WORDS: Record<'repeat' | 'asked' | 'closed' | 'kept', Definition> = {
  repeat: {
    name: 'Repeat-infringer share',
    formula: 'sellers with two or more offers removed after notices in the period / sellers with at least one',
  },
  asked: { name: 'Closures asked for', formula: 'stores whose venue was asked in the period to close them' },
  closed: {
    name: 'Stores closed',
    formula: "stores closed in the period, by the venue's own words on their page or as a person said",
  },
  kept: { name: 'Stores kept', formula: 'stores that their venue kept, as a person said in the period' },
};

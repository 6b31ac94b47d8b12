import type { CaseLabel, CaseState } from '#shared/domain/case.ts';
import type { TargetState } from '#shared/domain/target.ts';

/** Where a case stands, for people. */
export const CASE_WORDS: Record<CaseState, string> = {
  flagged: 'to review',
  snoozed: 'put off',
  'awaiting-approval': 'needs a person',
  queued: 'confirmed',
  drafted: 'in a draft notice',
  submitting: 'being sent',
  submitted: 'noticed',
  acknowledged: 'received by the venue',
  removed: 'removed by the venue',
  ended: 'gone by itself',
  dismissed: 'does not infringe',
  authorised: 'authorised seller',
  'clarification-needed': 'the venue asks',
  rejected: 'refused by the venue',
  'counter-noticed': 'the seller objects',
  restored: 'put back by the venue',
  withdrawn: 'notice withdrawn',
  uncertain: 'not known whether it was sent',
  relisted: 'back on sale',
};

export const LABEL_WORDS: Record<CaseLabel, string> = {
  'not-infringing': 'does not infringe',
  'out-of-scope': 'out of scope',
  'grey-market': 'grey market',
  authorised: 'authorised seller',
};

/** Where an offer stands within its notice. */
export const TARGET_WORDS: Record<TargetState, string> = {
  drafted: 'in the draft',
  'taken-out': 'taken out',
  noticed: 'noticed',
  'in-review': 'looked at by the venue',
  asked: 'the venue asks',
  contested: 'the seller objects',
  'to-correct': 'refused for its form',
  lost: 'refused on the merits',
  removed: 'removed by the venue',
  ended: 'gone by itself',
  restored: 'put back by the venue',
  relisted: 'back on sale',
  withdrawn: 'withdrawn',
};

/** Who did it, as histories keep it: "analyst:ida@nordhavn.example", "machine:reporting", or a function of ours. */
export function doerWords(by: string): string {
  const [, kind, name] = /^(analyst|operator|machine):(.+)$/.exec(by) ?? [];
  if (!name) return 'Markwarden';
  return kind === 'machine' ? `the program ${name}` : name;
}

import type { Case, CaseEvent } from '#shared/domain/case.ts';
import type { ClaimKind } from '#shared/domain/claim.ts';
import { dayOf, daysBetween } from '#shared/domain/days.ts';
import type { CountName, DurationName, OutcomeName } from '#shared/domain/roll-up.ts';
import { roundedMinutes } from './durations.ts';

/** One thing that a case adds to the roll-up of one day. */
export type Fact = { day: string; venue: string } & (
  | { kind: 'count'; name: CountName }
  | { kind: 'outcome'; name: OutcomeName; of: string; claim?: ClaimKind }
  | { kind: 'claimed'; claim: ClaimKind }
  | { kind: 'duration'; name: DurationName; minutes: number }
  | { kind: 'asked'; currency: string; amountMinor: number }
  | { kind: 'stocked'; currency: string; amountMinor: number; offers: number; pieces: number }
);

/** Within so many days an outcome counts for the day of the notice, or a relisting for the day of the removal. */
export const HORIZON_DAYS = 30;

/** What a person's first decision says of the offer. Anything else that they do decides nothing. */
const DECIDED_BY_PERSON = new Map<string, boolean>([
  ['queued', true],
  ['awaiting-approval', true],
  ['drafted', true],
  ['submitted', true],
  ['dismissed', false],
  ['authorised', false],
]);
/** First arrivals that are counted, and whether they also are an outcome of the notice. */
const ARRIVALS = new Map<string, { count: CountName; outcome?: OutcomeName }>([
  ['submitted', { count: 'noticed' }],
  ['removed', { count: 'removed', outcome: 'removed' }],
  ['ended', { count: 'ended' }],
  ['rejected', { count: 'rejected' }],
  ['counter-noticed', { count: 'counterNoticed', outcome: 'counterNoticed' }],
  ['restored', { count: 'restored', outcome: 'restored' }],
  ['withdrawn', { count: 'withdrawn', outcome: 'withdrawn' }],
  ['relisted', { count: 'relisted' }],
]);

/** Which of a venue's refusals it was; of refusals from before 2026-12 nobody wrote it down. */
const REFUSALS = new Map<CaseEvent['cause'], CountName & OutcomeName>([
  ['refused-form', 'refusedForm'],
  ['refused-merits', 'refusedMerits'],
]);

/** Everything that a case's history adds to the figures: a pure fold over its events, the first of each kind counted. */
export function caseFacts(record: Case): Fact[] {
  const first = new Map<string, string>();
  return record.events.flatMap((event) => factsOf(event, first, record));
}

/** @param first when each state was first reached, and a person first decided; what this event adds is written into it */
function factsOf(event: CaseEvent, first: Map<string, string>, record: Case): Fact[] {
  const at = { day: dayOf(event.at), venue: record.listing.marketplace };
  const facts: Fact[] = [];
  const count = (name: CountName) => facts.push({ ...at, kind: 'count', name });
  const since = (name: DurationName, start: string | undefined) => {
    if (start === undefined) return;
    const minutes = roundedMinutes(Date.parse(event.at) - Date.parse(start));
    facts.push({ ...at, kind: 'duration', name, minutes });
  };
  const claim = record.events.find(({ to }) => to === 'submitted')?.claim;
  const outcome = (name: OutcomeName, start: string | undefined) => {
    if (start !== undefined && daysBetween(dayOf(start), at.day) <= HORIZON_DAYS)
      facts.push({ ...at, kind: 'outcome', name, of: dayOf(start), ...(name !== 'relisted' && { claim }) });
  };

  if (event.from === null) {
    count('found');
    if (record.relistingOf !== undefined) count('returned');
  }
  const isInfringing = event.by.startsWith('analyst:') ? DECIDED_BY_PERSON.get(event.to) : undefined;
  if (isInfringing !== undefined && !first.has('reviewed')) {
    first.set('reviewed', event.at);
    count('reviewed');
    if (isInfringing) count('infringing');
    since('review', record.openedAt);
  }
  const refusal = REFUSALS.get(event.cause);
  if (refusal && !first.has(refusal)) {
    first.set(refusal, event.at);
    count(refusal);
    outcome(refusal, first.get('submitted'));
  }
  const arrival = ARRIVALS.get(event.to);
  if (!arrival || first.has(event.to)) return facts;
  const noticedAt = first.get('submitted');
  if (event.to === 'submitted') {
    since('notify', record.openedAt);
    if (claim) facts.push({ ...at, kind: 'claimed', claim });
  }
  if (event.to === 'removed') {
    since('takedown', record.openedAt);
    since('answer', noticedAt);
    facts.push(...askedFor(record, at));
  }
  const isFirstEnd = !first.has('removed') && !first.has('ended');
  if ((event.to === 'removed' || event.to === 'ended') && isFirstEnd) since('lifetime', record.openedAt);
  const isFirstDecision = !first.has('removed') && !first.has('rejected');
  if ((event.to === 'removed' || event.to === 'rejected') && isFirstDecision) {
    outcome('decided', noticedAt);
    if (event.to === 'removed') outcome('accepted', noticedAt);
  }
  if (event.to === 'relisted') outcome('relisted', first.get('removed'));
  if (arrival.outcome) outcome(arrival.outcome, noticedAt);
  count(arrival.count);
  first.set(event.to, event.at);
  return facts;
}

/** A page that says more pieces than these says a number that nobody counted, such as 9999. */
export const MOST_PIECES = 1000;

/** The price of one piece, and of all that the page says are there; none where it shows no price, or only a present bid. */
function askedFor({ listing }: Case, at: { day: string; venue: string }): Fact[] {
  const { price, priceIsBid, stockCount } = listing;
  if (!price || priceIsBid) return [];
  const asked: Fact = { ...at, kind: 'asked', ...price };
  if (stockCount === undefined) return [asked];
  const pieces = Math.min(stockCount, MOST_PIECES);
  const { currency, amountMinor } = price;
  return [asked, { ...at, kind: 'stocked', currency, amountMinor: pieces * amountMinor, offers: 1, pieces }];
}

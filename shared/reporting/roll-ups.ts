import type { Case } from '#shared/domain/case.ts';
import type { ClaimKind } from '#shared/domain/claim.ts';
import type { OutcomeName, RollUp, VenueDay } from '#shared/domain/roll-up.ts';
import { caseFacts, type Fact } from './case-facts.ts';

/** Roll-ups of every day on which something happened to these cases, the earliest first. */
export function rollUpsOf(cases: Iterable<Case>): RollUp[] {
  const days = new Map<string, RollUp>();
  for (const record of cases) addCase(days, record);
  return inOrder(days);
}

/** Adds what happened to a case to the days on which it happened, in place. */
export function addCase(days: Map<string, RollUp>, record: Case): void {
  for (const fact of caseFacts(record)) {
    const rollUp = days.get(fact.day) ?? { day: fact.day, venues: {} };
    days.set(fact.day, rollUp);
    rollUp.venues[fact.venue] ??= { counts: {}, outcomes: {}, claims: {}, durations: {}, asked: {}, stocked: {} };
    addFact(rollUp.venues[fact.venue]!, fact);
  }
}

export const inOrder = (days: ReadonlyMap<string, RollUp>): RollUp[] =>
  [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));

function addFact(venue: VenueDay, fact: Fact): void {
  if (fact.kind === 'count') raise(venue.counts, fact.name);
  else if (fact.kind === 'outcome') {
    addOutcome(venue.outcomes, fact);
    if (fact.claim) addOutcome(claimDay(venue, fact.claim).outcomes, fact);
  } else if (fact.kind === 'claimed') claimDay(venue, fact.claim).noticed++;
  else if (fact.kind === 'duration') {
    venue.durations[fact.name] ??= {};
    raise(venue.durations[fact.name]!, String(fact.minutes));
  } else if (fact.kind === 'stocked') addStocked(venue.stocked, fact.currency, fact);
  else {
    const { amountMinor, offers } = venue.asked[fact.currency] ?? { amountMinor: 0, offers: 0 };
    venue.asked[fact.currency] = { amountMinor: amountMinor + fact.amountMinor, offers: offers + 1 };
  }
}

/** Adds to the sum of this currency, in place. */
export function addStocked(sums: VenueDay['stocked'], currency: string, more: VenueDay['stocked'][string]): void {
  const sum = sums[currency] ?? { amountMinor: 0, offers: 0, pieces: 0 };
  sums[currency] = {
    amountMinor: sum.amountMinor + more.amountMinor,
    offers: sum.offers + more.offers,
    pieces: sum.pieces + more.pieces,
  };
}

function claimDay(venue: VenueDay, claim: ClaimKind) {
  venue.claims[claim] ??= { noticed: 0, outcomes: {} };
  return venue.claims[claim];
}

function addOutcome(outcomes: VenueDay['outcomes'], { of, name }: { of: string; name: OutcomeName }): void {
  outcomes[of] ??= {};
  raise(outcomes[of], name);
}

/** Adds to the count of this name, in place. */
export function raise<Name extends string>(counts: Partial<Record<Name, number>>, name: Name, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

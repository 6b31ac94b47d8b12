import * as z from 'zod';
import { ClaimKind } from '#shared/domain/claim.ts';
import { dayAfter, dayOf, isWithin, type Period } from '#shared/domain/days.ts';
import {
  CountName,
  DurationName,
  type Durations,
  OutcomeName,
  type RollUp,
  type Shown,
  type VenueDay,
} from '#shared/domain/roll-up.ts';
import { HORIZON_DAYS } from './case-facts.ts';
import { percentile } from './durations.ts';
import { Rate, rate } from './rate.ts';
import { addStocked, raise } from './roll-ups.ts';

const Duration = z.object({ count: z.int(), medianMinutes: z.int().nullable(), p90Minutes: z.int().nullable() });
export type Duration = z.infer<typeof Duration>;

export const RateName = z.enum([
  'relevance',
  'compliance',
  'acceptance',
  'formRefusal',
  'meritsRefusal',
  'counterNotice',
  'reversal',
  'retraction',
  'relisting',
  'cleanliness',
  'saturation',
]);
export type RateName = z.infer<typeof RateName>;

/** What became of notices, whatever they were about. */
export const OutcomeRateName = RateName.exclude(['relevance', 'relisting', 'cleanliness', 'saturation']);
type OutcomeRateName = z.infer<typeof OutcomeRateName>;

const ClaimFigures = z.object({ claim: ClaimKind, noticed: z.int(), rates: z.record(OutcomeRateName, Rate) });

const Figures = z.object({
  counts: z.record(CountName, z.int()),
  rates: z.record(RateName, Rate),
  durations: z.record(DurationName, Duration),
  asked: z.array(z.object({ currency: z.string(), amountMinor: z.int(), offers: z.int() })),
  /** Only of offers whose page said how many pieces there were. */
  stocked: z.array(z.object({ currency: z.string(), amountMinor: z.int(), offers: z.int(), pieces: z.int() })),
  /** By what the first notice of a case claimed, the most noticed first. Notices from before 2026-12 are in none. */
  claims: z.array(ClaimFigures),
  /** Appearances in searches that were neither judged clean nor dirty: in no share. */
  unjudged: z.int(),
  /** Noticed in the period, and not yet as long ago as the horizon: their rates may still rise. */
  stillRunning: z.int(),
});
export type Figures = z.infer<typeof Figures>;

const Month = z.object({ month: z.string(), found: z.int(), noticed: z.int(), removed: z.int() });
export type Month = z.infer<typeof Month>;

/** What happened to a brand's cases in a period; every formula is in docs/kpis.md. */
export const BrandFigures = z.object({
  brandId: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  /** Nothing later is in it. */
  asOf: z.iso.datetime(),
  horizonDays: z.int(),
  total: Figures,
  venues: z.array(z.object({ marketplace: z.string(), figures: Figures })),
  months: z.array(Month),
});
export type BrandFigures = z.infer<typeof BrandFigures>;

type Outcomes = Partial<Record<OutcomeName, number>>;
type Sum = Pick<VenueDay, 'counts' | 'durations' | 'asked' | 'stocked'> & {
  outcomes: Outcomes;
  claims: Partial<Record<ClaimKind, { noticed: number; outcomes: Outcomes }>>;
  shown: Omit<Shown, 'searches'>;
  stillRunning: number;
};
const nothing = (): Sum => ({
  counts: {},
  outcomes: {},
  claims: {},
  durations: {},
  asked: {},
  stocked: {},
  shown: { clean: 0, dirty: 0, unjudged: 0, first: { clean: 0, dirty: 0 } },
  stillRunning: 0,
});

/** Pure. `rollUps` are those from the first day of the period to the horizon after its last. */
export function figuresOf(brandId: string, rollUps: readonly RollUp[], period: Period, now: Date): BrandFigures {
  const total = nothing();
  const venues = new Map<string, Sum>();
  const months = new Map<string, Month>();
  const isRunning = (day: string) => dayAfter(day, HORIZON_DAYS) >= dayOf(now);
  const sumOf = (marketplace: string): Sum => {
    const sum = venues.get(marketplace) ?? nothing();
    venues.set(marketplace, sum);
    return sum;
  };
  for (const { day, venues: all, shown = {} } of rollUps) {
    for (const [marketplace, venue] of Object.entries(all)) {
      const isIn = isWithin(day, period);
      const sum = isIn ? sumOf(marketplace) : (venues.get(marketplace) ?? nothing());
      for (const each of [total, sum]) addOutcomes(each, venue, period);
      if (!isIn) continue;
      for (const each of [total, sum]) {
        addVenueDay(each, venue);
        if (isRunning(day)) each.stillRunning += venue.counts.noticed ?? 0;
      }
      addMonth(months, day.slice(0, 7), venue);
    }
    if (isWithin(day, period))
      for (const [marketplace, seen] of Object.entries(shown))
        for (const each of [total, sumOf(marketplace)]) addShown(each.shown, seen);
  }
  return {
    brandId,
    ...period,
    asOf: now.toISOString(),
    horizonDays: HORIZON_DAYS,
    total: figuresOfSum(total),
    venues: [...venues]
      .map(([marketplace, sum]) => ({ marketplace, figures: figuresOfSum(sum) }))
      .sort((a, b) => b.figures.counts.found - a.figures.counts.found || (a.marketplace < b.marketplace ? -1 : 1)),
    months: [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1)),
  };
}

function addOutcomes(sum: Sum, venue: VenueDay, period: Period): void {
  const add = (outcomes: Outcomes, byDay: VenueDay['outcomes']) => {
    for (const [of, ofDay] of Object.entries(byDay))
      if (isWithin(of, period)) for (const name of OutcomeName.options) raise(outcomes, name, ofDay[name] ?? 0);
  };
  add(sum.outcomes, venue.outcomes);
  for (const [claim, { outcomes }] of claimsOf(venue)) add(claimSum(sum, claim).outcomes, outcomes);
}

const claimsOf = ({ claims }: VenueDay) =>
  ClaimKind.options.flatMap((claim) => (claims[claim] ? [[claim, claims[claim]] as const] : []));

function claimSum(sum: Sum, claim: ClaimKind) {
  sum.claims[claim] ??= { noticed: 0, outcomes: {} };
  return sum.claims[claim];
}

function addShown(sum: Sum['shown'], { clean, dirty, unjudged, first }: Shown): void {
  sum.clean += clean;
  sum.dirty += dirty;
  sum.unjudged += unjudged;
  sum.first.clean += first.clean;
  sum.first.dirty += first.dirty;
}

function addVenueDay(sum: Sum, venue: VenueDay): void {
  for (const [claim, { noticed }] of claimsOf(venue)) claimSum(sum, claim).noticed += noticed;
  for (const name of CountName.options) raise(sum.counts, name, venue.counts[name] ?? 0);
  for (const name of DurationName.options) {
    const all: Durations = sum.durations[name] ?? {};
    for (const [minutes, count] of Object.entries(venue.durations[name] ?? {})) raise(all, minutes, count);
    sum.durations[name] = all;
  }
  for (const [currency, { amountMinor, offers }] of Object.entries(venue.asked)) {
    const before = sum.asked[currency] ?? { amountMinor: 0, offers: 0 };
    sum.asked[currency] = { amountMinor: before.amountMinor + amountMinor, offers: before.offers + offers };
  }
  for (const [currency, stocked] of Object.entries(venue.stocked)) addStocked(sum.stocked, currency, stocked);
}

function addMonth(months: Map<string, Month>, month: string, { counts }: VenueDay): void {
  const { found, noticed, removed } = months.get(month) ?? { found: 0, noticed: 0, removed: 0 };
  months.set(month, {
    month,
    found: found + (counts.found ?? 0),
    noticed: noticed + (counts.noticed ?? 0),
    removed: removed + (counts.removed ?? 0),
  });
}

function figuresOfSum({ counts, outcomes, claims, durations, asked, stocked, shown, stillRunning }: Sum): Figures {
  return {
    counts: record(CountName.options, (name) => counts[name] ?? 0),
    rates: {
      relevance: rate(counts.infringing, counts.reviewed),
      ...outcomeRates(outcomes, counts.noticed),
      relisting: rate(outcomes.relisted, counts.removed),
      cleanliness: rate(shown.clean, shown.clean + shown.dirty),
      saturation: rate(shown.first.dirty, shown.first.clean + shown.first.dirty),
    },
    durations: record(DurationName.options, (name) => durationOf(durations[name] ?? {})),
    asked: byOffers(asked),
    stocked: byOffers(stocked),
    claims: ClaimKind.options
      .flatMap((claim) => {
        const { noticed = 0, outcomes = {} } = claims[claim] ?? {};
        return noticed === 0 ? [] : [{ claim, noticed, rates: outcomeRates(outcomes, noticed) }];
      })
      .sort((a, b) => b.noticed - a.noticed),
    unjudged: shown.unjudged,
    stillRunning,
  };
}

const outcomeRates = (outcomes: Outcomes, noticed = 0): Record<OutcomeRateName, Rate> => ({
  compliance: rate(outcomes.removed, noticed),
  acceptance: rate(outcomes.accepted, outcomes.decided),
  formRefusal: rate(outcomes.refusedForm, noticed),
  meritsRefusal: rate(outcomes.refusedMerits, noticed),
  counterNotice: rate(outcomes.counterNoticed, noticed),
  reversal: rate(outcomes.restored, noticed),
  retraction: rate(outcomes.withdrawn, noticed),
});

const durationOf = (durations: Durations): Duration => ({
  count: Object.values(durations).reduce((sum, count) => sum + count, 0),
  medianMinutes: percentile(durations, 0.5),
  p90Minutes: percentile(durations, 0.9),
});

const record = <Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value) =>
  Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;

/** Sums by currency, that of the most offers first. */
const byOffers = <Sum extends { offers: number }>(sums: Readonly<Record<string, Sum>>) =>
  Object.entries(sums)
    .map(([currency, sum]) => ({ currency, ...sum }))
    .sort((a, b) => b.offers - a.offers || (a.currency < b.currency ? -1 : 1));

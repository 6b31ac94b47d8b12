import * as z from 'zod';
import { ClaimKind } from './claim.ts';
import { Coverage } from './coverage.ts';

/** A day in UTC, "2026-11-30". */
export const Day = z.iso.date();

/** What is counted on the day on which it happened. Each but `found` and `returned` is counted once a case, at its first time. */
export const CountName = z.enum([
  'found',
  'returned',
  'reviewed',
  'infringing',
  'noticed',
  'removed',
  'ended',
  'rejected',
  'refusedForm',
  'refusedMerits',
  'counterNoticed',
  'restored',
  'withdrawn',
  'relisted',
]);
export type CountName = z.infer<typeof CountName>;

/** What became of a case within the horizon, counted for the day of its notice; `relisted` for the day of its removal. */
export const OutcomeName = z.enum([
  'removed',
  'decided',
  'accepted',
  'refusedForm',
  'refusedMerits',
  'counterNoticed',
  'restored',
  'withdrawn',
  'relisted',
]);
export type OutcomeName = z.infer<typeof OutcomeName>;

/** From when the case was opened to its first decision by a person, its notice, its removal, its end of any kind; `answer`: from notice to removal. */
export const DurationName = z.enum(['review', 'notify', 'takedown', 'lifetime', 'answer']);
export type DurationName = z.infer<typeof DurationName>;

/** Minutes at two significant figures → how often. */
export const Durations = z.record(z.string().regex(/^\d+$/), z.int().positive());
export type Durations = z.infer<typeof Durations>;

/** Of removed offers, the price of one piece each; how many offers had one. */
const Asked = z.object({ amountMinor: z.int().nonnegative(), offers: z.int().positive() });
/** Of those whose page said how many pieces there were: the prices of all of these. */
const Stocked = Asked.extend({ pieces: z.int().nonnegative() });

/** By the day of the notice (of the removal for `relisted`). */
const Outcomes = z.record(Day, z.partialRecord(OutcomeName, z.int().positive()));

/** Of the cases whose first notice made one kind of claim: how many were noticed on the day, and what became of them. */
const ClaimDay = z.object({ noticed: z.int().nonnegative(), outcomes: Outcomes });

export const VenueDay = z.object({
  counts: z.partialRecord(CountName, z.int().positive()).default({}),
  outcomes: Outcomes.default({}),
  /** Days from before 2026-12 have none; `kpi --rebuild` makes them, as far as notices say what they claimed. */
  claims: z.partialRecord(ClaimKind, ClaimDay).default({}),
  durations: z.partialRecord(DurationName, Durations).default({}),
  /** By currency. */
  asked: z.record(z.string(), Asked).default({}),
  /** The same; days from before 2026-12 have none until `kpi --rebuild` makes them. */
  stocked: z.record(z.string(), Stocked).default({}),
});
export type VenueDay = z.infer<typeof VenueDay>;

/**
 * What the searches of a marketplace showed on a day: of each the last scan of the day that was read, its first hundred offers. An offer
 * counts each time that it is shown. `clean` and `dirty` as they were judged when the day was over; `unjudged`: neither.
 */
export const Shown = z.object({
  searches: z.int().positive(),
  clean: z.int().nonnegative(),
  dirty: z.int().nonnegative(),
  unjudged: z.int().nonnegative(),
  /** Of these, on the first page of results. */
  first: z.object({ clean: z.int().nonnegative(), dirty: z.int().nonnegative() }),
});
export type Shown = z.infer<typeof Shown>;

/** Result pages of the day's scans that were due, and how many were read whole or empty by the marketplace's own word. */
export const PagesRead = z.object({
  due: z.int().nonnegative(),
  read: z.int().nonnegative(),
  /** The others, by marketplace and outcome. Days from before 2026-12 have none. */
  gaps: z
    .array(
      z.object({
        marketplace: z.string(),
        coverage: Coverage,
        pages: z.int().positive(),
        /** The most frequent, as the fetcher or the reader gave them, with how many pages; what a marketplace wrote may be in them. */
        reasons: z.record(z.string(), z.int().positive()),
      }),
    )
    .default([]),
});
export type PagesRead = z.infer<typeof PagesRead>;

/**
 * What happened to a brand's cases on one day (UTC), by marketplace. It names no seller and no offer: it may be kept when they are erased.
 */
export const RollUp = z.object({
  day: Day,
  venues: z.record(z.string(), VenueDay),
  /** By marketplace; absent until it was counted, and for days on which nobody counted. */
  shown: z.record(z.string(), Shown).optional(),
  /** Counted with `shown`, also where nothing was due; absent for days on which nobody counted, and from before 2026-12. */
  pages: PagesRead.optional(),
});
export type RollUp = z.infer<typeof RollUp>;

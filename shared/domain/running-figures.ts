import * as z from 'zod';
import { Day, PagesRead, RollUp } from './roll-up.ts';
import { StoreState } from './store-file.ts';

/** Result pages of days that nobody has counted yet, both ends meant. */
export const Uncounted = PagesRead.extend({
  from: Day,
  to: Day,
  /** The start of the oldest scan among them, ISO; absent where there was none. */
  since: z.string().optional(),
  /** False: there were more than one look reads. */
  isWhole: z.boolean(),
});
export type Uncounted = z.infer<typeof Uncounted>;

/** What figures need of a file on a store: when its seller lost offers, and where it went. */
export const CountedStore = z.object({
  strikes: z.array(z.object({ at: z.string() })),
  events: z.array(z.object({ to: StoreState, at: z.string() })),
});
export type CountedStore = z.infer<typeof CountedStore>;

/** What of a brand's figures is not rolled up, as it stood at one moment; like roll-ups it names nobody. */
export const RunningFigures = z.object({
  at: z.iso.datetime(),
  /** Days up to this one were rolled up before, and are not in it. */
  rolledTo: Day,
  days: z.array(RollUp),
  uncounted: Uncounted.optional(),
  stores: z.array(CountedStore),
  /** False: there are more files than one look reads. */
  areAllStores: z.boolean(),
});
export type RunningFigures = z.infer<typeof RunningFigures>;

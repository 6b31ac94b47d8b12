import * as z from 'zod';
import type { NoticeContent } from '#shared/domain/notice-content.ts';
import { DAY_MS, isoAfter } from '#shared/domain/time-units.ts';
import { shareOf } from '#shared/learning/wilson.ts';
import { HORIZON_DAYS } from '#shared/reporting/case-facts.ts';
import type { SentTarget } from '#shared/stores/notice-store.ts';
import { reasonKeyOf } from './batches.ts';
import { isAccepted, isRefused } from './breaker.ts';

/** Fewer say nothing: of four, one is a quarter. */
const LEAST_NOTICES = 5;

/**
 * What became of this brand's earlier offers that left for the venue for the same reason, long enough ago for it to have acted. A count
 * and no prediction: it knows nothing of this notice but its venue and its reason.
 */
export const Prospect = z.object({
  /** In so many notices. */
  notices: z.int().nonnegative(),
  /** Offers in them; without those that ended by themselves. */
  offers: z.int().nonnegative(),
  /** Of these, taken down by the venue, and not put back. */
  removed: z.int().nonnegative(),
  /** 95 % interval of the share, as if each notice were one decision; absent below five notices. */
  interval: z.object({ least: z.number().min(0).max(1), most: z.number().min(0).max(1) }).optional(),
});
export type Prospect = z.infer<typeof Prospect>;

/** @param sent what left for the notice's venue in the breaker's window */
export function prospectOf(content: NoticeContent, sent: readonly SentTarget[], now: Date): Prospect {
  const reason = reasonKeyOf(content);
  const ripe = isoAfter(now, -HORIZON_DAYS * DAY_MS);
  const known = sent.filter((each) => each.reason === reason && each.sentAt <= ripe && !hasEnded(each));
  const notices = new Set(known.map(({ sentAt }) => sentAt)).size;
  const [offers, removed] = [known.length, known.filter(isAccepted).length];
  if (notices < LEAST_NOTICES) return { notices, offers, removed };
  const { least, most } = shareOf((notices * removed) / offers, notices);
  return { notices, offers, removed, interval: { least, most } };
}

/** By itself, before the venue had said a word. */
const hasEnded = (target: SentTarget): boolean =>
  target.reached.includes('ended') && !isAccepted(target) && !isRefused(target);

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** "38 of 41 offers … came down", or that nobody knows. */
export function prospectWords({ notices, offers, removed, interval }: Prospect): string {
  if (!interval)
    return `Whether the venue will act is not known: ${notices === 0 ? 'no notice' : `${notices} ${notices === 1 ? 'notice' : 'notices'}`} of this brand for this reason left 30 to 90 days ago with offers that did not end by themselves, and ${LEAST_NOTICES} are needed to say anything.`;
  return `Of ${offers} offers in ${notices} notices for this reason that left 30 to 90 days ago, the venue took ${removed} down: ${percent(removed / offers)} (${percent(interval.least)} to ${percent(interval.most)} with 95 % confidence, counted by notices).`;
}

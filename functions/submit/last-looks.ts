import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { asShown } from '#shared/listing-page/as-shown.ts';
import { isOver, type ListingStatus } from '#shared/listing-page/listing-status.ts';
import { lookWithin } from '#shared/listing-page/seen-lately.ts';
import { freshHoursOf } from '#shared/notices/channels/channel-of.ts';
import { ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import type { Guarded } from './guarded.ts';
import type { SubmitServices } from './services.ts';
import { isStatedStill, type Stated } from './stated-still.ts';
import { type CaseOf, type TakenOut, takeOut } from './take-out.ts';

/** Of the function's three minutes; what is left is looked at by the next message. */
const LOOKING_MS = 90_000;
const FAILED_RETRY_MS = 5 * 60_000;
/** What is not reached in time says nothing of the offer: a site may be busy, or we, for a day, before somebody is asked. */
const MOST_LATE_ROUNDS = 12;

/**
 * Every target as its page shows it within the time that the venue's profile allows; those that are not there as stated are taken out.
 * Looking may take several invocations at the host's pace, but not longer than that time: what it does not reach is taken out too,
 * so that the rest leaves.
 */
export async function lastLooks(
  notice: NoticeRecord,
  targets: readonly Target[],
  { brand, caseOf }: { brand: Brand; caseOf: CaseOf },
  services: SubmitServices,
): Promise<Target[] | Guarded> {
  const { clock, notices } = services;
  const freshMs = freshHoursOf(notice) * HOUR_MS;
  const startedMs = clock().getTime();
  const since = notice.lookingSince ?? clock().toISOString();
  const isOutOfTime = startedMs - Date.parse(since) > freshMs;
  const fresh: Target[] = [];
  for (const target of targets) {
    if (clock().getTime() - Date.parse(target.lookedAt) <= freshMs) {
      fresh.push(target);
      continue;
    }
    if (isOutOfTime) {
      const late = { why: 'it could not be looked at in time', to: 'prepare', mostRounds: MOST_LATE_ROUNDS } as const;
      await takeOut(target, late, services);
      continue;
    }
    const waiting = (why: string, ms: number, goOn = false): Guarded => ({
      may: 'wait',
      notice: { ...notice, lookingSince: since },
      why,
      until: new Date(clock().getTime() + ms),
      goOn,
    });
    if (clock().getTime() - startedMs > LOOKING_MS) return waiting('its targets are looked at once more', 0, true);
    try {
      const { out, at } = await problemNow(
        { notice, target, record: caseOf(target.caseId)!, brand },
        freshMs,
        services,
      );
      if (out) await takeOut(target, out, services);
      else {
        const looked = await notices.writeTarget(target, { ...target, lookedAt: at.toISOString() });
        // What cannot be written down is not left out: whoever was first decides about it.
        if (!looked) return waiting('somebody else works on its targets', FAILED_RETRY_MS);
        fresh.push(looked);
      }
    } catch (error) {
      if (error instanceof ThrottledError) return waiting(error.message, error.retryAfterMs);
      if (error instanceof TransientError) return waiting(error.message, FAILED_RETRY_MS);
      throw error;
    }
  }
  return fresh;
}

async function problemNow(
  stated: Stated,
  freshMs: number,
  services: SubmitServices,
): Promise<{ out?: TakenOut; at: Date }> {
  const { listing } = stated.record;
  const venue = services.venueOf(listing);
  const unknown: TakenOut = { why: `${listing.marketplace} is not a marketplace that we know`, to: 'person' };
  if (!venue) return { out: unknown, at: services.clock() };
  const look = await lookWithin(freshMs, listing, venue, services);
  return { out: await problemWith(look, stated, services), at: look.at };
}

async function problemWith(
  look: ListingStatus,
  stated: Stated,
  services: SubmitServices,
): Promise<TakenOut | undefined> {
  const { target, record } = stated;
  if (isOver(look)) return { why: look.reason, to: 'ended' };
  if (look.finding === 'absent') return { why: look.reason, to: 'prepare' };
  if (look.finding !== 'present') return { why: `it cannot be seen now: ${look.reason}`, to: 'person' };
  const shown = asShown(record.listing, look.listing!);
  const isSeller = (shown.seller?.id ?? shown.seller?.name) === sellerOf(target);
  const isSame = isSeller && showsWhatIsNamed(target, record, shown);
  const { headers = {} } = look.fetched ?? {};
  if (isSame && (await isStatedStill(stated, shown, headers, services))) return undefined;
  return { why: 'the page has changed since it was captured', to: 'prepare' };
}

/** The verdict stands when another of the pictures does; a sentence that gives a picture's address does not. */
const showsWhatIsNamed = ({ statement }: Target, { listing }: Case, { imageUrls }: Listing): boolean =>
  listing.imageUrls
    .filter((url) => statement.sentences.some(({ en }) => en.includes(url)))
    .every((url) => imageUrls.includes(url));

const sellerOf = ({ statement }: Target): string | undefined => statement.sellerId ?? statement.sellerName;

import { type CaptureServices, captureOffer, type Seen } from '#shared/capture/capture-offer.ts';
import { CAPTURE_RETRY_HOURS, type CaptureJob } from '#shared/domain/capture.ts';
import { type Case, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import type { PageArchive } from '#shared/evidence/archive.ts';
import { asShown } from '#shared/listing-page/as-shown.ts';
import { BROUGHT_FRESH_MS, type Look, lookWithin } from '#shared/listing-page/seen-lately.ts';
import type { Venue, VenueOf } from '#shared/notices/venue.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';

export type CaptureFunctionServices = CaptureServices & {
  cases: Pick<CaseStore, 'get' | 'sealCapture' | 'noteFailedCapture'>;
  venueOf: VenueOf;
  archive: Pick<PageArchive, 'get'>;
  clock: Clock;
};

/**
 * Keeps an offer's page as it was when its case opened, or when a person asks: listings vanish. No case waits for it. A failure is
 * written on the case, which comes up again.
 * @throws ThrottledError: the message goes back with a delay
 */
export async function capture(job: CaptureJob, services: CaptureFunctionServices): Promise<void> {
  const { cases, venueOf } = services;
  const record = await cases.get(job.caseId);
  if (!record) return logger.warn('capture of a case that is gone', { caseId: job.caseId });
  if (!isWanted(record, job)) return;
  const venue = venueOf(record.listing);
  if (!venue) return failed(record, `${record.listing.marketplace} is not a marketplace that we know`, services);
  const look = await lookNow(record, venue, services);
  if (!isSeen(look)) return failed(record, look.reason, services);
  const listing = look.listing ? asShown(record.listing, look.listing) : record.listing;
  await captureOffer(record, venue, look, { listing, verdict: record.verdict }, services);
}

/** What is decided by now needs none, unless a person asks: `submit` captures anew whatever it writes a notice about. */
const isWanted = ({ state, evidence }: Case, { since, asked }: CaptureJob): boolean =>
  (asked || WAITS_FOR_A_PERSON.includes(state)) && (evidence === undefined || evidence.capturedAt < since);

type NoLook = { reason: string };

async function lookNow({ listing }: Case, venue: Venue, services: CaptureFunctionServices): Promise<Look | NoLook> {
  try {
    return await lookWithin(BROUGHT_FRESH_MS, listing, venue, services);
  } catch (error) {
    if (error instanceof TransientError) return { reason: error.message };
    throw error;
  }
}

/** A page of any kind, also one that says that the offer is gone; a captcha is no page of the offer. */
const isSeen = (look: Look | NoLook): look is Seen =>
  'fetched' in look && look.fetched !== undefined && look.finding !== 'blocked';

async function failed(record: Case, why: string, { cases, clock }: CaptureFunctionServices): Promise<void> {
  const tries = (record.captureFailed?.tries ?? 0) + 1;
  const wait = CAPTURE_RETRY_HOURS[tries - 1];
  const now = clock();
  const retryAt = wait === undefined ? undefined : new Date(now.getTime() + wait * HOUR_MS);
  logger.warn('capture failed', { caseId: record.id, why, tries });
  countMetric('CaseFailed', 1, { step: 'capture' });
  await cases.noteFailedCapture(record.id, { at: now.toISOString(), tries, why }, retryAt);
}

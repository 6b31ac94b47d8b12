import { captureOffer, type Seen } from '#shared/capture/capture-offer.ts';
import { isAuthorisedSeller } from '#shared/cases/authorised-seller.ts';
import { caseAlerts } from '#shared/cases/case-alerts.ts';
import { ABSENCES_NEEDED, ABSENT_RETRY_MS } from '#shared/cases/check-schedule.ts';
import type { Judged } from '#shared/cases/judge-again.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import { isoAfter } from '#shared/domain/time-units.ts';
import { asShown } from '#shared/listing-page/as-shown.ts';
import { isOver, type ListingStatus, siteAnswers } from '#shared/listing-page/listing-status.ts';
import { setBack } from '#shared/listing-page/page-change.ts';
import { BROUGHT_FRESH_MS, lookWithin } from '#shared/listing-page/seen-lately.ts';
import { NO_NOTICE } from '#shared/notices/case-claims.ts';
import { takeOver } from '#shared/notices/take-over.ts';
import type { Venue } from '#shared/notices/venue.ts';
import { matchedProducts } from '#shared/products/product-matching.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import type { CaseChange } from '#shared/stores/case-item.ts';
import { draftNotice } from './draft-notice.ts';
import { judgeAsShown } from './judge-as-shown.ts';
import type { SubmitServices } from './services.ts';

/** Where the case goes from `queued`, and why. */
export type Move = { to: CaseState; why: string; change?: CaseChange };
type Stay = { stay: CaseChange };

const MAX_TRIES = 6;
const FIRST_RETRY_MS = 10 * 60_000;

/**
 * Brings a queued case into a draft of a notice: look, merge, judge, capture, check, compose. Nothing leaves here. Every step may run
 * twice; nothing is thrown but by the stores, for the case carries its own next try and a failed message would block its venue's queue.
 */
export async function prepareCase(caseId: string, services: SubmitServices): Promise<void> {
  const { cases, alerts, clock } = services;
  const found = await cases.get(caseId);
  if (!found) return logger.warn('takedown job without a case', { caseId });
  if (await takeOver(found, services)) return; // of before 2026-12, and its notice may have left
  const record = found.state === 'queued' ? await settle(found, services) : found;
  // Also for a job that was done before: its worker may have died before it told anybody.
  await alerts.sendAll(caseAlerts(record));

  async function settle(queued: Case, all: SubmitServices): Promise<Case> {
    const move = await prepare(queued, all).catch((error) => failed(queued, error, all));
    const settled =
      'stay' in move
        ? await cases.update(queued, move.stay)
        : await cases.transition(queued, { ...move, by: 'submit', at: clock() });
    if (!settled) logger.warn('case was taken over', { caseId });
    return settled ?? queued;
  }
}

async function prepare(record: Case, services: SubmitServices): Promise<Move | Stay> {
  const { brands, venueOf } = services;
  const brand = await brands.get(record.brandId);
  if (!brand) return park(`brand ${record.brandId} is not registered any more`);
  const venue = venueOf(record.listing);
  if (!venue) return park(`${record.listing.marketplace} is not a marketplace that we know`);
  const cleared = authorised(brand, record.listing);
  if (cleared) return cleared;

  const look = await lookWithin(BROUGHT_FRESH_MS, record.listing, venue, services);
  if (look.finding !== 'present') return notOnSale(record, brand, venue, look, services);
  const listing = asShown(record.listing, look.listing!);
  const verdict = await judgeAsShown(record, listing, brand, services);
  const seen: Judged = { listing, verdict };
  // A person who is asked again, and training after that, go by what the page shows.
  const change: CaseChange = { absences: 0, checks: 0, ...(verdict !== record.verdict && seen) };
  // A search result may not have named the seller; the listing page does.
  const clearedByPage = authorised(brand, listing);
  if (clearedByPage) return { ...clearedByPage, change };
  const worse = setBack(record, seen, false);
  const { manifest } = await captureOffer(record, venue, look as Seen, seen, services, officialPicture(brand, listing));
  if (worse) return park(worse, { ...change, noticeId: null });
  const { headers = {} } = (look as Seen).fetched;
  const captured = { record: { ...record, ...seen }, brand, manifest, seenAt: look.at, headers };
  const drafted = await draftNotice(captured, services);
  if ('why' in drafted) return park(`${NO_NOTICE}: ${drafted.why}`, { ...change, noticeId: null });
  return { to: 'drafted', why: `in notice ${drafted.id}`, change: { ...change, noticeId: drafted.id } };
}

/** Of the product that the offer names: another one beside it would prove nothing. */
function officialPicture(brand: Brand, listing: Case['listing']): string | undefined {
  const product = matchedProducts(brand, listing)[0]?.product;
  return product?.images.find((url) => /^https?:/.test(url));
}

/** For a person to look at. */
export const park = (why: string, change?: CaseChange): Move => ({ to: 'awaiting-approval', why, change });

function authorised(brand: Brand, { seller, marketplace }: Case['listing']): Move | undefined {
  if (!isAuthorisedSeller(brand, marketplace, seller)) return undefined;
  return { to: 'authorised', why: `${seller?.name ?? seller?.id} is an authorised seller of ${brand.name}` };
}

async function notOnSale(
  record: Case,
  brand: Brand,
  venue: Venue,
  look: ListingStatus,
  { pages, clock }: SubmitServices,
): Promise<Move | Stay> {
  const ended = (): Move => ({
    to: 'ended',
    why: `gone before a notice was sent: ${look.reason}`,
    change: { removedAt: clock().toISOString() },
  });
  if (isOver(look)) return ended();
  if (look.finding !== 'absent') return park(`the page cannot be captured: ${look.reason}`);
  const absences = record.absences + 1;
  if (absences >= ABSENCES_NEEDED && (await siteAnswers(venue, brand.name, pages))) return ended();
  return { stay: { absences, nextCheckAt: isoAfter(clock(), ABSENT_RETRY_MS) } };
}

/** Tried again later, in the end by a person. */
function failed(record: Case, error: unknown, { clock }: SubmitServices): Move | Stay {
  const later = (ms: number) => isoAfter(clock(), ms);
  if (error instanceof ThrottledError) return { stay: { nextCheckAt: later(error.retryAfterMs) } };
  const { message } = error as Error;
  logger.error('takedown failed', { caseId: record.id, error });
  countMetric('CaseFailed', 1, { step: 'submit' });
  const checks = record.checks + 1;
  if (checks >= MAX_TRIES) return park(`could not be prepared in ${checks} tries: ${message}`, { checks: 0 });
  return { stay: { checks, nextCheckAt: later(FIRST_RETRY_MS * 2 ** (checks - 1)) } };
}

import { isAuthorisedSeller } from '#shared/cases/authorised-seller.ts';
import type { Judged } from '#shared/cases/judge-again.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { isOver, type ListingStatus, siteAnswers } from '#shared/listing-page/listing-status.ts';
import { setBack } from '#shared/listing-page/page-change.ts';
import { composeNotice } from '#shared/notices/compose-notice.ts';
import { claimFrom, noticeReasons } from '#shared/notices/notice-reasons.ts';
import { missingForSending, noticeProblems } from '#shared/notices/validate-notice.ts';
import type { Venue } from '#shared/notices/venue.ts';
import type { CaseChange } from '#shared/stores/case-item.ts';
import { judgeAsShown } from './judge-as-shown.ts';
import { secureEvidence } from './secure-evidence.ts';
import type { SubmitServices } from './services.ts';

/** Where the case goes from `submitting`, and why. */
export type Move = { to: CaseState; why: string; change?: CaseChange };

/** `seen`: what is known since the page was read. `setBack`: why that is for a person to look at first. */
export type Prepared = { notice: Notice; venue: Venue; change: CaseChange; seen: Judged; setBack?: string };

const ABSENT_RETRY_MS = 3_600_000;
/** A bare 404 proves something when it repeats. */
const ABSENCES_NEEDED = 2;

/** Evidence first, then a valid notice, stored but not sent; or the reason why there is none. */
export async function prepare(record: Case, services: SubmitServices): Promise<Prepared | Move> {
  const { brands, cases, venueOf, clock } = services;
  const brand = await brands.get(record.brandId);
  if (!brand) return park(`brand ${record.brandId} is not registered any more`);
  const venue = venueOf(record.listing);
  if (!venue) return park(`${record.listing.marketplace} is not a marketplace that we know`);
  const cleared = authorised(brand, record);
  if (cleared) return cleared;

  const judge = (before: Judged, shown: Listing) => judgeAsShown(before, shown, brand, services);
  const outcome = await secureEvidence(record, venue, judge, services);
  if ('failed' in outcome) return withoutEvidence(record, brand, venue, outcome.failed, services);
  const { manifest, manifestKey, seen, before } = outcome.secured;
  const evident = { ...record, ...seen };
  const isJudgedAnew = before !== undefined && seen.verdict !== before.verdict;
  // A person who is asked again, and training afterwards, go by what the page shows.
  const change: CaseChange = { evidenceKey: manifestKey, absences: 0, ...(isJudgedAnew && seen) };
  // A search result may not have named the seller; the listing page does.
  const clearedByPage = authorised(brand, evident);
  if (clearedByPage) return { ...clearedByPage, change };

  const changed = before && setBack(before, seen, record.approvedBy !== undefined);
  const without = (why: string): Move =>
    park([changed, `no notice can be written: ${why}`].filter(Boolean).join('. '), { ...change, noticeId: null });
  const missing = missingForSending(brand, clock());
  if (missing.length > 0) return without(`the brand still needs ${missing.join('; ')}`);
  if (!claimFrom(noticeReasons(seen.verdict))) return without('nothing that was found may be stated to a venue');
  const evidence = manifest.items.map(({ kind, key, sha256, capturedAt }) => ({ kind, key, sha256, capturedAt }));
  const notice = composeNotice({ record: evident, brand, evidence, now: clock() });
  const problems = noticeProblems(notice, { brand, venue, now: clock() });
  if (problems.length > 0) return without(problems.join('; '));
  await cases.putNotice(notice);
  return { notice, venue, change: { ...change, noticeId: notice.id }, seen, setBack: changed };
}

/** For a person to look at. */
export const park = (why: string, change?: CaseChange): Move => ({ to: 'awaiting-approval', why, change });

export function authorised(brand: Brand, { listing }: Case): Move | undefined {
  const { seller, marketplace } = listing;
  if (!isAuthorisedSeller(brand, marketplace, seller)) return undefined;
  return { to: 'authorised', why: `${seller?.name ?? seller?.id} is an authorised seller of ${brand.name}` };
}

async function withoutEvidence(
  record: Case,
  brand: Brand,
  venue: Venue,
  look: ListingStatus,
  { pages, clock }: SubmitServices,
): Promise<Move> {
  const gone = (): Move => ({
    to: 'removed',
    why: `gone before a notice was sent: ${look.reason}`,
    change: { removedAt: clock().toISOString() },
  });
  if (isOver(look)) return gone();
  if (look.finding !== 'absent') return park(`no evidence could be captured: ${look.reason}`);
  const absences = record.absences + 1;
  if (absences >= ABSENCES_NEEDED && (await siteAnswers(venue, brand.name, pages))) return gone();
  const nextCheckAt = new Date(clock().getTime() + ABSENT_RETRY_MS).toISOString();
  return { to: 'queued', why: `${look.reason}; looked at again later`, change: { absences, nextCheckAt } };
}

import { isDeepStrictEqual } from 'node:util';
import { type Judged, standsAsJudged } from '#shared/cases/judge-again.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Claim } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { setBack } from '#shared/listing-page/page-change.ts';
import { autoRefusal } from '#shared/notices/auto-approval.ts';
import { caseClaims } from '#shared/notices/case-claims.ts';
import { targetHash, targetStatement } from '#shared/notices/compose.ts';
import { judgeAsShown } from './judge-as-shown.ts';
import type { SubmitServices } from './services.ts';

/** What a notice says of one offer, and the case that it came from. */
export type Stated = { notice: NoticeRecord; target: Target; record: Case; brand: Brand };

/**
 * Whether a notice written from the page as it shows now would say the same of this offer, with nothing new for a person to think about.
 * The feedback of a busy seller and a line of the description change by the hour; what is stated need not. What rests on a person's look at
 * the page, and on nothing that a program found, needs that look again unless all but the seller's record is as it was, the pictures too.
 * @param headers that the page came with now
 */
export async function isStatedStill(
  { notice, target, record, brand }: Stated,
  shown: Listing,
  headers: Record<string, string>,
  services: SubmitServices,
): Promise<boolean> {
  const verdict = await judgeAsShown(record, shown, brand, services);
  if (setBack(record, { listing: shown, verdict }, false)) return false;
  const isAutomatic = notice.approvals.some(({ automatic }) => automatic);
  if (isAutomatic && (await autoRefusal(verdict, brand, services.models))) return false;
  const claimOn = (judged: Judged): Claim | undefined =>
    caseClaims({ ...record, ...judged }, brand, services.clock(), headers).eligible.find((claim) =>
      isGroundOf(notice, claim),
    );
  const claim = claimOn({ listing: shown, verdict });
  if (!claim || !isDeepStrictEqual(claim.forPerson, claimOn(record)?.forPerson)) return false;
  const isSeenByPerson = claim.forPerson.length > 0;
  if (isSeenByPerson && !looksAsSeen(record, shown)) return false;
  const { caseId, statement } = target;
  const now = targetStatement({ caseId, listing: shown, claim, evidence: statement.evidence });
  return targetHash(now) === targetHash(statement);
}

/** A person sees all pictures, also those of which no finding speaks. */
const looksAsSeen = (record: Case, shown: Listing): boolean =>
  standsAsJudged(record, { ...shown, seller: record.listing.seller }) &&
  record.listing.imageUrls.every((url) => shown.imageUrls.includes(url));

const isGroundOf = (
  { content: { claim, right } }: NoticeRecord,
  { kind, reason, right: on, orderId }: Claim,
): boolean =>
  kind === claim.kind && reason.code === claim.reason.code && orderId === claim.orderId && isDeepStrictEqual(on, right);

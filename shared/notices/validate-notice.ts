import { isDeepStrictEqual } from 'node:util';
import { isAuthorisedSeller } from '#shared/cases/authorised-seller.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { Notice } from '#shared/domain/notice.ts';
import { isHostWithin } from '#shared/fetching/ssrf-guard.ts';
import { isInForce } from './choose-mark.ts';
import { programmeById } from './programmes/index.ts';
import type { Venue } from './venue.ts';

export type NoticeContext = { brand: Brand; venue: Venue; now: Date };

const SHORTEST_EXPLANATION = 40; // DSA Art. 16(2)(a): "sufficiently substantiated"; a few words are not

/**
 * Everything that makes this notice wrong, as sentences for the analyst. Only a notice without problems may leave.
 * The fields are what the venues and DSA Art. 16(2) ask for; most refusals in the field are missing or wrong fields.
 */
export function noticeProblems(notice: Notice, context: NoticeContext): string[] {
  const shape = Notice.safeParse(notice);
  if (!shape.success)
    return shape.error.issues.map(({ path, message }) => `the notice is incomplete: ${path.join('.')}: ${message}`);
  return [
    ...missingForSending(context.brand, context.now).map((missing) => `the brand still needs ${missing}`),
    ...rightProblems(notice, context),
    ...claimProblems(notice),
    ...targetProblems(notice, context),
    ...evidenceProblems(notice, context),
  ];
}

/** What the brand must still be given before anything can be stated in its name; empty when it is complete. */
export function missingForSending(brand: Brand, now: Date): string[] {
  const { rightsOwner, reporter, authority } = brand.contacts;
  const missing: string[] = [];
  if (brand.marks.length === 0) missing.push('a registered mark (marks)');
  else if (!brand.marks.some((mark) => isInForce(mark, now)))
    missing.push('a mark that has not expired (marks.expires)');
  if (!rightsOwner) missing.push('the rights owner (contacts.rightsOwner)');
  if (!reporter) missing.push('a reporter (contacts.reporter)');
  if (!authority) missing.push('a signed authority to send notices (contacts.authority)');
  else if (new Date(authority.signedAt) > now)
    missing.push(`an authority that is not dated in the future, ${authority.signedAt} (contacts.authority.signedAt)`);
  return missing;
}

function* rightProblems(notice: Notice, { brand, venue, now }: NoticeContext): Generator<string> {
  const { right } = notice;
  if (notice.brandId !== brand.id) yield `the notice is for brand ${notice.brandId}, not ${brand.id}`;
  if (notice.venue !== venue.id) yield `the notice is for ${notice.venue}, not ${venue.id}`;
  if (!brand.marks.some((mark) => isDeepStrictEqual(mark, right)))
    yield `mark ${right.number} is not, or not as stated, one of the brand's marks`;
  if (!isInForce(right, now)) yield `mark ${right.text} (${right.number}) expired on ${right.expires.slice(0, 10)}`;
  const { rightsOwner, reporter, authority } = brand.contacts;
  // What is missing altogether is said by `missingForSending`.
  if (rightsOwner && !isDeepStrictEqual(rightsOwner, notice.rightsOwner))
    yield 'the rights owner is not the one on file';
  if (reporter && !isDeepStrictEqual(reporter, notice.reporter)) yield 'the reporter is not the one on file';
  if (authority && !isDeepStrictEqual(authority, notice.declarations.authorised))
    yield 'the authority is not the one on file';
}

function* claimProblems({ claim, right }: Notice): Generator<string> {
  if (claim.kind === 'copyright-image')
    yield `a copyright claim cannot rest on a trade mark (${right.number}); file it as counterfeit or trade mark misuse`;
  if (claim.explanation.trim().length < SHORTEST_EXPLANATION)
    yield `the explanation is too short to be understood (${claim.explanation.trim().length} characters)`;
}

function* targetProblems({ targets, venue: venueId }: Notice, { brand, venue }: NoticeContext): Generator<string> {
  const { max } = programmeById(venue.marketplace.programme).targets;
  const most = max === 'unknown' ? 1 : max;
  if (targets.length > most) yield `${targets.length} listings in one notice; ${venue.id} takes ${most}`;
  if (new Set(targets.map(({ listingId }) => listingId)).size < targets.length) yield 'a listing is named twice';
  for (const { listingId, url, sellerId, sellerName } of targets) {
    const address = URL.parse(url);
    if (!address || !/^https?:$/.test(address.protocol)) yield `the address of ${listingId} is not a web address`;
    else if (address.username || address.password) yield `the address of ${listingId} carries a password`;
    else if (!isHostWithin(address.hostname, venue.hosts))
      yield `the address of ${listingId} is on ${address.hostname}, which is not a site of ${venue.id}`;
    if (isAuthorisedSeller(brand, venueId, { id: sellerId, name: sellerName }))
      yield `${sellerName ?? sellerId} is an authorised seller`;
  }
}

function* evidenceProblems({ evidence }: Notice, { now }: NoticeContext): Generator<string> {
  if (!evidence.some(({ kind }) => kind === 'page' || kind === 'screenshot'))
    yield 'there is no evidence: neither the page nor a screenshot was captured';
  for (const { kind, sha256, capturedAt } of evidence) {
    if (!/^[0-9a-f]{64}$/.test(sha256)) yield `the ${kind} in evidence has no valid SHA-256`;
    if (new Date(capturedAt) > now) yield `the ${kind} in evidence is dated ${capturedAt}, which is in the future`;
  }
}

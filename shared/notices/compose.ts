import type { Claim, Refusal } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { EvidenceRef, NoticeContent, TargetStatement } from '#shared/domain/notice-content.ts';
import type { Owner } from '#shared/domain/owner.ts';
import type { Programme, Site } from '#shared/domain/programme.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { authorityFor } from './authority.ts';
import { declarationsOf, legalFormOf } from './legal-form.ts';
import { offerKeyOf } from './programmes/programme-of.ts';
import { statementOf } from './statements.ts';

export type NewTarget = { caseId: string; listing: Listing; claim: Claim; evidence: EvidenceRef[] };

export type ComposeInput = { owner: Owner; programme: Programme; site: Site; targets: readonly NewTarget[]; now: Date };

/**
 * What is said to a venue about one or many offers. All targets share the claim's kind, reason and right; whether it may leave is
 * asked of `noticeProblems`.
 * @returns a refusal when there is nobody to say it, or no authority to
 * @throws Error when there is no target, or the targets' claims do not belong in one notice: the caller's batching is wrong
 */
export function composeNotice(input: ComposeInput): { content: NoticeContent; targets: TargetStatement[] } | Refusal {
  const { owner, programme, site, targets, now } = input;
  const claim = targets[0]?.claim;
  if (!claim) throw new Error('a notice needs a target');
  const { kind, reason, right, orderId } = claim;
  const stray = targets.find((target) => groundOf(target.claim) !== groundOf(claim));
  if (stray) throw new Error(`the claim about case ${stray.caseId} is another one: it belongs in a notice of its own`);
  const authorised = authorityFor(owner, { right, site, now });
  if ('field' in authorised) return authorised;
  const legalForm = legalFormOf(programme, site, kind);
  return {
    content: {
      programme: programme.id,
      site: site.id,
      ownerId: owner.id,
      owner: owner.party!,
      reporter: owner.reporter!,
      ...('authority' in authorised && { authority: authorised.authority }),
      right,
      claim: { kind, reason, ...(orderId && { orderId }) },
      statement: statementOf(kind, right, owner.party!.company ?? owner.party!.name),
      declarations: declarationsOf(programme, legalForm),
      legalForm,
      languages: programme.languages,
    },
    targets: targets.map(targetStatement),
  };
}

/** What claims must share to stand in one notice. */
const groundOf = ({ kind, reason, right, orderId }: Claim): string =>
  canonical({ kind, reason: reason.code, right, orderId });

/** What a notice says of one offer. */
export function targetStatement({ caseId, listing, claim, evidence }: NewTarget): TargetStatement {
  const { id, url, title, price, seller } = listing;
  return {
    caseId,
    offer: offerKeyOf(listing),
    url,
    itemId: id,
    title: cleanText(title, 300),
    price,
    ...(seller?.id && { sellerId: seller.id }),
    ...(seller?.name && { sellerName: cleanText(seller.name, 200) }),
    nature: claim.nature,
    strength: claim.strength,
    sentences: claim.sentences,
    quotes: claim.quotes,
    evidence,
  };
}

/** What an approval is bound to: any other word gives another hash, another order of the fields does not. */
export const contentHash = (content: NoticeContent): string => sha256Hex(canonical(content));
export const targetHash = (target: TargetStatement): string => sha256Hex(canonical(target));

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

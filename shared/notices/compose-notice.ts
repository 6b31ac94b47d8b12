import { createHash } from 'node:crypto';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { chooseMark } from './choose-mark.ts';
import { claimFrom, noticeReasons, type Reason } from './notice-reasons.ts';

export const MAX_EXPLANATION_CHARS = 1000; // the shortest limit among the venues' forms

/**
 * The notice about one case. A try after a refusal is a new notice under a new reference; a repeated try of the same one
 * keeps its reference, so that a venue that heard it already recognises it.
 * @throws Error when the brand has no mark, contacts or authority: ask `missingForSending` first; or when the verdict bears no
 * claim: ask `claimFrom` first.
 */
export function composeNotice(input: { record: Case; brand: Brand; evidence: Notice['evidence']; now: Date }): Notice {
  const { record, brand, evidence, now } = input;
  const { rightsOwner, reporter, authority } = brand.contacts;
  const right = chooseMark(brand, record.listing, now) ?? brand.marks[0];
  if (!rightsOwner || !reporter || !authority || !right) throw new Error(`brand ${brand.id} may not send notices yet`);
  const id = noticeIdOf(record);
  const { listing } = record;
  const reasons = noticeReasons(record.verdict);
  const claim = claimFrom(reasons);
  if (!claim) throw new Error(`nothing about case ${record.id} may be stated to a venue`);
  return {
    id,
    brandId: brand.id,
    venue: listing.marketplace,
    reference: referenceOf(id),
    rightsOwner,
    reporter,
    right,
    claim: {
      ...claim,
      explanation: explain(
        `Trade mark ${right.text} (${right.office} ${right.number}), owned by ${rightsOwner.name}. Item ${listing.id}, "${cleanText(listing.title, 150)}", ${STATEMENT[claim.kind]}.`,
        reasons,
      ),
    },
    targets: [
      {
        caseId: record.id,
        listingId: listing.id,
        url: listing.url,
        title: cleanText(listing.title, 300),
        price: listing.price,
        sellerId: listing.seller?.id,
        sellerName: listing.seller?.name,
      },
    ],
    evidence,
    declarations: { goodFaith: true, accurate: true, authorised: authority },
    composedAt: now.toISOString(),
  };
}

/** Deterministic: two workers on the same case compose the same notice. */
export function noticeIdOf(record: Case): string {
  const refusals = record.events.filter(({ to }) => to === 'rejected' || to === 'clarification-needed').length;
  return `${record.id}~notice-${refusals + 1}`;
}

export function referenceOf(noticeId: string): string {
  return `MW-${createHash('sha256').update(noticeId).digest('hex').slice(0, 20).toUpperCase()}`;
}

const STATEMENT: Record<Notice['claim']['kind'], string> = {
  counterfeit: 'offers goods under this mark that were neither made nor authorised by its owner',
  'trademark-misuse': 'uses this mark for goods that do not come from its owner and without its consent',
  'copyright-image': 'uses a picture of the owner without its consent',
};

/** Reasons are dropped from the end, never cut in the middle, to stay within every venue's limit. */
function explain(statement: string, reasons: readonly Reason[]): string {
  const head = cleanText(statement, 600);
  let explanation = head;
  for (const [index, { sentence }] of reasons.entries()) {
    const reason = cleanText(sentence, 200).replace(/[.;\s]+$/, '');
    const longer = `${explanation}${index === 0 ? ' What shows it: ' : '; '}${reason}`;
    if (longer.length + 1 > MAX_EXPLANATION_CHARS) break;
    explanation = longer;
  }
  return explanation === head ? head : `${explanation}.`;
}

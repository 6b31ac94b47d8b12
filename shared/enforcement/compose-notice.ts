import { createHash } from 'node:crypto';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { chooseMark } from './choose-mark.ts';

export const MAX_EXPLANATION_CHARS = 1000; // the shortest limit among the venues' forms

/**
 * The notice about one case. A try after a refusal is a new notice under a new reference; a repeated try of the same one
 * keeps its reference, so that a venue that heard it already recognises it.
 * @throws Error when the brand has no mark, contacts or authority: ask `missingForSending` first.
 */
export function composeNotice(input: { record: Case; brand: Brand; evidence: Notice['evidence']; now: Date }): Notice {
  const { record, brand, evidence, now } = input;
  const { rightsOwner, reporter, authority } = brand.contacts;
  const right = chooseMark(brand, record.listing, now) ?? brand.marks[0];
  if (!rightsOwner || !reporter || !authority || !right) throw new Error(`brand ${brand.id} may not send notices yet`);
  const id = noticeIdOf(record);
  const { listing } = record;
  const claim = claimOf(record.verdict);
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
      explanation: explain(record, claim.kind, `${right.text} (${right.office} ${right.number})`, rightsOwner.name),
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

/** What shows that the goods themselves are not genuine, rather than the name misused for something else. */
const COUNTERFEIT_SIGNALS = new Set([
  'evasive-spelling',
  'product-match',
  'low-price',
  'suspicious-wording',
  'logo-text',
  'overlay-text',
  'stolen-image',
  'known-infringing-image',
]);
const IMAGE_SIGNALS = new Set(['logo-text', 'overlay-text', 'stolen-image', 'known-infringing-image']);

function claimOf(verdict: Verdict): Pick<Notice['claim'], 'kind' | 'nature'> {
  const reasons = incriminating(verdict);
  if (!reasons.some(({ id }) => COUNTERFEIT_SIGNALS.has(id))) return { kind: 'trademark-misuse', nature: 'text' };
  return { kind: 'counterfeit', nature: reasons.every(({ id }) => IMAGE_SIGNALS.has(id)) ? 'image' : 'product' };
}

const incriminating = (verdict: Verdict) => verdict.signals.filter(({ contribution }) => contribution > 0);

const STATEMENT: Record<Notice['claim']['kind'], string> = {
  counterfeit: 'offers goods as genuine that were neither made nor authorised by the owner of this mark',
  'trademark-misuse': 'uses this mark for goods that do not come from its owner and without its consent',
  'copyright-image': 'uses a picture of the owner without its consent',
};

/** Reasons are dropped from the end, never cut in the middle, to stay within every venue's limit. */
function explain(record: Case, kind: Notice['claim']['kind'], right: string, owner: string): string {
  const { listing, verdict } = record;
  const head = cleanText(
    `Trade mark ${right}, owned by ${owner}. Item ${listing.id}, "${cleanText(listing.title, 150)}", ${STATEMENT[kind]}.`,
    600,
  );
  const reasons = incriminating(verdict).map(({ evidence }) => cleanText(evidence, 200).replace(/[.;\s]+$/, ''));
  let explanation = head;
  for (const [index, reason] of reasons.entries()) {
    const longer = `${explanation}${index === 0 ? ' What shows it: ' : '; '}${reason}`;
    if (longer.length + 1 > MAX_EXPLANATION_CHARS) break;
    explanation = longer;
  }
  return explanation === head ? head : `${explanation}.`;
}

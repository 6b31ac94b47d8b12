import { formatMoney } from '#shared/domain/money.ts';
import type { Notice } from '#shared/domain/notice.ts';

/** In the order in which the venues' forms ask, line by line. Addresses come in batches that one report may hold. */
export function noticeText(notice: Notice, targetsPerReport: number): string[] {
  const { right, claim, targets, declarations, evidence } = notice;
  const batches = Array.from({ length: Math.ceil(targets.length / targetsPerReport) }, (_, index) =>
    targets.slice(index * targetsPerReport, (index + 1) * targetsPerReport),
  );
  return [
    `Our reference: ${notice.reference}`,
    '',
    '1. RIGHTS OWNER',
    ...partyLines(notice.rightsOwner),
    '',
    '2. REPORTER',
    ...partyLines(notice.reporter),
    '',
    '3. RIGHT',
    `Trade mark: ${right.text}`,
    `Number: ${right.number} (${right.office})`,
    `Valid in: ${right.jurisdictions.join(', ')}, classes ${right.niceClasses.join(', ')}, until ${right.expires.slice(0, 10)}`,
    right.certificateUrl && `Certificate: ${right.certificateUrl}`,
    '',
    '4. CLAIM',
    `Kind: ${claim.kind} (${claim.nature})`,
    claim.explanation,
    '',
    ...batches.flatMap((batch, index) => [
      `5. LISTINGS, report ${index + 1} of ${batches.length}`,
      ...batch.flatMap(({ url, listingId, sellerName, sellerId, price }) => [
        url,
        `   item ${listingId}, seller ${sellerName ?? sellerId ?? 'not stated'}${price ? `, ${formatMoney(price)}` : ''}`,
      ]),
      '',
    ]),
    '6. EVIDENCE (SHA-256)',
    ...evidence.map(({ kind, key, sha256, capturedAt }) => `${kind} ${capturedAt} ${sha256} ${key}`),
    '',
    '7. DECLARATIONS',
    'The reporter believes in good faith that the use is not authorised by the rights owner, its agent or the law.',
    'The information in this notice is accurate.',
    `Authority to act for the rights owner was signed by ${declarations.authorised.signedBy} on ${declarations.authorised.signedAt.slice(0, 10)}.`,
  ].filter((line) => line !== undefined);
}

const partyLines = (party: Notice['reporter']) => [
  [party.name, party.title, party.company].filter(Boolean).join(', '),
  [party.address, party.country].filter(Boolean).join(', ') || undefined,
  [party.email, party.phone].filter(Boolean).join(', '),
];

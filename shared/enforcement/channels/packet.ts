import { formatMoney } from '#shared/domain/money.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { type EvidenceStore, evidenceFolder } from '#shared/evidence/evidence-store.ts';
import type { VenueFacts } from '#shared/marketplaces/marketplace.ts';
import type { Channel, VenueDesk } from './channel.ts';

/**
 * For venues that only persons can file at: everything their form asks for, as plain text to copy from and as JSON,
 * next to the evidence. Nothing leaves; the case waits until a person says that it was filed.
 */
export function createPacketChannel(evidence: Pick<EvidenceStore, 'put'>, venue: VenueFacts): Channel {
  return {
    id: 'packet',
    async send(notice) {
      const caseId = notice.targets[0]!.caseId;
      const folder = evidenceFolder(notice.brandId, caseId, new Date(notice.composedAt));
      const packetKey = `${folder}/packet.txt`;
      try {
        await evidence.put(`${folder}/packet.json`, JSON.stringify(notice, null, 2), 'application/json');
        await evidence.put(packetKey, packetText(notice, venue), 'text/plain; charset=utf-8');
      } catch (error) {
        const reason = `the packet could not be stored: ${(error as Error).message}`;
        return { status: 'deferred', retryAfterMs: 10 * 60_000, reason };
      }
      return { status: 'ready-to-file', packetKey };
    },
    ...packetDesk,
  };
}

/** A packet goes nowhere by itself, so we know that nothing arrived. */
export const packetDesk: VenueDesk = { lookUp: async () => ({ found: 'no' }) };

/** In the order in which the venues' forms ask. Addresses come in batches that one report may hold. */
export function packetText(notice: Notice, venue: VenueFacts): string {
  const { right, claim, targets, declarations, evidence } = notice;
  const batches = Array.from({ length: Math.ceil(targets.length / venue.maxTargetsPerNotice) }, (_, index) =>
    targets.slice(index * venue.maxTargetsPerNotice, (index + 1) * venue.maxTargetsPerNotice),
  );
  return lines([
    `READY TO FILE: ${notice.venue}`,
    `Where: ${venue.programme} (facts checked ${venue.checked})`,
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
  ]);
}

const partyLines = (party: Notice['reporter']) => [
  [party.name, party.title, party.company].filter(Boolean).join(', '),
  [party.address, party.country].filter(Boolean).join(', ') || undefined,
  [party.email, party.phone].filter(Boolean).join(', '),
];

const lines = (parts: readonly (string | undefined)[]) => `${parts.filter((part) => part !== undefined).join('\n')}\n`;

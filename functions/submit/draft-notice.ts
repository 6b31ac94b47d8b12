import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Claim } from '#shared/domain/claim.ts';
import type { ChannelKind, NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { provenanceWords } from '#shared/domain/provenance.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import type { EvidenceItem, EvidenceManifest } from '#shared/evidence/evidence-store.ts';
import { RESERVED_SHARE } from '#shared/fetching/pace.ts';
import { autoRefusal } from '#shared/notices/auto-approval.ts';
import { joinDraft } from '#shared/notices/batches.ts';
import { caseClaims } from '#shared/notices/case-claims.ts';
import { channelOf, freshHours } from '#shared/notices/channels/channel-of.ts';
import { composeNotice } from '#shared/notices/compose.ts';
import { noticeProblems } from '#shared/notices/validate.ts';
import type { SubmitServices } from './services.ts';

/** `headers`: that the page came with; none where a person brought it. */
export type Captured = {
  record: Case;
  brand: Brand;
  manifest: EvidenceManifest;
  seenAt: Date;
  headers: Record<string, string>;
};

/** Others may join for so long. */
const WINDOW_MS = HOUR_MS;
const HOUR_S = 3600;

/** The strongest claim that the page bears, in the open draft of its kind; or why there is none. */
export async function draftNotice(
  { record, brand, manifest, seenAt, headers }: Captured,
  services: SubmitServices,
): Promise<NoticeRecord | { why: string }> {
  const { listing } = record;
  const now = services.clock();
  const { eligible, refused, owner, programme, site } = caseClaims(record, brand, now, headers);
  const claim = eligible[0];
  if (!claim) return { why: refused.map(({ claim: kind, why }) => `${kind}: ${why}`).join('; ') };
  if (site === 'unknown') return { why: `${listing.url} is on no site of ${programme.title} that we know` };
  const captured = inNotice(manifest.items, record).map(({ kind, key, sha256, capturedAt }) => ({
    kind,
    key,
    sha256,
    capturedAt,
    caseId: record.id,
  }));
  const evidence = [...captured, ...photosOf(claim, record)];
  const composed = composeNotice({
    owner,
    programme,
    site,
    targets: [{ caseId: record.id, listing, claim, evidence }],
    now,
  });
  if ('why' in composed) return { why: composed.why };
  const { content, targets } = composed;
  const context = { owner, brands: [brand], programme, now, pageOf: () => listing };
  const problems = noticeProblems(content, targets, context);
  if (problems.length > 0) return { why: problems.map(({ field, why }) => `${field}: ${why}`).join('; ') };
  const channel = channelOf(programme, site.id, claim.kind, brand);
  const { requestsPerSecond } = services.venueOf(listing)!.marketplace;
  return joinDraft(
    {
      record,
      content,
      statement: targets[0]!,
      seenAt,
      needsPerson: await whyAPerson(record, brand, claim, services),
      programme,
      channel,
      maxPlaces: placesIn(programme, brand, requestsPerSecond, channel.kind),
      windowMs: WINDOW_MS,
      eyes: brand.enforcement.fourEyes ? 2 : 1,
      now,
    },
    services.notices,
  );
}

/** Of the order that the claim rests on; of no other. */
const photosOf = ({ orderId }: Claim, { id, testBuys }: Case) =>
  testBuys
    .filter((bought) => orderId !== undefined && bought.orderId === orderId)
    .flatMap(({ files, orderedAt, arrivedAt }) =>
      files.map(({ key, sha256 }) => ({
        kind: 'test-buy' as const,
        key,
        sha256,
        capturedAt: new Date(arrivedAt ?? orderedAt).toISOString(),
        caseId: id,
      })),
    );

/** A packet holds up to 300 offers: of each the first pictures, which show the goods. The case keeps them all. */
const PICTURES_IN_NOTICE = 2;

function inNotice(items: readonly EvidenceItem[], { verdict }: Case): EvidenceItem[] {
  // The ones that a finding names come first: a claim may rest on them.
  const named = new Set(verdict.signals.flatMap(({ pictures = [] }) => pictures));
  const pictures = items
    .filter(({ kind }) => kind === 'picture')
    .toSorted((a, b) => Number(named.has(b.url ?? '')) - Number(named.has(a.url ?? '')));
  return [...items.filter(({ kind }) => kind !== 'picture'), ...pictures.slice(0, PICTURES_IN_NOTICE)];
}

/**
 * What the venue takes, a day may send, and the host's reserved share of the pace can look at once more within the time that a last look
 * counts: a batch that can never leave whole must not be filled.
 */
export function placesIn(
  programme: Programme,
  { enforcement }: Brand,
  requestsPerSecond: number,
  kind: ChannelKind,
): number {
  const { targets } = programme;
  const looks = Math.floor(freshHours(programme, kind) * HOUR_S * requestsPerSecond * RESERVED_SHARE);
  const most = targets.max === 'unknown' ? 1 : targets.max;
  return Math.max(1, Math.min(most, enforcement.dailyCap, looks));
}

async function whyAPerson(
  record: Case,
  brand: Brand,
  claim: Claim,
  { models, cases }: SubmitServices,
): Promise<string | undefined> {
  const { provenance, id } = record.listing;
  if (provenance) return `it was ${provenanceWords(provenance)}, and nothing that was brought leaves by itself`;
  const before = record.relistingOf ? await cases.get(record.relistingOf) : undefined;
  // Sellers come back under other numbers; what is back under its own the venue may have put back, and what it restored only people take up.
  if (before?.submittedAt && before.listing.id === id)
    return 'it went after a notice and is on sale again at its own address: its venue may have put it back';
  if (claim.forPerson.length > 0) return claim.forPerson.join('; ');
  return autoRefusal(record.verdict, brand, models);
}

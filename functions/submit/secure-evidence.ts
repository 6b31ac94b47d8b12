import * as z from 'zod';
import type { Judged } from '#shared/cases/judge-again.ts';
import type { Case } from '#shared/domain/case.ts';
import { Listing, type Seller } from '#shared/domain/listing.ts';
import { Verdict } from '#shared/domain/verdict.ts';
import { type EvidenceItem, type EvidenceManifest, evidenceFolder } from '#shared/evidence/evidence-store.ts';
import { type ListingStatus, lookAtListing } from '#shared/listing-page/listing-status.ts';
import type { Venue } from '#shared/notices/venue.ts';
import { BlockedError, TransientError } from '#shared/runtime/errors.ts';
import type { SubmitServices } from './services.ts';

export type SecuredEvidence = {
  manifestKey: string;
  manifest: EvidenceManifest;
  /** The listing as its page showed it then, and the verdict on that. */
  seen: Judged;
  /** What was known before this look; absent when there was none. */
  before?: Judged;
};

type Judge = (before: Judged, shown: Listing) => Promise<Verdict>;

export type EvidenceOutcome = { secured: SecuredEvidence } | { failed: ListingStatus };

/** Older evidence is captured again before sending: it also tells whether the listing is still there. */
const FRESH_MS = 24 * 3_600_000;

type Services = Pick<SubmitServices, 'pages' | 'render' | 'evidence' | 'clock'>;

/**
 * Page, screenshot and fields of the listing with the verdict on them, sealed by a manifest: before any notice, for listings
 * vanish.
 * @throws ThrottledError, TransientError when the page cannot be had right now.
 */
export async function secureEvidence(
  record: Case,
  venue: Venue,
  judge: Judge,
  services: Services,
): Promise<EvidenceOutcome> {
  const secured = await securedBefore(record, services);
  if (secured && services.clock().getTime() - Date.parse(secured.manifest.capturedAt) < FRESH_MS) return { secured };
  const look = await lookAtListing(record.listing, venue, services.pages);
  if (look.finding === 'present') {
    const before = secured?.seen ?? record;
    const listing = asShown(before.listing, look.listing!);
    const seen = { listing, verdict: await judge(before, listing) };
    return { secured: { ...(await capture(record, venue, look, seen, services)), seen, before } };
  }
  return { failed: look };
}

/** What a person approved is what the page showed then, seller and all: the notice must be written from the same. */
async function securedBefore(
  { evidenceKey: manifestKey }: Case,
  { evidence }: Services,
): Promise<SecuredEvidence | undefined> {
  if (!manifestKey) return undefined;
  const manifest = await evidence.getManifest(manifestKey);
  const item = manifest?.items.find(({ kind }) => kind === 'listing');
  const shown = item && (await evidence.get(item.key));
  if (!manifest || !shown) return undefined;
  return { manifestKey, manifest, seen: Seen.parse(JSON.parse(Buffer.from(shown).toString())) };
}

const Seen = z.object({ listing: Listing, verdict: Verdict });

/** A page does not decide which listing a notice names, and does not unsay what else is known of the same seller. */
function asShown(known: Listing, shown: Listing): Listing {
  const { marketplace, id, url } = known;
  return { ...known, ...shown, marketplace, id, url, seller: sellerNow(known.seller, shown.seller) };
}

function sellerNow(known: Seller | null, shown: Seller | null | undefined): Seller | null {
  const isAnother = known?.id !== undefined && shown?.id !== undefined && known.id !== shown.id;
  if (!known || !shown || isAnother) return shown ?? known;
  const stated = Object.entries(shown).filter(([, value]) => value !== undefined);
  return { ...known, ...Object.fromEntries(stated) };
}

async function capture(
  record: Case,
  venue: Venue,
  look: ListingStatus,
  { listing, verdict }: Judged,
  services: Services,
): Promise<Pick<SecuredEvidence, 'manifestKey' | 'manifest'>> {
  const { evidence, clock } = services;
  const capturedAt = clock();
  const folder = evidenceFolder(record.brandId, record.id, capturedAt);
  const { page, bytes } = look.fetched!;
  const shown = JSON.stringify({ listing, verdict, http: { url: page.url, status: page.status } }, null, 2);
  const stored = {
    page: await evidence.put(`${folder}/page.html`, bytes, page.contentType ?? 'text/html'),
    listing: await evidence.put(`${folder}/listing.json`, shown, 'application/json'),
  };
  const screenshot = await takeScreenshot(`${folder}/screenshot.jpg`, record, venue, services);
  const item = (kind: EvidenceItem['kind'], object: Omit<EvidenceItem, 'kind' | 'capturedAt'>): EvidenceItem => ({
    kind,
    ...object,
    capturedAt: capturedAt.toISOString(),
  });
  const manifest: EvidenceManifest = {
    brandId: record.brandId,
    caseId: record.id,
    url: record.listing.url,
    capturedAt: capturedAt.toISOString(),
    items: [
      item('page', stored.page),
      item('listing', stored.listing),
      ...('key' in screenshot ? [item('screenshot', screenshot)] : []),
    ],
    ...('reason' in screenshot && { missing: [{ kind: 'screenshot', reason: screenshot.reason }] }),
  };
  return { manifestKey: (await evidence.putManifest(manifest)).key, manifest };
}

/** The page alone is evidence enough: a browser that fails is written down, not fatal. */
async function takeScreenshot(screenshotKey: string, record: Case, venue: Venue, { render }: Services) {
  const allowedHosts = [...venue.hosts, ...(venue.marketplace.imageHosts ?? [])];
  try {
    const { screenshot } = await render({ url: record.listing.url, allowedHosts, screenshotKey });
    return screenshot ?? { reason: 'the browser took no picture' };
  } catch (error) {
    if (error instanceof BlockedError || error instanceof TransientError) return { reason: error.message };
    throw error;
  }
}

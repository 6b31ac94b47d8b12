import type { Judged } from '#shared/cases/judge-again.ts';
import type { Case } from '#shared/domain/case.ts';
import { provenanceWords } from '#shared/domain/provenance.ts';
import { type EvidenceItem, type EvidenceManifest, evidenceFolder } from '#shared/evidence/evidence-store.ts';
import type { Look } from '#shared/listing-page/seen-lately.ts';
import type { Venue } from '#shared/notices/venue.ts';
import { BlockedError, TransientError } from '#shared/runtime/errors.ts';
import type { SubmitServices } from './services.ts';

type Services = Pick<SubmitServices, 'render' | 'evidence'>;

/** Page, screenshot and fields of the listing with the verdict on them, sealed by a manifest: before any notice, for listings vanish. */
export async function secureEvidence(
  record: Case,
  venue: Venue,
  { fetched, by, at: capturedAt }: Look,
  { listing, verdict }: Judged,
  services: Services,
): Promise<{ manifestKey: string; manifest: EvidenceManifest }> {
  const { evidence } = services;
  const { page, bytes } = fetched!;
  const folder = evidenceFolder(record.brandId, record.id, capturedAt);
  const shown = JSON.stringify({ listing, verdict, http: { url: page.url, status: page.status } }, null, 2);
  const stored = {
    page: await evidence.put(`${folder}/page.html`, bytes, page.contentType ?? 'text/html'),
    listing: await evidence.put(`${folder}/listing.json`, shown, 'application/json'),
  };
  const screenshot = by
    ? { reason: `the page was ${provenanceWords(by)}; our own browser did not open it` }
    : await takeScreenshot(`${folder}/screenshot.jpg`, record, venue, services);
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
    ...(by && { provenance: by }),
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

import type { Judged } from '#shared/cases/judge-again.ts';
import type { Case } from '#shared/domain/case.ts';
import { provenanceWords } from '#shared/domain/provenance.ts';
import {
  captureFolder,
  type EvidenceItem,
  type EvidenceManifest,
  type EvidenceStore,
  type MissingItem,
} from '#shared/evidence/evidence-store.ts';
import type { TimeStamps } from '#shared/evidence/time-stamp.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Look } from '#shared/listing-page/seen-lately.ts';
import type { RenderClient } from '#shared/messaging/render-client.ts';
import type { Venue } from '#shared/notices/venue.ts';
import { BlockedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { captureOfficialPicture, capturePictures, type Kept } from './pictures.ts';
import { sealCapture } from './seal.ts';

export type CaptureServices = {
  cases: Pick<CaseStore, 'get' | 'sealCapture'>;
  evidence: Pick<EvidenceStore, 'put' | 'get'>;
  render: RenderClient;
  fetchPicture: Fetcher;
  pages: PageFetcher;
  timeStamps?: TimeStamps;
};

/** A look that brought a page. */
export type Seen = Look & Required<Pick<Look, 'fetched'>>;

/**
 * Keeps what one look showed: the page with the server's headers, a screenshot, the pictures, the seller's page where the reader gives its
 * address, and the listing as read with the verdict on it, sealed by a manifest that joins the case's chain. What cannot be had is
 * written down in it with the reason.
 */
export async function captureOffer(
  record: Case,
  venue: Venue,
  look: Seen,
  judged: Judged,
  services: CaptureServices,
  /** Where the owner shows the same goods. */
  official?: string,
): Promise<{ record: Case; manifest: EvidenceManifest }> {
  const capturedAt = look.at.toISOString();
  const folder = captureFolder(record.brandId, record.id, look.at);
  const parts: Kept[] = await Promise.all([
    keepPage(folder, look, judged, services),
    takeScreenshot(`${folder}/screenshot.jpg`, record, venue, look, services),
    capturePictures(judged.listing.imageUrls, folder, services),
    ...(official ? [captureOfficialPicture(official, folder, services)] : []),
    keepSellerPage(`${folder}/seller.html`, judged, venue, look, services),
  ]);
  const missing = parts.flatMap((part) => part.missing);
  const manifest: EvidenceManifest = {
    brandId: record.brandId,
    caseId: record.id,
    url: record.listing.url,
    capturedAt,
    finding: look.finding,
    items: parts.flatMap(({ items }) => items.map((item): EvidenceItem => ({ ...item, capturedAt }))),
    ...(look.by && { provenance: look.by }),
    ...(missing.length > 0 && { missing }),
  };
  return sealCapture(record, folder, manifest, services);
}

async function keepPage(
  folder: string,
  { fetched }: Seen,
  { listing, verdict }: Judged,
  { evidence }: CaptureServices,
): Promise<Kept> {
  const { page, bytes, headers } = fetched;
  const shown = JSON.stringify({ listing, verdict, http: { url: page.url, status: page.status } }, null, 2);
  const stored = {
    page: await evidence.put(`${folder}/page.html`, bytes, page.contentType ?? 'text/html'),
    listing: await evidence.put(`${folder}/listing.json`, shown, 'application/json'),
    headers: headers && (await evidence.put(`${folder}/headers.txt`, headersText(page.status, headers), 'text/plain')),
  };
  return {
    items: [
      { kind: 'page', ...stored.page },
      { kind: 'listing', ...stored.listing },
      ...(stored.headers ? [{ kind: 'headers' as const, ...stored.headers }] : []),
    ],
    missing: [],
  };
}

/** Cookies are keys to a session of ours, and say nothing of the offer. */
function headersText(status: number, headers: Record<string, string>): string {
  const lines = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'set-cookie');
  return `HTTP ${status}\n${lines.map(([name, value]) => `${name}: ${value}\n`).join('')}`;
}

/** The page alone is evidence enough: a browser that fails is written down, not fatal. */
async function takeScreenshot(
  screenshotKey: string,
  record: Case,
  venue: Venue,
  { by }: Look,
  { render }: CaptureServices,
): Promise<Kept> {
  if (by) return without('screenshot', `the page was ${provenanceWords(by)}; our own browser did not open it`);
  const allowedHosts = [...venue.hosts, ...(venue.marketplace.imageHosts ?? [])];
  try {
    const { screenshot } = await render({ url: record.listing.url, allowedHosts, screenshotKey });
    if (!screenshot) return without('screenshot', 'the browser took no picture');
    return { items: [{ kind: 'screenshot', ...screenshot }], missing: [] };
  } catch (error) {
    return withoutIfRefused('screenshot', error);
  }
}

/** Not where somebody had to bring the offer's own page: we are not let in. */
async function keepSellerPage(
  key: string,
  { listing }: Judged,
  { hosts, marketplace }: Venue,
  { by }: Look,
  { evidence, pages }: CaptureServices,
): Promise<Kept> {
  const url = listing.seller?.url;
  if (!url || by) return { items: [], missing: [] };
  try {
    const { requestsPerSecond } = marketplace;
    const { page, bytes } = await pages.fetch(url, { requestsPerSecond, allowedHosts: hosts });
    if (page.status !== 200) return without('seller-page', `it answers HTTP ${page.status}`);
    const stored = await evidence.put(key, bytes, page.contentType ?? 'text/html');
    return { items: [{ kind: 'seller-page', url, ...stored }], missing: [] };
  } catch (error) {
    return withoutIfRefused('seller-page', error);
  }
}

const without = (kind: MissingItem['kind'], reason: string): Kept => ({ items: [], missing: [{ kind, reason }] });

function withoutIfRefused(kind: MissingItem['kind'], error: unknown): Kept {
  if (error instanceof BlockedError || error instanceof TransientError || error instanceof ThrottledError)
    return without(kind, error.message);
  throw error;
}

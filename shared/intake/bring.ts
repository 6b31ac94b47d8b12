import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as z from 'zod';
import type { Brand } from '#shared/domain/brand.ts';
import { withoutSite } from '#shared/domain/ids.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { isProgram } from '#shared/domain/membership.ts';
import type { ScanJob } from '#shared/domain/messages.ts';
import type { Provenance } from '#shared/domain/provenance.ts';
import type { PageArchive } from '#shared/evidence/archive.ts';
import { MAX_BODY_BYTES } from '#shared/extraction/decode-body.ts';
import { marketplaceById, unknownMarketplaceMessage } from '#shared/marketplaces/index.ts';
import type { Queue } from '#shared/messaging/queue.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { FEED_TYPE } from './feed.ts';
import { type BroughtFrom, NO_WATCH, watchOfPage } from './watch-of-page.ts';

/** What Lambda takes in one call, less what the form and its encoding add. */
export const MAX_FORM_BYTES = 4 * 1024 * 1024;

export const BroughtAddress = z
  .url({ protocol: /^https?$/, message: 'must be the http(s) address of the page' })
  .max(2048);
export const BroughtNote = z.string().max(1000).optional();

/** In one job of the scan queue: each is a read, a write and a message. */
const LISTINGS_A_JOB = 200;

export type Intake = { scans: Queue<ScanJob>; archive: Pick<PageArchive, 'put'>; clock: Clock };

/** Whose right to review this brand has been checked. `by` as histories name them. */
export type Bringer = { brand: Brand; by: string };

/** What was brought cannot be taken; the message says what to do. */
export class IntakeRefusal extends Error {
  override name = 'IntakeRefusal';
  readonly code: 'invalid' | 'too-large';
  constructor(code: 'invalid' | 'too-large', message: string) {
    super(message);
    this.code = code;
  }
}

/** @throws IntakeRefusal naming the nearest marketplace. */
function knownMarketplace(name: string | undefined): string | undefined {
  if (name === undefined || marketplaceById(name)) return name;
  throw new IntakeRefusal('invalid', unknownMarketplaceMessage(name));
}

type BroughtOffer = { url: string; marketplace?: string; note?: string };

/**
 * A page as somebody saved it. Nothing of it is parsed here: it is archived and goes the way of every scanned page, so what a page
 * says never runs beside people's rights (docs/decisions/0017-brought-pages-ride-the-scan-queue.md).
 * @throws IntakeRefusal when there is no page, it is too large, or the marketplace is not known.
 */
export async function bringPage(
  { url, marketplace, note, bytes }: BroughtOffer & { bytes: Uint8Array | undefined },
  bringer: Bringer,
  intake: Intake,
): Promise<{ jobId: string; marketplace: string; watch: string | null }> {
  const named = knownMarketplace(marketplace);
  const page = bytes && (await unpacked(bytes));
  if (!page || page.length === 0)
    throw new IntakeRefusal('invalid', 'There is no page: send it as the field "file", or name its "upload".');
  if (page.length > MAX_BODY_BYTES) throw TOO_LARGE();
  const from = watchOfPage(bringer.brand, url, named);
  const archivedPage = await archived(from.marketplace, url, 'text/html', page, intake);
  const jobId = await send(from, { archivedPage, brought: provenance(bringer, intake, note) }, bringer, intake);
  return { jobId, marketplace: from.marketplace, watch: from.keyword === NO_WATCH ? null : from.keyword };
}

const TOO_LARGE = () =>
  new IntakeRefusal('too-large', `A page may have ${MAX_BODY_BYTES} bytes; save it without its pictures.`);

/** Packed by the browser where it is more than a form takes. No page begins with these two bytes. */
async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw TOO_LARGE();
    throw new IntakeRefusal('invalid', 'The file is packed, and cannot be opened: send the page as it was saved.');
  }
}

/**
 * An offer by its address: the crawler looks at it.
 * @throws IntakeRefusal when the marketplace is not known.
 */
export async function reportOffer(
  { url, marketplace: named, note }: BroughtOffer,
  bringer: Bringer,
  intake: Intake,
): Promise<{ jobId: string; marketplace: string }> {
  const { marketplace } = watchOfPage(bringer.brand, url, knownMarketplace(named));
  const what = { url, brought: provenance(bringer, intake, note) };
  return { jobId: await send({ marketplace, keyword: NO_WATCH }, what, bringer, intake), marketplace };
}

/** Listings that were checked line by line (readFeedLines); returns the ids of their jobs. */
export async function bringListings(listings: readonly Listing[], bringer: Bringer, intake: Intake): Promise<string[]> {
  const jobIds: string[] = [];
  for (const [marketplace, group] of Map.groupBy(listings, (listing) => listing.marketplace))
    for (let start = 0; start < group.length; start += LISTINGS_A_JOB) {
      const lines = group.slice(start, start + LISTINGS_A_JOB).map((listing) => JSON.stringify(listing));
      const bytes = Buffer.from(lines.join('\n'));
      const archivedPage = await archived(marketplace, `feed:${bringer.by}`, FEED_TYPE, bytes, intake);
      const what = { archivedPage, brought: provenance(bringer, intake) };
      jobIds.push(await send({ marketplace, keyword: NO_WATCH }, what, bringer, intake));
    }
  return jobIds;
}

type Brought = Pick<ScanJob, 'archivedPage' | 'url'> & { brought: Provenance };

const provenance = ({ by }: Bringer, { clock }: Intake, note?: string): Provenance => ({
  source: isProgram(by) ? 'partner' : 'person',
  by,
  at: clock().toISOString(),
  ...(note && { note }),
});

const archived = (marketplace: string, url: string, contentType: string, bytes: Uint8Array, intake: Intake) =>
  intake.archive.put({
    url,
    status: 200,
    contentType,
    bytes,
    fetchedAt: intake.clock(),
    marketplace: withoutSite(marketplace),
  });

async function send(from: BroughtFrom, what: Brought, { brand }: Bringer, { scans }: Intake): Promise<string> {
  const { brought } = what;
  const named = `${what.archivedPage ?? what.url}|${brought.at}`;
  const jobId = [brand.id, 'brought', sha256Hex(named).slice(0, 24)].join('|');
  const identity = { jobId, brandId: brand.id, period: brought.at, page: 1, pages: 1, rankOffset: 0 };
  await scans.send({ ...identity, ...from, ...what }, { group: brand.id });
  return jobId;
}

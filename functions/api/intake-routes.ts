import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import type { Brand } from '#shared/domain/brand.ts';
import type { ScanJob } from '#shared/domain/messages.ts';
import type { Provenance } from '#shared/domain/provenance.ts';
import { MAX_BODY_BYTES } from '#shared/extraction/decode-body.ts';
import { FEED_TYPE, readFeedLines } from '#shared/intake/feed.ts';
import { type BroughtFrom, NO_WATCH, watchOfPage } from '#shared/intake/watch-of-page.ts';
import { marketplaceById, nearestMarketplaceId } from '#shared/marketplaces/index.ts';
import type { Access } from '#shared/people/access.ts';
import { intakeOperations } from './intake-operations.ts';
import { serve } from './operation.ts';
import { ApiError, demand } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

/** In one job of the scan queue: each is a read, a write and a message. */
const LISTINGS_A_JOB = 200;

/**
 * What people and partners bring. Nothing of it is parsed here: it is archived and goes the way of every scanned page, so what a page
 * says never runs beside people's rights (docs/decisions/0017-brought-pages-ride-the-scan-queue.md).
 */
export function intakeRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { brands, archive, uploads, scans, clock } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  const brandFor = async (id: string | undefined): Promise<Brand> => {
    if (!id) throw new ApiError(400, 'invalid', 'Say for which brand: ?brand=… in the address, or the field "brand".');
    demand(caller, 'review', id);
    const brand = await brands.get(id);
    if (!brand) throw new ApiError(404, 'not-found', 'There is nothing like that.');
    return brand;
  };
  const provenance = (note?: string): Provenance => ({
    source: caller.actor.startsWith('machine:') ? 'partner' : 'person',
    by: caller.actor,
    at: clock().toISOString(),
    ...(note && { note }),
  });

  const send = async (brand: Brand, from: BroughtFrom, what: Brought): Promise<string> => {
    const { brought } = what;
    const named = `${what.archivedPage ?? what.url}|${brought.at}`;
    const jobId = [brand.id, 'brought', createHash('sha256').update(named).digest('hex').slice(0, 24)].join('|');
    const identity = { jobId, brandId: brand.id, period: brought.at, page: 1, pages: 1, rankOffset: 0 };
    await scans.send({ ...identity, ...from, ...what }, { group: brand.id });
    return jobId;
  };
  const archived = (marketplace: string, url: string, contentType: string, bytes: Uint8Array) =>
    archive.put({ url, status: 200, contentType, bytes, fetchedAt: clock(), marketplace: marketplace.split('@')[0]! });

  serve(routes, context, intakeOperations.addPage, async ({ query, body }) => {
    const brand = await brandFor(body.brand ?? query.brand);
    const named = knownMarketplace(body.marketplace ?? query.marketplace);
    const { file, upload } = body;
    const bytes = upload ? await uploads.take(brand.id, upload) : typeof file === 'string' ? Buffer.from(file) : file;
    if (!bytes || bytes.length === 0)
      throw new ApiError(400, 'invalid', 'There is no page: send it as the field "file", or name its "upload".');
    if (bytes.length > MAX_BODY_BYTES)
      throw new ApiError(413, 'too-large', `A page may have ${MAX_BODY_BYTES} bytes; save it without its pictures.`);
    const from = watchOfPage(brand, body.url, named);
    const archivedPage = await archived(from.marketplace, body.url, 'text/html', bytes);
    const jobId = await send(brand, from, { archivedPage, brought: provenance(body.note) });
    const watch = from.keyword === NO_WATCH ? null : from.keyword;
    return {
      status: 202,
      brandId: brand.id,
      changes: [body.url],
      body: { jobId, marketplace: from.marketplace, watch },
    };
  });
  serve(routes, context, intakeOperations.startUpload, async ({ body }) => {
    const brand = await brandFor(body.brand);
    return { status: 201, brandId: brand.id, body: await uploads.start(brand.id, body.bytes) };
  });
  serve(routes, context, intakeOperations.addListings, async ({ query, body }) => {
    const brand = await brandFor(query.brand);
    const { listings, refused } = readFeedLines(body.lines);
    const [wrong] = refused;
    if (listings.length === 0)
      throw new ApiError(
        400,
        'invalid',
        wrong ? `No line is a listing. Line ${wrong.line}: ${wrong.field} ${wrong.message}` : 'There are no lines.',
      );
    const jobIds: string[] = [];
    for (const [marketplace, group] of Map.groupBy(listings, (listing) => listing.marketplace))
      for (let start = 0; start < group.length; start += LISTINGS_A_JOB) {
        const lines = group.slice(start, start + LISTINGS_A_JOB).map((listing) => JSON.stringify(listing));
        const archivedPage = await archived(
          marketplace,
          `feed:${caller.actor}`,
          FEED_TYPE,
          Buffer.from(lines.join('\n')),
        );
        jobIds.push(await send(brand, { marketplace, keyword: NO_WATCH }, { archivedPage, brought: provenance() }));
      }
    const changes = [`${listings.length} listings, ${refused.length} lines refused`];
    return { status: 202, brandId: brand.id, changes, body: { accepted: listings.length, refused, jobIds } };
  });
  serve(routes, context, intakeOperations.reportOffer, async ({ body }) => {
    const { url, note } = body;
    const brand = await brandFor(body.brand);
    const { marketplace } = watchOfPage(brand, url, knownMarketplace(body.marketplace));
    const jobId = await send(brand, { marketplace, keyword: NO_WATCH }, { url, brought: provenance(note) });
    return { status: 202, brandId: brand.id, changes: [url], body: { jobId, marketplace } };
  });
  return routes;
}

type Brought = Pick<ScanJob, 'archivedPage' | 'url'> & { brought: Provenance };

function knownMarketplace(name: string | undefined): string | undefined {
  if (name === undefined || marketplaceById(name)) return name;
  throw new ApiError(
    400,
    'invalid',
    `"${name}" is not a marketplace Markwarden reads. Did you mean "${nearestMarketplaceId(name)}"?`,
  );
}

import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { brandChanges, changeWords, mustBeAsked } from '#shared/brands/brand-changes.ts';
import { brandWarnings } from '#shared/brands/brand-warnings.ts';
import { seenOffers } from '#shared/comparison/seen-offers.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { decisionPage } from '#shared/learning/collect-decisions.ts';
import { marketplaceById, nearestMarketplaceId } from '#shared/marketplaces/index.ts';
import type { Access } from '#shared/people/access.ts';
import { MOST_PRODUCTS } from '#shared/stores/product-store.ts';
import { scanRates } from '#shared/watches/scan-rate.ts';
import { overCapacity } from '#shared/watches/venue-demand.ts';
import { expeditingOf } from './expediting.ts';
import { figuresRoutes } from './figures-routes.ts';
import { type Answer, type Input, ifUnchanged, serve } from './operation.ts';
import { brandOperations } from './operations.ts';
import { ApiError, demand } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

const rateOf = scanRates({});

export function brandRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { brands, listings, cases, models, prepareAlerts, tick, clock } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  const known = async (id: string): Promise<Brand> => {
    const brand = await brands.asRegistered(id);
    if (!brand) throw new ApiError(404, 'not-found', `There is no brand "${id}".`);
    return brand;
  };

  const save = async (
    brand: Brand,
    { query, c }: Pick<Input<{ replace: never }, never>, 'c'> & { query: { replace?: 'true' } },
  ): Promise<Answer> => {
    demandBrand(caller, brand.id);
    refuseUnknownMarketplaces(brand);
    const before = await brands.asRegistered(brand.id);
    if (before) ifUnchanged(c, etagOf(before));
    if (before && query.replace === undefined) refuseLosses(before, brand);
    refuseTooLarge(brand);
    // The topic first: a registered brand whose alerts go nowhere would be a silent loss.
    await prepareAlerts(brand);
    await brands.put(brand, clock());
    const crowded = overCapacity(brand, await brands.list(), rateOf).map((message) => ({ field: 'watches', message }));
    const warnings = brandWarnings(brand, clock()).map(({ path, message }) => ({ field: path.join('.'), message }));
    return {
      body: { brand, created: before === undefined, warnings: [...warnings, ...crowded] },
      status: before ? 200 : 201,
      etag: etagOf(brand),
      brandId: brand.id,
      changes: before ? brandChanges(before, brand).map(changeWords) : ['registered'],
    };
  };

  routes.route('/', figuresRoutes(services, caller));
  serve(routes, context, brandOperations.list, async () => {
    const all = await brands.list();
    return {
      body: { brands: all.map(({ id, name, watches, enforcement }) => ({ id, name, watches, enforcement })) },
    };
  });
  serve(routes, context, brandOperations.add, async ({ body, query, c }) => save(body, { query, c }));
  serve(routes, context, brandOperations.get, async ({ id }) => {
    const brand = await known(id);
    const [expediting] = await expeditingOf([brand], models);
    const products = (await brands.get(id))?.fingerprint.products.length ?? 0;
    return { body: { brand, products, expediting }, etag: etagOf(brand) };
  });
  serve(routes, context, brandOperations.put, async ({ id, body, query, c }) => {
    if (body.id !== id) throw new ApiError(400, 'invalid', `The address names "${id}" but the body "${body.id}".`);
    return save(body, { query, c });
  });
  serve(routes, context, brandOperations.watches, async ({ id }) => {
    await known(id);
    return { body: { watches: await brands.watches(id) } };
  });
  serve(routes, context, brandOperations.scans, async ({ id, query: { since, after } }) => {
    await known(id);
    return { body: await listings.scanPagesAfter(id, since ? new Date(since) : undefined, after) };
  });
  serve(routes, context, brandOperations.decisions, async ({ id, query: { after } }) => {
    await known(id);
    return { body: await decisionPage(cases, id, after) };
  });
  serve(routes, context, brandOperations.seenOffers, async ({ id, body: { urls } }) => {
    await known(id);
    return { body: { seen: await seenOffers(id, urls, listings) } };
  });
  serve(routes, context, brandOperations.scan, async ({ id, body }) => {
    await known(id);
    const watches = await brands.makeDue(id, body, clock());
    if (watches === 0)
      throw new ApiError(404, 'not-found', 'No watch of this brand matches the keyword and marketplace.');
    await tick();
    return { body: { watches }, status: 202 };
  });
  return routes;
}

/** Of the profile alone: what else is told of a brand changes by itself. */
const etagOf = (brand: Brand): string =>
  `"${createHash('sha256').update(JSON.stringify(brand)).digest('base64url').slice(0, 22)}"`;

/** Somebody else's brand and none at all are answered alike. */
function demandBrand(caller: Access, id: string): void {
  if (caller.may('read', id)) demand(caller, 'administer', id);
  else throw new ApiError(403, 'not-allowed', `Only an administrator of every brand may register "${id}".`);
}

function refuseLosses(before: Brand, after: Brand): void {
  const losses = brandChanges(before, after).filter(mustBeAsked);
  if (losses.length === 0) return;
  const what = losses.map(changeWords).join('; ');
  throw new ApiError(
    409,
    'would-lose',
    `The brand would lose what is registered: ${what}. Nothing was changed; ?replace=true says that this is meant.`,
  );
}

function refuseUnknownMarketplaces(brand: Brand): void {
  const named = [
    ...brand.watches.flatMap((watch) => watch.marketplaces),
    ...brand.fingerprint.authorisedSellers.map((seller) => seller.marketplace),
  ];
  const unknown = named.find((id) => !marketplaceById(id));
  if (unknown === undefined) return;
  const guess = nearestMarketplaceId(unknown);
  throw new ApiError(400, 'invalid', `"${unknown}" is not a marketplace Markwarden reads. Did you mean "${guess}"?`);
}

/** DynamoDB takes items of 400 KB; the profile is one, and each product. */
const MOST_ITEM_BYTES = 380_000;

function refuseTooLarge({ fingerprint, ...rest }: Brand): void {
  const { products, ...others } = fingerprint;
  const tooLarge = (message: string) => new ApiError(413, 'too-large', message);
  if (products.length > MOST_PRODUCTS)
    throw tooLarge(`fingerprint.products has ${products.length} entries and ${MOST_PRODUCTS} can be kept.`);
  const large = products.findIndex((product) => bytesOf(product) > MOST_ITEM_BYTES);
  if (large >= 0) throw tooLarge(`fingerprint.products.${large} has more than ${MOST_ITEM_BYTES} bytes: shorten it.`);
  const bytes = bytesOf({ ...rest, fingerprint: others });
  if (bytes <= MOST_ITEM_BYTES) return;
  const [field, size] = Object.entries(others)
    .map(([name, value]) => [`fingerprint.${name}`, bytesOf(value)] as const)
    .reduce((most, each) => (each[1] > most[1] ? each : most));
  throw tooLarge(
    `Without its products the profile has ${bytes} bytes and ${MOST_ITEM_BYTES} can be kept. Most of it is ${field} (${size} bytes): shorten that.`,
  );
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

import { Hono } from 'hono';
import * as z from 'zod';
import { brandChanges, changeWords, mustBeAsked } from '#shared/brands/brand-changes.ts';
import { brandWarnings } from '#shared/brands/brand-warnings.ts';
import { Brand } from '#shared/domain/brand.ts';
import { decisionPage } from '#shared/learning/collect-decisions.ts';
import { marketplaceById, nearestMarketplaceId } from '#shared/marketplaces/index.ts';
import type { Access } from '#shared/people/access.ts';
import { expeditingOf } from './expediting.ts';
import { ApiError, demand, jsonBody, queryOf } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

const ScanRequest = z.strictObject({ keyword: z.string().optional(), marketplace: z.string().optional() });

/** `replace=true`: also what the profile loses is meant. */
const SAVE_QUERY = { replace: z.literal('true').optional() };

export function brandRoutes(
  { brands, listings, cases, models, prepareAlerts, tick, clock }: ApiServices,
  caller: Access,
): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  const known = async (id: string): Promise<Brand> => {
    const brand = await brands.get(id);
    if (!brand) throw new ApiError(404, 'not-found', `There is no brand "${id}".`);
    return brand;
  };

  /** Somebody else's brand and none at all are answered alike. */
  const demandBrand = (id: string) => {
    if (caller.may('read', id)) return demand(caller, 'administer', id);
    throw new ApiError(403, 'not-allowed', `Only an administrator of every brand may register "${id}".`);
  };

  const save = async (brand: Brand, query: { replace?: 'true' }) => {
    demandBrand(brand.id);
    refuseUnknownMarketplaces(brand);
    const before = await brands.get(brand.id);
    if (before && query.replace === undefined) refuseLosses(before, brand);
    // The topic first: a registered brand whose alerts go nowhere would be a silent loss.
    await prepareAlerts(brand);
    await brands.put(brand, clock());
    const warnings = brandWarnings(brand, clock()).map(({ path, message }) => ({ field: path.join('.'), message }));
    return { brand, created: before === undefined, warnings };
  };

  routes.get('/', async (c) => {
    queryOf(c, {});
    const all = await brands.list();
    return c.json({ brands: all.map(({ id, name, watches, enforcement }) => ({ id, name, watches, enforcement })) });
  });
  routes.post('/', async (c) => {
    const saved = await save(Brand.parse(await jsonBody(c)), queryOf(c, SAVE_QUERY));
    return c.json(saved, saved.created ? 201 : 200);
  });
  routes.get('/:id', async (c) => {
    queryOf(c, {});
    const brand = await known(c.req.param('id'));
    const [expediting] = await expeditingOf([brand], models);
    return c.json({ brand, expediting });
  });
  routes.put('/:id', async (c) => {
    const brand = Brand.parse(await jsonBody(c));
    if (brand.id !== c.req.param('id')) {
      throw new ApiError(400, 'invalid', `The address names "${c.req.param('id')}" but the body "${brand.id}".`);
    }
    const saved = await save(brand, queryOf(c, SAVE_QUERY));
    return c.json(saved, saved.created ? 201 : 200);
  });
  routes.get('/:id/watches', async (c) => {
    queryOf(c, {});
    await known(c.req.param('id'));
    return c.json({ watches: await brands.watches(c.req.param('id')) });
  });
  routes.get('/:id/scans', async (c) => {
    await known(c.req.param('id'));
    const { since } = queryOf(c, { since: z.iso.datetime().optional() });
    return c.json({ pages: await listings.scanPages(c.req.param('id'), since ? new Date(since) : undefined) });
  });
  /** What people and venues decided, as training reads it; `next` in the answer is the next page's `after`. */
  routes.get('/:id/decisions', async (c) => {
    await known(c.req.param('id'));
    const { after } = queryOf(c, { after: z.string().optional() });
    return c.json(await decisionPage(cases, c.req.param('id'), after));
  });
  /** Makes matching watches due and has them scanned now. */
  routes.post('/:id/scans', async (c) => {
    queryOf(c, {});
    demand(caller, 'review', c.req.param('id'));
    await known(c.req.param('id'));
    const filter = ScanRequest.parse(await jsonBody(c));
    const watches = await brands.makeDue(c.req.param('id'), filter, clock());
    if (watches === 0)
      throw new ApiError(404, 'not-found', 'No watch of this brand matches the keyword and marketplace.');
    await tick();
    return c.json({ watches }, 202);
  });
  return routes;
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

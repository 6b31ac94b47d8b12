import { Hono } from 'hono';
import * as z from 'zod';
import { brandChanges, changeWords, mustBeAsked } from '#shared/brands/brand-changes.ts';
import { brandWarnings } from '#shared/brands/brand-warnings.ts';
import { Brand } from '#shared/domain/brand.ts';
import { decisionPage } from '#shared/learning/collect-decisions.ts';
import { marketplaceById, nearestMarketplaceId } from '#shared/marketplaces/index.ts';
import { expeditingOf } from './expediting.ts';
import { ApiError, jsonBody } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

const ScanRequest = z.object({ keyword: z.string().optional(), marketplace: z.string().optional() });

/** `replace=true`: also what the profile loses is meant. */
const SaveQuery = z.strictObject({ replace: z.literal('true').optional() });

export function brandRoutes({
  brands,
  listings,
  cases,
  models,
  prepareAlerts,
  tick,
  clock,
}: ApiServices): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();

  const known = async (id: string): Promise<Brand> => {
    const brand = await brands.get(id);
    if (!brand) throw new ApiError(404, 'not-found', `There is no brand "${id}".`);
    return brand;
  };

  const save = async (brand: Brand, query: { replace?: 'true' }) => {
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
    const all = await brands.list();
    return c.json({ brands: all.map(({ id, name, watches, enforcement }) => ({ id, name, watches, enforcement })) });
  });
  routes.post('/', async (c) => {
    const saved = await save(Brand.parse(await jsonBody(c)), SaveQuery.parse(c.req.query()));
    return c.json(saved, saved.created ? 201 : 200);
  });
  routes.get('/:id', async (c) => {
    const brand = await known(c.req.param('id'));
    const [expediting] = await expeditingOf([brand], models);
    return c.json({ brand, expediting });
  });
  routes.put('/:id', async (c) => {
    const brand = Brand.parse(await jsonBody(c));
    if (brand.id !== c.req.param('id')) {
      throw new ApiError(400, 'invalid', `The address names "${c.req.param('id')}" but the body "${brand.id}".`);
    }
    const saved = await save(brand, SaveQuery.parse(c.req.query()));
    return c.json(saved, saved.created ? 201 : 200);
  });
  routes.get('/:id/watches', async (c) => {
    await known(c.req.param('id'));
    return c.json({ watches: await brands.watches(c.req.param('id')) });
  });
  routes.get('/:id/scans', async (c) => {
    await known(c.req.param('id'));
    const since = z.iso.datetime().optional().parse(c.req.query('since'));
    return c.json({ pages: await listings.scanPages(c.req.param('id'), since ? new Date(since) : undefined) });
  });
  /** What people and venues decided, as training reads it; `next` in the answer is the next page's `after`. */
  routes.get('/:id/decisions', async (c) => {
    await known(c.req.param('id'));
    return c.json(await decisionPage(cases, c.req.param('id'), c.req.query('after')));
  });
  /** Makes matching watches due and has them scanned now. */
  routes.post('/:id/scans', async (c) => {
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

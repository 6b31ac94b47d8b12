import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { brandTag, type SaveRefusal, saveBrand } from '#shared/brands/save-brand.ts';
import { seenOffers } from '#shared/comparison/seen-offers.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { decisionPage } from '#shared/learning/collect-decisions.ts';
import { marketplaceById, unknownMarketplaceMessage } from '#shared/marketplaces/index.ts';
import type { Access } from '#shared/people/access.ts';
import { ownCaseLists } from '#shared/people/own-stores.ts';
import { suggestedKeywords } from '#shared/watches/suggested-keywords.ts';
import { appearances } from './appearances.ts';
import { APPEARANCE_COLUMNS } from './columns.ts';
import { expeditingOf } from './expediting.ts';
import { figuresRoutes } from './figures-routes.ts';
import { listedAs } from './listed-as.ts';
import { type Answer, serve } from './operation.ts';
import { brandOperations } from './operations.ts';
import { ApiError, notFound } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

export function brandRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { brands, listings, cases, models, prepareAlerts, alertAddresses, tick, lookAtSearch, clock } = services;
  const caseLists = ownCaseLists(services.caseLists, caller);
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  const known = async (id: string): Promise<Brand> => (await brands.asRegistered(id)) ?? notFound('brand', id);

  const save = async (brand: Brand, { replace, c }: { replace: boolean; c: Context<ApiEnv> }): Promise<Answer> => {
    const seen = seenTag(c);
    const saved = await saveBrand(brand, { seen, replace, access: caller }, { brands, prepareAlerts, clock });
    if ('refused' in saved) throw refusal(saved.refused);
    const warnings = saved.warnings.map(({ path, message }) => ({ field: path.join('.'), message }));
    return {
      body: { brand, created: saved.created, warnings },
      status: saved.created ? 201 : 200,
      etag: etagOf(brand),
      brandId: brand.id,
      changes: saved.changes,
    };
  };

  routes.route('/', figuresRoutes(services, caller));
  serve(routes, context, brandOperations.list, async () => {
    const all = await brands.list();
    return {
      body: { brands: all.map(({ id, name, watches, enforcement }) => ({ id, name, watches, enforcement })) },
    };
  });
  serve(routes, context, brandOperations.add, async ({ body, query, c }) =>
    save(body, { replace: query.replace !== undefined, c }),
  );
  serve(routes, context, brandOperations.get, async ({ id }) => {
    const brand = await known(id);
    const [expediting] = await expeditingOf([brand], models);
    const products = (await brands.get(id))?.fingerprint.products.length ?? 0;
    return { body: { brand, products, expediting }, etag: etagOf(brand) };
  });
  serve(routes, context, brandOperations.put, async ({ id, body, query, c }) => {
    if (body.id !== id) throw new ApiError(400, 'invalid', `The address names "${id}" but the body "${body.id}".`);
    return save(body, { replace: query.replace !== undefined, c });
  });
  serve(routes, context, brandOperations.watches, async ({ id }) => {
    await known(id);
    return { body: { watches: await brands.watches(id) } };
  });
  serve(routes, context, brandOperations.keywords, async ({ id }) => ({
    body: await suggestedKeywords((await brands.get(id)) ?? notFound('brand', id), { caseLists, cases }),
  }));
  serve(routes, context, brandOperations.scans, async ({ id, query: { since, after } }) => {
    await known(id);
    return { body: await listings.scanPagesAfter(id, since ? new Date(since) : undefined, after) };
  });
  serve(routes, context, brandOperations.listings, async ({ id, query: { after, ...wanted }, c }) => {
    await known(id);
    const { items, next } = await appearances(id, wanted, after, listings);
    const text = listedAs(c.req.header('accept'), { items, next }, APPEARANCE_COLUMNS);
    return { body: { listings: items, next }, text };
  });
  serve(routes, context, brandOperations.decisions, async ({ id, query: { after } }) => {
    await known(id);
    return { body: await decisionPage(cases, id, after) };
  });
  serve(routes, context, brandOperations.seenOffers, async ({ id, body: { urls } }) => {
    await known(id);
    return { body: { seen: await seenOffers(id, urls, listings) } };
  });
  serve(routes, context, brandOperations.look, async ({ id, body }) => {
    await known(id);
    if (!marketplaceById(body.marketplace))
      throw new ApiError(400, 'invalid', unknownMarketplaceMessage(body.marketplace));
    return { body: await lookAtSearch(body) };
  });
  serve(routes, context, brandOperations.alertAddresses, async ({ id }) => {
    const { alerts } = await known(id);
    return { body: { addresses: await alertAddresses.addresses(id, alerts.emails) } };
  });
  serve(routes, context, brandOperations.askAddresses, async ({ id }) => {
    const { alerts } = await known(id);
    return { body: { addresses: await alertAddresses.askAgain(id, alerts.emails) } };
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
const etagOf = (brand: Brand): string => `"${brandTag(brand)}"`;

function seenTag(c: Context<ApiEnv>): string | undefined {
  const seen = c.req.header('if-match');
  return seen === '*' ? undefined : seen?.replaceAll('"', '');
}

const STATUS: Record<SaveRefusal['code'], ContentfulStatusCode> = {
  'not-allowed': 403,
  invalid: 400,
  'too-large': 413,
  changed: 412,
  'would-lose': 409,
};

function refusal({ code, message, losses }: SaveRefusal): ApiError {
  return new ApiError(STATUS[code], code, losses ? `${message}; ?replace=true says that this is meant.` : message);
}

import { Hono } from 'hono';
import type { Access } from '#shared/people/access.ts';
import { openStoreFile, sayOfStoreFile } from '#shared/store-files/by-people.ts';
import { storeStatement } from '#shared/store-files/statement.ts';
import { serve } from './operation.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';
import { storeFileOperations } from './store-file-operations.ts';

export function storeFileRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { storeFiles, brands } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };
  serve(routes, context, storeFileOperations.list, async ({ query }) => {
    const brandIds = query.brand ? [query.brand] : (await brands.list()).map(({ id }) => id);
    const pages = await Promise.all(brandIds.map((id) => storeFiles.byBrand(id, query.state)));
    const stores = pages.flatMap(({ files }) => files).toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    return { body: { stores, isMore: pages.some(({ next }) => next !== undefined) } };
  });
  serve(routes, context, storeFileOperations.get, async ({ id }) => {
    const opened = await openStoreFile(id, services);
    const brand = opened && (await brands.get(opened.file.brandId));
    if (!brand) throw new ApiError(404, 'not-found', `There is no file on a store "${id}".`);
    return { body: { store: opened.file, statement: storeStatement(opened.file, brand, opened.cases) } };
  });
  serve(routes, context, storeFileOperations.say, async ({ id, body }) => {
    const said = await sayOfStoreFile(id, { ...body, by: caller.actor }, services);
    if (!said) throw new ApiError(404, 'not-found', `There is no file on a store "${id}".`);
    if ('refused' in said) throw new ApiError(409, 'wrong-state', said.refused);
    return { body: { store: said.file } };
  });
  return routes;
}

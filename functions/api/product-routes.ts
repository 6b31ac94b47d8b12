import { Hono } from 'hono';
import { importFeed } from '#shared/catalogue/import-feed.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import type { Access } from '#shared/people/access.ts';
import { MOST_PICTURES } from '#shared/stores/picture-store.ts';
import { serve } from './operation.ts';
import { ApiError, notFound } from './problem.ts';
import { productOperations } from './product-operations.ts';
import type { ApiEnv, ApiServices } from './services.ts';

/** A brand's catalogue. */
export function productRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { brands, products, pictures, uploads } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  serve(routes, context, productOperations.list, async ({ id, query }) => ({
    body: await products.page(id, query.after),
  }));
  serve(routes, context, productOperations.import, async ({ id, query, body }) => {
    const { upload, dryRun, prune, ...how } = query;
    const text = upload ? await uploadedText(id, upload) : body.lines;
    const report = await importFeed(id, text, { ...how, dryRun: dryRun === 'true', prune: prune === 'true' }, products);
    const { added, changed, removed, lost } = report;
    const changes = dryRun
      ? ['dry run']
      : [`${added} added, ${changed} changed, ${removed} removed, ${lost} rows lost`];
    return { body: report, changes };
  });
  serve(routes, context, productOperations.remove, async ({ id, body: { skus } }) => {
    const removed = (await products.remove(id, skus)) ?? notFound('brand', id);
    return { body: { removed }, changes: [`${removed} removed`] };
  });
  serve(routes, context, productOperations.pictures, async ({ id }) => ({ body: { names: await pictures.names(id) } }));
  serve(routes, context, productOperations.addPictures, async ({ id, body }) => {
    if (!(await brands.get(id))) notFound('brand', id);
    if (!(await pictures.put(id, body.pictures)))
      throw new ApiError(
        409,
        'too-many',
        `A brand may have ${MOST_PICTURES} pictures without an address. Nothing was taken.`,
      );
    const changes = body.pictures.map(({ name }) => name);
    return { body: { kept: (await pictures.names(id)).length }, changes };
  });
  serve(routes, context, productOperations.removePictures, async ({ id, body: { names } }) => {
    const removed = await pictures.remove(id, names);
    return { body: { removed }, changes: [`${removed} pictures removed`] };
  });
  return routes;

  async function uploadedText(brandId: string, upload: string): Promise<string> {
    const bytes = await uploads.take(brandId, upload);
    if (!bytes) throw new ApiError(404, 'not-found', 'There is no such upload of this brand.');
    return decodeBody(bytes).text;
  }
}

import { Hono } from 'hono';
import type { Brand } from '#shared/domain/brand.ts';
import { bringListings, bringPage, reportOffer } from '#shared/intake/bring.ts';
import { readFeedLines } from '#shared/intake/feed.ts';
import type { Access } from '#shared/people/access.ts';
import { intakeOperations } from './intake-operations.ts';
import { serve } from './operation.ts';
import { ApiError, demand, nothingLikeThat } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

/** What people and partners bring. */
export function intakeRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { brands, uploads } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  const brandFor = async (id: string | undefined): Promise<Brand> => {
    if (!id) throw new ApiError(400, 'invalid', 'Say for which brand: ?brand=… in the address, or the field "brand".');
    demand(caller, 'review', id);
    const brand = await brands.get(id);
    if (!brand) throw nothingLikeThat();
    return brand;
  };
  const bringer = (brand: Brand) => ({ brand, by: caller.actor });

  serve(routes, context, intakeOperations.addPage, async ({ query, body }) => {
    const brand = await brandFor(body.brand ?? query.brand);
    const { url, note, file, upload } = body;
    const bytes = upload ? await uploads.take(brand.id, upload) : typeof file === 'string' ? Buffer.from(file) : file;
    const marketplace = body.marketplace ?? query.marketplace;
    const answer = await bringPage({ url, marketplace, note, bytes }, bringer(brand), services);
    return { status: 202, brandId: brand.id, changes: [url], body: answer };
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
    const jobIds = await bringListings(listings, bringer(brand), services);
    const changes = [`${listings.length} listings, ${refused.length} lines refused`];
    return { status: 202, brandId: brand.id, changes, body: { accepted: listings.length, refused, jobIds } };
  });
  serve(routes, context, intakeOperations.reportOffer, async ({ body }) => {
    const brand = await brandFor(body.brand);
    const answer = await reportOffer(body, bringer(brand), services);
    return { status: 202, brandId: brand.id, changes: [body.url], body: answer };
  });
  return routes;
}

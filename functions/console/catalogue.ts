import { Hono } from 'hono';
import * as z from 'zod';
import { FeedRefusal } from '#shared/catalogue/feed-row.ts';
import { importFeed } from '#shared/catalogue/import-feed.ts';
import { FeedFormat } from '#shared/catalogue/read-feed.ts';
import { Currency } from '#shared/domain/money.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import { type CatalogueOutcome, cataloguePage } from './pages/catalogue-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

/** As a form sends it: "" for what was left empty. */
const Entered = z.object({
  brand: z.string(),
  format: FeedFormat,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .transform((code) => code || undefined)
    .pipe(Currency.optional()),
  what: z.enum(['check', 'import']),
  file: z.instanceof(File),
});

/** A brand's catalogue, and its shop's feed taken into it. */
export function catalogueRoutes({ audit, clock }: Pick<ConsoleServices, 'audit' | 'clock'>): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/brand/products', async (c) => {
    const { visitor } = c.var;
    const brand = await visitor.stores.brands.get(c.req.query('brand') ?? '');
    if (!brand) return c.notFound();
    const after = c.req.query('after');
    const page = await visitor.stores.products.page(brand.id, after).catch((error: unknown) => {
      if (error instanceof z.ZodError && after !== undefined) return undefined;
      throw error;
    });
    if (!page) return c.notFound();
    return c.html(cataloguePage(visitor, { brand, page, isFirst: after === undefined }));
  });
  routes.post('/brand/products', async (c) => {
    const { access, stores } = c.var.visitor;
    const form = await c.req.parseBody();
    const brand = await stores.brands.get(String(form.brand ?? ''));
    if (!brand) return c.notFound();
    const show = async (outcome: CatalogueOutcome, status: 200 | 400 | 403) => {
      const page = await stores.products.page(brand.id);
      return c.html(cataloguePage(c.var.visitor, { brand, page, isFirst: true, ...outcome }), status);
    };
    if (!access.may('administer', brand.id))
      return show({ refused: 'This needs the right to administer the brand.' }, 403);
    const { success, data, error } = Entered.safeParse(form);
    if (!success)
      return show(
        { refused: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') },
        400,
      );
    const dryRun = data.what === 'check';
    try {
      const text = decodeBody(new Uint8Array(await data.file.arrayBuffer())).text;
      const how = { format: data.format, currency: data.currency, dryRun };
      const report = await importFeed(brand.id, text, how, stores.products);
      const { added, changed, lost } = report;
      const entry = { at: clock().toISOString(), by: access.actor, action: 'importProducts', brandId: brand.id };
      if (!dryRun) await audit.append({ ...entry, changes: [`${added} added, ${changed} changed, ${lost} rows lost`] });
      return show({ report, dryRun }, 200);
    } catch (error) {
      if (error instanceof FeedRefusal) return show({ refused: error.message }, 400);
      throw error;
    }
  });
  return routes;
}

import { Hono } from 'hono';
import * as z from 'zod';
import { NEEDS } from '#shared/domain/membership.ts';
import { StoreState } from '#shared/domain/store-file.ts';
import { storePseudonym } from '#shared/erasure/pseudonym.ts';
import { openStoreFile, sayOfStoreFile } from '#shared/store-files/by-people.ts';
import { readStoreFile } from '#shared/store-files/keep.ts';
import { storePacketRequest } from '#shared/store-files/packet-request.ts';
import { storeStatement } from '#shared/store-files/statement.ts';
import { brandInView } from './brand-in-view.ts';
import { formOf } from './form-values.ts';
import { linkedAccounts } from './linked-accounts.ts';
import { sellerPage } from './pages/seller-page.tsx';
import { storesPage } from './pages/stores-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

const Asked = z.object({ brand: z.string(), marketplace: z.string(), id: z.string().min(1) });
const View = z.object({ brand: z.string().optional().catch(undefined), state: StoreState.catch('ready') });
const Saying = z.object({
  file: z.string(),
  back: z.string().startsWith('/seller?'),
  state: StoreState,
  why: z.string().trim().min(1).max(1000),
  number: z
    .string()
    .trim()
    .max(200)
    .optional()
    .transform((text) => text || undefined),
});

/** One seller, with the file on the store, and the files that wait for a person. Six reads at most. */
export function sellerRoutes({ audit, clock, packStore, evidenceLinks }: ConsoleServices): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.get('/stores', async (c) => {
    const { visitor } = c.var;
    const { brand, state } = View.parse(c.req.query());
    const at = await brandInView(visitor, brand);
    const found = at && (await visitor.stores.storeFiles.byBrand(at.brand.id, state));
    return c.html(storesPage(visitor, { at, state, files: found?.files ?? [], isMore: !!found?.next }));
  });

  routes.get('/seller', async (c) => {
    const { visitor } = c.var;
    const asked = Asked.safeParse(c.req.query());
    if (!asked.success) return c.notFound();
    const { brand: brandId, marketplace, id } = asked.data;
    const account = { brandId, marketplaces: [marketplace], sellerId: id };
    const [{ file, cases }, earlier] = await Promise.all([
      readStoreFile(account, { ...visitor.stores, clock }),
      visitor.stores.sellerRecords.get(brandId, { marketplace, sellerId: id }),
    ]);
    if (cases.length + earlier.length === 0) return c.notFound();
    const [linked, brandName] = await Promise.all([linkedAccounts(cases, visitor.stores), visitor.nameOf(brandId)]);
    const said = c.req.query('said')?.slice(0, 300);
    return c.html(sellerPage(visitor, { brandId, brandName, marketplace, id, cases, earlier, linked, file, said }));
  });

  routes.get('/seller/statement', async (c) => {
    const { stores } = c.var.visitor;
    const opened = await openStoreFile(c.req.query('file') ?? '~', { ...stores, clock });
    const brand = opened && (await stores.brands.get(opened.file.brandId));
    if (!brand) return c.notFound();
    // It holds sellers' words: kept as a file, never opened beside the console.
    c.header('content-disposition', 'attachment; filename="store-statement.html"');
    return c.body(storeStatement(opened.file, brand, opened.cases), 200, {
      'content-type': 'text/html; charset=utf-8',
    });
  });

  routes.get('/seller/packet', async (c) => {
    const { stores } = c.var.visitor;
    const opened = await openStoreFile(c.req.query('file') ?? '~', { ...stores, clock });
    const brand = opened && (await stores.brands.get(opened.file.brandId));
    if (!brand) return c.notFound();
    const { key } = await packStore(await storePacketRequest(opened.file, brand, opened.cases, stores.notices));
    return c.redirect(await evidenceLinks.linkTo(key), 302);
  });

  routes.post('/seller/say', async (c) => {
    const { access, stores } = c.var.visitor;
    const { file: id, back, ...word } = await formOf(c, Saying);
    const stored = await stores.storeFiles.get(id);
    if (!stored) return c.notFound();
    const outcome = access.may(NEEDS.handleStore, stored.brandId)
      ? await sayOfStoreFile(id, { ...word, by: access.actor }, { ...stores, clock })
      : { refused: `This needs the right to ${NEEDS.handleStore}.` };
    if (outcome && 'file' in outcome) {
      const at = clock().toISOString();
      const subject = storePseudonym(stored);
      await audit.append({ at, by: access.actor, action: `store:${word.state}`, brandId: stored.brandId, subject });
    }
    const refusal = outcome && 'refused' in outcome ? `&${new URLSearchParams({ said: outcome.refused })}` : '';
    return c.redirect(`${back}${refusal}`, 303);
  });
  return routes;
}

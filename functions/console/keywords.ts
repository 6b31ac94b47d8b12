import { Hono } from 'hono';
import { ownCaseLists } from '#shared/people/own-stores.ts';
import { judgedOffers } from '#shared/watches/judged-offers.ts';
import { suggestKeywords } from '#shared/watches/suggest-keywords.ts';
import { brandIdInView } from './brand-in-view.ts';
import { keywordsPage } from './pages/keywords-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

/** Searches that what was judged suggests. Six reads: session, brand, and four for a hundred judged offers. */
export function keywordRoutes({ caseLists }: Pick<ConsoleServices, 'caseLists'>): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/brand/keywords', async (c) => {
    const { visitor } = c.var;
    const { id, brands } = await brandIdInView(visitor, c.req.query('brand'));
    const brand = id === undefined ? undefined : await visitor.stores.brands.withoutProducts(id);
    if (!brand) return c.html(keywordsPage(visitor, undefined));
    const lists = ownCaseLists(caseLists, visitor.access);
    const judged = await judgedOffers(brand.id, { caseLists: lists, cases: visitor.stores.cases });
    // Products tell no search apart from another.
    const fingerprint = { ...brand.fingerprint, products: [] };
    const suggestions = suggestKeywords({ ...brand, fingerprint }, judged.confirmed, judged.cleared);
    return c.html(keywordsPage(visitor, { brand, brands, judged, suggestions }));
  });
  return routes;
}

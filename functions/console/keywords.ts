import { Hono } from 'hono';
import { ownCaseLists } from '#shared/people/own-stores.ts';
import { suggestedKeywords } from '#shared/watches/suggested-keywords.ts';
import { brandIdInView } from './brand-in-view.ts';
import { keywordsPage } from './pages/keywords-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

/** Searches that what was judged suggests. Six reads: session, brand, and four for a hundred judged offers. */
export function keywordRoutes({ caseLists }: Pick<ConsoleServices, 'caseLists'>): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/brand/keywords', async (c) => {
    const { visitor } = c.var;
    const { id, brands } = await brandIdInView(visitor, c.req.query('brand'));
    const brand = id === undefined ? undefined : await visitor.stores.brands.get(id);
    if (!brand) return c.html(keywordsPage(visitor, undefined));
    const stores = { caseLists: ownCaseLists(caseLists, visitor.access), cases: visitor.stores.cases };
    return c.html(keywordsPage(visitor, { brand, brands, ...(await suggestedKeywords(brand, stores)) }));
  });
  return routes;
}

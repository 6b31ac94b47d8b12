import { Hono } from 'hono';
import { ownCaseLists } from '#shared/people/own-stores.ts';
import { judgedOffers } from '#shared/watches/judged-offers.ts';
import { suggestKeywords } from '#shared/watches/suggest-keywords.ts';
import { brandInView } from './brand-in-view.ts';
import { keywordsPage } from './pages/keywords-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

/** Searches that what was judged suggests. Six reads: session, brand, and four for a hundred judged offers. */
export function keywordRoutes({ caseLists }: Pick<ConsoleServices, 'caseLists'>): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/brand/keywords', async (c) => {
    const { visitor } = c.var;
    const inView = await brandInView(visitor, c.req.query('brand'));
    if (!inView) return c.html(keywordsPage(visitor, undefined));
    const lists = ownCaseLists(caseLists, visitor.access);
    const judged = await judgedOffers(inView.brand.id, { caseLists: lists, cases: visitor.stores.cases });
    const suggestions = suggestKeywords(inView.brand, judged.confirmed, judged.cleared);
    return c.html(keywordsPage(visitor, { ...inView, judged, suggestions }));
  });
  return routes;
}

import { Hono } from 'hono';
import { ZodError } from 'zod';
import type { ScanPage } from '#shared/stores/listing-store.ts';
import { coverageHistory } from '#shared/watches/coverage-history.ts';
import { brandInView } from './brand-in-view.ts';
import { messagePage } from './pages/message-page.tsx';
import { scansPage } from './pages/scans-page.tsx';
import type { ConsoleEnv, Visitor } from './services.ts';

/** Reads of a hundred result pages each that one look at the history may cost, however much is stored. */
const MOST_READS = 3;

export function scansRoutes(): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/scans', async (c) => {
    const { visitor } = c.var;
    const inView = await brandInView(visitor, c.req.query('brand'));
    if (!inView) return c.html(scansPage(visitor, undefined));
    const { id } = inView.brand;
    const [watches, stretch] = await Promise.all([
      visitor.stores.brands.watches(id),
      stretchOf(visitor, id, c.req.query('before')),
    ]);
    if (!stretch) {
      const action = { href: `/scans?brand=${encodeURIComponent(id)}`, label: 'Scans' };
      return c.html(messagePage({ title: 'Not a place in the history', text: 'Start from the newest.', action }), 400);
    }
    const { pages, next } = stretch;
    const view = { watches, histories: coverageHistory(pages), since: pages.at(-1)?.period, next };
    return c.html(scansPage(visitor, { ...inView, ...view, isNewest: c.req.query('before') === undefined }));
  });
  return routes;
}

/** The next few hundred pages of the history; undefined when `before` is not where one of them ended. */
async function stretchOf({ stores }: Visitor, brandId: string, before: string | undefined) {
  const pages: ScanPage[] = [];
  let next = before;
  try {
    for (let read = 0; read < MOST_READS; read++) {
      const answer = await stores.listings.scanPagesAfter(brandId, undefined, next);
      pages.push(...answer.pages);
      next = answer.next;
      if (next === undefined) break;
    }
  } catch (error) {
    if (error instanceof ZodError && pages.length === 0 && before !== undefined) return undefined;
    throw error;
  }
  return { pages, next };
}

import { Hono } from 'hono';
import { coverageHistory } from '#shared/watches/coverage-history.ts';
import { reachOf } from './alert-addresses.ts';
import { brandIdInView } from './brand-in-view.ts';
import { lastHere } from './last-here.ts';
import { todayPage } from './pages/today-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

type Services = Pick<ConsoleServices, 'people' | 'alertAddresses' | 'clock' | 'outboxPath'>;

export function todayRoutes(services: Services): Hono<ConsoleEnv> {
  const { people, clock, outboxPath } = services;
  const routes = new Hono<ConsoleEnv>();
  routes.get('/', async (c) => {
    const { visitor } = c.var;
    const { brands, notices, cases, listings } = visitor.stores;
    const { id, brands: mine } = await brandIdInView(visitor, c.req.query('brand'));
    if (id === undefined) return c.html(todayPage(visitor, undefined));
    const [lastSeen, brand, queue, drafts, tasks, scans] = await Promise.all([
      lastHere(visitor, clock(), people),
      brands.withoutProducts(id),
      cases.reviewQueue(id),
      notices.changesInState(id, 'draft'),
      notices.openTasks(id),
      listings.scanPagesAfter(id),
    ]);
    const reach = brand && (await reachOf(brand, services));
    const view = {
      lastSeen,
      reach,
      queue,
      drafts,
      tasks,
      histories: coverageHistory(scans.pages),
    };
    return c.html(
      todayPage(visitor, { brand: { id, name: brand?.name ?? id }, brands: mine, ...view, now: clock(), outboxPath }),
    );
  });
  return routes;
}

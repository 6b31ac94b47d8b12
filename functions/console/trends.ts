import { Hono } from 'hono';
import { dayAfter } from '#shared/domain/days.ts';
import { ownRollUps } from '#shared/people/own-stores.ts';
import { TREND_DAYS, weeklyTrends } from '#shared/reporting/weekly-trends.ts';
import { brandIdInView } from './brand-in-view.ts';
import { Trends, type TrendsView, trendsPage } from './pages/trends.tsx';
import type { ConsoleEnv, ConsoleServices, Visitor } from './services.ts';

type Services = Pick<ConsoleServices, 'rollUps'>;

/** Today has them brought when it stands, so that nobody waits for them; the same address is a page of its own. */
export function trendsRoutes(services: Services): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/trends', async (c) => {
    const { visitor } = c.var;
    const { id, brands } = await brandIdInView(visitor, c.req.query('brand'));
    if (id === undefined) return c.html(trendsPage(visitor, undefined));
    const trends = await trendsOf(visitor, id, services);
    const isPart = c.req.header('hx-request') !== undefined;
    return c.html(isPart ? Trends(trends).toString() : trendsPage(visitor, { ...trends, brands }));
  });
  return routes;
}

/** Of days that are rolled up: those of the last night are, and nothing is counted anew. Two reads. */
async function trendsOf({ access }: Visitor, brandId: string, services: Services): Promise<TrendsView> {
  const rollUps = ownRollUps(services.rollUps, access);
  const lastDay = await rollUps.rolledTo(brandId);
  if (lastDay === undefined) return { brandId, weeks: [] };
  const days = await rollUps.rollUps(brandId, dayAfter(lastDay, 1 - TREND_DAYS), lastDay);
  return { brandId, weeks: weeklyTrends(days, lastDay) };
}

import { Hono } from 'hono';
import { todayPage } from './pages/today-page.tsx';
import type { ConsoleEnv, Visitor } from './services.ts';

/** What a person decides about; everything else moves on by itself. */
const WAITING = [
  { state: 'flagged', label: 'to review' },
  { state: 'awaiting-approval', label: 'to approve' },
] as const;

export function todayRoutes(): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/', async (c) => {
    const { visitor } = c.var;
    const brandIds = await brandsOf(visitor);
    const brandId = brandIds.find((id) => id === c.req.query('brand')) ?? brandIds[0];
    if (brandId === undefined) return c.html(todayPage(visitor, undefined));
    const waiting = await Promise.all(
      WAITING.map(async ({ state, label }) => {
        const { cases, next } = await visitor.stores.cases.newest(brandId, state);
        return { label, cases, isMore: next !== undefined };
      }),
    );
    return c.html(todayPage(visitor, { brandId, brandIds, waiting }));
  });
  return routes;
}

/** The ids of the visitor's brands; whoever has every brand costs a read. */
export async function brandsOf({ access, stores }: Visitor): Promise<readonly string[]> {
  return access.brandIds === 'every' ? (await stores.brands.list()).map(({ id }) => id) : access.brandIds;
}

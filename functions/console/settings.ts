import { Hono } from 'hono';
import { reachOf } from './alert-addresses.ts';
import { settingsPage } from './pages/settings-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

/** Each is a call of SNS, which takes thirty a second; the others stand on pages of their own. */
const MOST_BRANDS = 10;

export function settingsRoutes(services: Pick<ConsoleServices, 'people' | 'alertAddresses'>): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/settings', async (c) => {
    const { visitor } = c.var;
    const [person, brands] = await Promise.all([
      services.people.get(visitor.access.person),
      visitor.stores.brands.list(),
    ]);
    const reaches = await Promise.all(
      brands
        .slice(0, MOST_BRANDS)
        .map(async (brand) => ({ ...(await reachOf(brand, services)), brandName: brand.name })),
    );
    const view = {
      memberships: person?.memberships ?? [],
      reaches,
      further: brands.length - reaches.length,
      names: new Map(brands.map(({ id, name }) => [id, name])),
    };
    return c.html(settingsPage(visitor, view));
  });
  return routes;
}

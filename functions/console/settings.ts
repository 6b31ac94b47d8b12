import { Hono } from 'hono';
import { settingsPage } from './pages/settings-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

export function settingsRoutes({ people }: ConsoleServices): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/settings', async (c) => {
    const { visitor } = c.var;
    const person = await people.get(visitor.access.person);
    return c.html(settingsPage(visitor, person?.memberships ?? []));
  });
  return routes;
}

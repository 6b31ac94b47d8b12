import { Hono } from 'hono';
import { stringify } from 'yaml';
import { brandInView } from './brand-in-view.ts';
import { brandPage } from './pages/brand-page.tsx';
import type { ConsoleEnv } from './services.ts';

export function brandRoutes(): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/brand', async (c) => {
    const { visitor } = c.var;
    const inView = await brandInView(visitor, c.req.query('brand'));
    const file = inView && (await visitor.stores.brands.asRegistered(inView.brand.id));
    return c.html(brandPage(visitor, inView && { ...inView, yaml: stringify(file) }));
  });
  /** The file that registers the brand as it stands; imported products are no part of it. */
  routes.get('/brand.yaml', async (c) => {
    const inView = await brandInView(c.var.visitor, c.req.query('brand'));
    if (!inView) return c.notFound();
    return c.body(stringify(await c.var.visitor.stores.brands.asRegistered(inView.brand.id)), 200, {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${inView.brand.id}.yaml"`,
    });
  });
  return routes;
}

import { Hono } from 'hono';
import { stringify } from 'yaml';
import { brandWarnings } from '#shared/brands/brand-warnings.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { reachOf } from './alert-addresses.ts';
import { brandInView } from './brand-in-view.ts';
import { brandPage } from './pages/brand-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

/** What a first file must hold, to be written over. */
const FIRST_FILE = 'id: my-brand\nname: My Brand\nfingerprint:\n  names: [My Brand]\n';

/** The file that registers the brand as it stands; imported products are no part of it. */
export const brandText = (brand: Brand | undefined): string => (brand ? stringify(brand) : FIRST_FILE);

export function brandRoutes(services: Pick<ConsoleServices, 'alertAddresses' | 'clock'>): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/brand', async (c) => {
    const { visitor } = c.var;
    const inView = await brandInView(visitor, c.req.query('brand'));
    if (!inView) return c.html(brandPage(visitor, undefined));
    const warnings = brandWarnings(inView.brand, services.clock());
    const reach = await reachOf(inView.brand, services);
    return c.html(brandPage(visitor, { ...inView, warnings, reach, said: c.req.query('said')?.slice(0, 300) }));
  });
  routes.get('/brand.yaml', async (c) => {
    const inView = await brandInView(c.var.visitor, c.req.query('brand'));
    if (!inView) return c.notFound();
    const text = brandText(await c.var.visitor.stores.brands.asRegistered(inView.brand.id));
    return c.body(text, 200, {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${inView.brand.id}.yaml"`,
    });
  });
  return routes;
}

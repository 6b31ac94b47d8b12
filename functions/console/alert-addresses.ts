import { Hono } from 'hono';
import * as z from 'zod';
import type { AlertAddress } from '#shared/domain/alert-address.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { logger } from '#shared/runtime/logger.ts';
import { formOf } from './form-values.ts';
import { messagePage } from './pages/message-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

type Asked = Pick<Brand, 'id' | 'alerts'>;

/** Whom a brand's alerts reach; `addresses` is undefined where SNS could not be asked: then nobody knows. */
export type Reach = { brandId: string; addresses: readonly AlertAddress[] | undefined };

export async function reachOf(
  { id, alerts }: Asked,
  { alertAddresses }: Pick<ConsoleServices, 'alertAddresses'>,
): Promise<Reach> {
  try {
    return { brandId: id, addresses: await alertAddresses.addresses(id, alerts.emails) };
  } catch (error) {
    logger.error('addresses of alerts not looked at', { brandId: id, error });
    return { brandId: id, addresses: undefined };
  }
}

const AskAgain = z.object({ brand: z.string() });

/** SNS writes once more to whoever has not confirmed, or is not subscribed any more. */
export function alertAddressRoutes(
  services: Pick<ConsoleServices, 'alertAddresses' | 'audit' | 'clock'>,
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.post('/brand/alerts/ask', async (c) => {
    const { access, stores } = c.var.visitor;
    const { brand: brandId } = await formOf(c, AskAgain);
    const brand = await stores.brands.withoutProducts(brandId);
    if (!brand) return c.notFound();
    if (!access.may('administer', brandId)) return c.html(messagePage(notAllowed(brandId)), 403);
    await services.alertAddresses.askAgain(brandId, brand.alerts.emails);
    const at = services.clock().toISOString();
    await services.audit.append({ at, by: access.actor, action: 'askAlertAddresses', brandId, subject: brandId });
    const said =
      'AWS Notifications has written to the addresses that are not reached. Click "Confirm subscription" there.';
    return c.redirect(`/brand?${new URLSearchParams({ brand: brandId, said })}`, 303);
  });
  return routes;
}

const notAllowed = (brand: string) => ({
  title: 'Not done',
  text: 'This needs the right to administer the brand. Nobody was written to.',
  action: { href: `/brand?${new URLSearchParams({ brand })}`, label: 'Brand' },
});

import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { rotateWebhook, setWebhook, testWebhook } from '#shared/brands/webhook-settings.ts';
import { WebhookEvent, WebhookForm } from '#shared/domain/webhook.ts';
import { ownWebhooks } from '#shared/people/own-stores.ts';
import { refusalOf } from './form-values.ts';
import { type WebhookView, webhookPage } from './pages/webhook-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

const Wish = z.object({
  url: z.url({ protocol: /^https$/, error: 'an address with https' }).max(2000),
  form: WebhookForm,
  events: z
    .union([z.array(WebhookEvent), WebhookEvent])
    .transform((events) => [events].flat())
    .optional(),
});

type Services = Pick<ConsoleServices, 'audit' | 'clock' | 'webhooks' | 'webhookKeys' | 'webhookJobs'>;
type Done = Pick<WebhookView, 'secret' | 'said'> & { changes?: string[] };
type Shown = WebhookView['brand'];
type Deed = (brandId: string, form: Record<string, unknown>, by: string) => Promise<Done | { refused: string }>;

/** Where a brand's news goes beside the mail. A secret is in the answer to a form and nowhere else: no address has it. */
export function webhookRoutes(services: Services): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  const show = async (c: Context<ConsoleEnv>, brand: Shown, more: Partial<WebhookView>, status: 200 | 400 = 200) => {
    const webhook = await ownWebhooks(services.webhooks, c.var.visitor.access).get(brand.id);
    return c.html(webhookPage(c.var.visitor, { brand, webhook, ...more }), status);
  };
  const theirs = async ({ var: { visitor } }: Context<ConsoleEnv>, id: string): Promise<Shown | undefined> =>
    visitor.access.may('administer', id) ? visitor.stores.brands.withoutProducts(id) : undefined;

  routes.get('/brand/webhook', async (c) => {
    const brand = await theirs(c, c.req.query('brand') ?? '');
    return brand ? show(c, brand, {}) : c.notFound();
  });
  for (const [name, deed] of Object.entries(deedsOf(services)))
    routes.post(`/brand/webhook/${name}`, async (c) => {
      const { access } = c.var.visitor;
      const { brand: named, csrf: _, ...form } = await c.req.parseBody({ all: true });
      const brand = await theirs(c, String(named ?? ''));
      if (!brand) return c.notFound();
      const { id } = brand;
      const done = await deed(id, form, access.actor);
      if ('refused' in done) return show(c, brand, { refused: done.refused }, 400);
      const { changes, ...told } = done;
      const at = services.clock().toISOString();
      await services.audit.append({
        at,
        by: access.actor,
        action: `webhook:${name}`,
        brandId: id,
        subject: id,
        changes,
      });
      return show(c, brand, told);
    });
  return routes;
}

function deedsOf(services: Services): Record<'set' | 'rotate' | 'test' | 'remove', Deed> {
  const { webhooks } = services;
  const NONE = { refused: 'There is no webhook any more.' };
  return {
    async set(brandId, form, by) {
      const wish = Wish.safeParse(form);
      if (!wish.success) return { refused: refusalOf(wish.error) };
      const told = await setWebhook(brandId, wish.data, by, services);
      if ('refused' in told) return told;
      const { webhook, secret } = told;
      return {
        secret,
        said: `News goes to ${webhook.host} from now on.`,
        changes: [`to ${webhook.host} as ${webhook.form}`],
      };
    },
    async rotate(brandId) {
      const before = await webhooks.get(brandId);
      if (!before) return NONE;
      const { secret } = await rotateWebhook(before, services);
      return {
        secret,
        said: 'There is a new secret; for a day events are signed with the old one too.',
        changes: ['a new secret'],
      };
    },
    async test(brandId, _, by) {
      if (!(await webhooks.get(brandId))) return NONE;
      await testWebhook(brandId, by, services);
      return { said: 'A test event is on its way; how that went stands here in a moment: reload the page.' };
    },
    async remove(brandId) {
      if (!(await webhooks.get(brandId))) return NONE;
      await webhooks.remove(brandId);
      return { said: 'Nothing more goes there.' };
    },
  };
}

import { Hono } from 'hono';
import * as z from 'zod';
import { Attachment, attachDocument } from '#shared/brands/attach-document.ts';
import { documentFolder } from '#shared/evidence/document-kinds.ts';
import { refusalOf } from './form-values.ts';
import { papersPage } from './pages/papers-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

const Entered = z.object({ brand: z.string(), file: z.instanceof(File) });

/** Certificates, photos and powers of attorney of a brand, as venues ask for them. */
export function paperRoutes(
  services: Pick<ConsoleServices, 'audit' | 'clock' | 'documents' | 'evidenceLinks'>,
): Hono<ConsoleEnv> {
  const { audit, clock, documents, evidenceLinks } = services;
  const routes = new Hono<ConsoleEnv>();
  routes.get('/brand/papers', async (c) => {
    const { visitor } = c.var;
    const brand = await visitor.stores.brands.asRegistered(c.req.query('brand') ?? '');
    if (!brand) return c.notFound();
    return c.html(papersPage(visitor, { brand, said: c.req.query('said')?.slice(0, 300) }));
  });

  /** Leads to one of the brand's own papers by an address signed for a few minutes. */
  routes.get('/brand/paper', async (c) => {
    const { brand: id = '', key = '' } = c.req.query();
    if (!c.var.visitor.access.may('read', id) || !key.startsWith(documentFolder(id)) || key.includes('..'))
      return c.notFound();
    return c.redirect(await evidenceLinks.linkTo(key));
  });

  routes.post('/brand/papers', async (c) => {
    const { access, stores } = c.var.visitor;
    const { brand: id, file, csrf: _, ...entered } = filled(await c.req.parseBody());
    const said = Entered.safeParse({ brand: id, file });
    if (!said.success) return c.notFound();
    const brand = await stores.brands.asRegistered(said.data.brand);
    if (!brand) return c.notFound();
    const refuse = (refused: string, status: 400 | 403) =>
      c.html(papersPage(c.var.visitor, { brand, refused }), status);
    if (!access.may('administer', brand.id)) return refuse('This needs the right to administer the brand.', 403);
    const attachment = Attachment.safeParse(entered);
    if (!attachment.success) return refuse(refusalOf(attachment.error), 400);
    const body = new Uint8Array(await said.data.file.arrayBuffer());
    const kept = await documents.keep(brand.id, { name: said.data.file.name, body });
    const outcome =
      'refused' in kept
        ? kept
        : await attachDocument(
            brand.id,
            { key: kept.key, attachment: attachment.data },
            { brands: stores.brands, documents, clock },
          );
    if ('refused' in outcome) return refuse(`The paper was not attached: ${outcome.refused}.`, 400);
    await audit.append({
      at: clock().toISOString(),
      by: access.actor,
      action: 'attachDocument',
      brandId: brand.id,
      subject: brand.id,
      changes: [`${attachment.data.kind} at ${outcome.where}: ${outcome.key}`],
    });
    const to = new URLSearchParams({ brand: brand.id, said: 'Attached. Notices and packets have it from now on.' });
    return c.redirect(`/brand/papers?${to}`, 303);
  });
  return routes;
}

/** A form sends "" for what was left empty. */
const filled = (form: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));

import type { Context } from 'hono';
import { Hono } from 'hono';
import * as z from 'zod';
import { NEEDS } from '#shared/domain/membership.ts';
import { BroughtAddress, BroughtNote, bringPage, IntakeRefusal, reportOffer } from '#shared/intake/bring.ts';
import { readByPerson } from '#shared/intake/read-by-person.ts';
import type { ScanPage } from '#shared/stores/listing-store.ts';
import { coverageHistory } from '#shared/watches/coverage-history.ts';
import { brandInView } from './brand-in-view.ts';
import { formOf } from './form-values.ts';
import type { IntakeView } from './pages/intake-forms.tsx';
import { messagePage } from './pages/message-page.tsx';
import { scansPage } from './pages/scans-page.tsx';
import type { ConsoleEnv, ConsoleServices, Visitor } from './services.ts';

/** Reads of a hundred result pages each that one look at the history may cost, however much is stored. */
const MOST_READS = 3;

type Form = 'page' | 'offer';
const Taken = z.enum(['page', 'offer', 'scan']).optional().catch(undefined);

/** As a form sends it: "" for what was left empty. */
const Entered = z.object({
  brand: z.string(),
  url: z.string(),
  marketplace: z.string().transform((id) => id || undefined),
  note: z
    .string()
    .trim()
    .transform((note) => note || undefined),
  file: z.instanceof(File).optional(),
});
type Entered = z.output<typeof Entered>;

const ScanNow = z.object({ brand: z.string() });

export function scansRoutes(
  services: Pick<ConsoleServices, 'scans' | 'archive' | 'audit' | 'clock' | 'tick'>,
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/scans', (c) =>
    show(c, { brand: c.req.query('brand'), before: c.req.query('before'), taken: Taken.parse(c.req.query('taken')) }),
  );
  routes.post('/scans/now', async (c) => {
    const { access, stores } = c.var.visitor;
    const { brand: id } = await formOf(c, ScanNow);
    if (!access.may(NEEDS.scan, id)) return c.html(messagePage(NOT_ALLOWED), 403);
    const at = services.clock();
    const watches = await stores.brands.makeDue(id, {}, at);
    if (watches === 0) return c.notFound();
    await services.tick();
    const changes = [`${watches} ${watches === 1 ? 'watch' : 'watches'} due at once`];
    await services.audit.append({ at: at.toISOString(), by: access.actor, action: 'startScan', brandId: id, changes });
    return c.redirect(`/scans?${new URLSearchParams({ brand: id, taken: 'scan' })}`, 303);
  });
  for (const form of ['page', 'offer'] as const)
    routes.post(`/scans/${form}`, async (c) => {
      const { access, stores } = c.var.visitor;
      const entered = await formOf(c, Entered);
      const { url, marketplace, note } = entered;
      const refuse = (why: string, status: 400 | 403 | 413) =>
        show(c, { brand: entered.brand, refused: { why, form, url, marketplace, note }, status });
      const brand = await stores.brands.get(entered.brand);
      if (!brand) return c.notFound();
      if (!access.may('review', brand.id)) return refuse('This needs the right to review.', 403);
      try {
        await take(form, entered, { brand, by: access.actor }, services);
      } catch (error) {
        if (error instanceof z.ZodError) return refuse(error.issues.map(({ message }) => message).join('; '), 400);
        if (error instanceof IntakeRefusal) return refuse(error.message, error.code === 'too-large' ? 413 : 400);
        throw error;
      }
      const at = services.clock().toISOString();
      const entry = { at, by: access.actor, action: `intake:${form}`, brandId: brand.id, changes: [url] };
      await services.audit.append(entry);
      return c.redirect(`/scans?${new URLSearchParams({ brand: brand.id, taken: form })}`, 303);
    });
  return routes;
}

const NOT_ALLOWED = {
  title: 'Not done',
  text: `This needs the right to ${NEEDS.scan}. Nothing is scanned that would not be anyway.`,
  action: { href: '/scans', label: 'Scans' },
};

/** @throws IntakeRefusal, ZodError with messages for people. */
async function take(
  form: Form,
  { url, marketplace, note, file }: Entered,
  bringer: Parameters<typeof bringPage>[1],
  services: Parameters<typeof bringPage>[2],
): Promise<void> {
  const said = { url: BroughtAddress.parse(url), marketplace, note: BroughtNote.parse(note) };
  if (form === 'offer') await reportOffer(said, bringer, services);
  else await bringPage({ ...said, bytes: file && new Uint8Array(await file.arrayBuffer()) }, bringer, services);
}

type Look = Pick<IntakeView, 'taken' | 'refused'> & { brand?: string; before?: string; status?: 400 | 403 | 413 };

async function show(c: Context<ConsoleEnv>, { brand, before, taken, refused, status }: Look) {
  const { visitor } = c.var;
  const inView = await brandInView(visitor, brand);
  if (!inView) return c.html(scansPage(visitor, undefined));
  const { id } = inView.brand;
  const [watches, stretch] = await Promise.all([visitor.stores.brands.watches(id), stretchOf(visitor, id, before)]);
  if (!stretch) {
    const action = { href: `/scans?brand=${encodeURIComponent(id)}`, label: 'Scans' };
    return c.html(messagePage({ title: 'Not a place in the history', text: 'Start from the newest.', action }), 400);
  }
  const { pages, next } = stretch;
  const intake = { byPerson: readByPerson(inView.brand, pages), taken, refused };
  const view = { watches, histories: coverageHistory(pages), since: pages.at(-1)?.period, next, intake };
  return c.html(scansPage(visitor, { ...inView, ...view, isNewest: before === undefined }), status ?? 200);
}

/** The next few hundred pages of the history; undefined when `before` is not where one of them ended. */
async function stretchOf({ stores }: Visitor, brandId: string, before: string | undefined) {
  const pages: ScanPage[] = [];
  let next = before;
  try {
    for (let read = 0; read < MOST_READS; read++) {
      const answer = await stores.listings.scanPagesAfter(brandId, undefined, next);
      pages.push(...answer.pages);
      next = answer.next;
      if (next === undefined) break;
    }
  } catch (error) {
    if (error instanceof z.ZodError && pages.length === 0 && before !== undefined) return undefined;
    throw error;
  }
  return { pages, next };
}

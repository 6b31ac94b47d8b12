import type { Context } from 'hono';
import { Hono } from 'hono';
import * as z from 'zod';
import { dayOf, type Period } from '#shared/domain/days.ts';
import { ownRollUps } from '#shared/people/own-stores.ts';
import { figuresCsv } from '#shared/reporting/figures-csv.ts';
import { PeriodRefusal, periodAsked } from '#shared/reporting/period.ts';
import { periodFigures, USUAL_CURRENCY } from '#shared/reporting/period-figures.ts';
import { reportHtml } from '#shared/reporting/report-html.ts';
import type { Kept } from '#shared/reporting/running-figures.ts';
import { RatedCurrency } from '#shared/reporting/value.ts';
import { type BrandInView, brandInView } from './brand-in-view.ts';
import { blank } from './form-values.ts';
import { type FiguresView, figuresPage } from './pages/figures-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

const day = z.preprocess(blank, z.iso.date('is not a day such as 2026-11-30').optional());
const Days = z.object({ from: day, to: day });

type Services = Pick<ConsoleServices, 'rollUps' | 'clock'>;

/** A brand's figures of a period: to look at, as a spreadsheet, and as a report that can be sent on. */
export function figuresRoutes(services: Services): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/figures', async (c) => {
    const { visitor } = c.var;
    const inView = await brandInView(visitor, c.req.query('brand'));
    if (!inView) return c.html(figuresPage(visitor, undefined));
    const asked = periodOf(c, services);
    if ('refused' in asked) return c.html(figuresPage(visitor, { ...inView, refused: asked.refused }), 400);
    const kept = { mostAgeMs: c.req.query('anew') === undefined ? KEPT_MS : 0 };
    const figures = await figuresIn(c, inView, asked, services, kept);
    const venue = figures.venues.find(({ marketplace }) => marketplace === c.req.query('marketplace'));
    return c.html(figuresPage(visitor, { ...inView, shown: { figures, venue } }));
  });

  const files = {
    '/figures.csv': { type: 'text/csv', name: 'figures.csv', content: ({ figures }: Shown) => figuresCsv(figures) },
    '/report.html': {
      type: 'text/html',
      name: 'report.html',
      content: ({ brand, figures }: Shown) => reportHtml({ brandName: brand.name, figures }),
    },
  };
  for (const [path, { type, name, content }] of Object.entries(files))
    routes.get(path, async (c) => {
      const inView = await brandInView(c.var.visitor, c.req.query('brand'));
      if (!inView) return c.notFound();
      const asked = periodOf(c, services);
      if ('refused' in asked) return c.text(asked.refused, 400);
      // What the page showed a moment before, and not a little more.
      const figures = await figuresIn(c, inView, asked, services, { mostAgeMs: KEPT_MS });
      // Handed over as a file: the report has a style of its own, which no page from here may have.
      return c.body(content({ brand: inView.brand, figures }), 200, {
        'content-type': `${type}; charset=utf-8`,
        'content-disposition': `attachment; filename="${inView.brand.id}-${asked.from}-${asked.to}-${name}"`,
      });
    });
  return routes;
}

type Shown = Pick<BrandInView, 'brand'> & Pick<NonNullable<FiguresView['shown']>, 'figures'>;

function periodOf(c: Context<ConsoleEnv>, { clock }: Services): Period | { refused: string } {
  const days = Days.safeParse(c.req.query());
  if (!days.success) return { refused: days.error.issues.map(({ path, message }) => `${path}: ${message}`).join('; ') };
  try {
    return periodAsked(days.data, dayOf(clock()));
  } catch (error) {
    if (error instanceof PeriodRefusal) return { refused: error.message };
    throw error;
  }
}

/** What still runs is counted anew after a quarter of an hour, or when somebody asks for it. */
const KEPT_MS = 15 * 60_000;

async function figuresIn(
  c: Context<ConsoleEnv>,
  { brand }: BrandInView,
  period: Period,
  { rollUps, clock }: Services,
  kept: Kept,
) {
  const { access, stores } = c.var.visitor;
  const own = ownRollUps(rollUps, access);
  const currency = RatedCurrency.catch(USUAL_CURRENCY).parse(c.req.query('currency'));
  const { listings, storeFiles } = stores;
  return periodFigures(brand.id, period, currency, { rollUps: own, listings, storeFiles, now: clock() }, kept);
}

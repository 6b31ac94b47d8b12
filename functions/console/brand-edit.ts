import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { BrandFileError, parseBrandFile, plainIssue } from '#shared/brands/brand-file.ts';
import { brandTag, type SaveRefusal, saveBrand, UNREGISTERED } from '#shared/brands/save-brand.ts';
import { Brand } from '#shared/domain/brand.ts';
import { EVERY_BRAND } from '#shared/domain/membership.ts';
import { searchOf } from '#shared/domain/watched-search.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { brandText } from './brand.ts';
import { asEntered, type Entered, fieldsOf, problemsAt, withoutEmptyRows } from './brand-fields.ts';
import { BRAND_PARTS, type BrandPart, type BrandPartName, NEW_BRAND } from './brand-parts.ts';
import { formOf } from './form-values.ts';
import { type BrandEdit, brandEditPage, type Tried } from './pages/brand-edit-page.tsx';
import { type BrandFileView, brandFilePage } from './pages/brand-file-page.tsx';
import type { ConsoleEnv, ConsoleServices, Visitor } from './services.ts';

const Part = z.enum(Object.keys(BRAND_PARTS) as [BrandPartName]);
const Asked = z.looseObject({ brand: z.string(), part: Part });
/** A watch that is suggested: shown as a row to try and keep, and kept by nobody else. */
const Suggested = z.object({ keyword: z.string().max(200), marketplaces: z.string().max(2000).default('') });
const FileForm = z.object({
  /** "" for a brand that is not registered yet. */
  brand: z.string(),
  tag: z.string(),
  text: z.string(),
  file: z.instanceof(File).optional(),
  replace: z.literal('yes').optional(),
});

type Services = Pick<ConsoleServices, 'audit' | 'clock' | 'prepareAlerts' | 'tick' | 'lookAtSearch'>;
type Page = Context<ConsoleEnv>;

const REFUSED = {
  'not-allowed': 403,
  invalid: 400,
  'too-large': 413,
  changed: 412,
  'would-lose': 409,
} as const satisfies Record<SaveRefusal['code'], number>;

/** A brand entered and changed by people: part by part, or as its file. */
export function brandEditRoutes(services: Services): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.get('/brand/new', (c) => {
    if (!mayRegister(c.var.visitor)) return c.notFound();
    return c.html(brandEditPage(c.var.visitor, { part: NEW_BRAND, entered: {} }));
  });
  routes.post('/brand/new', async (c) => {
    const form = textsOf(await c.req.parseBody());
    return take(c, { part: NEW_BRAND, before: undefined, form }, services);
  });

  routes.get('/brand/edit', async (c) => {
    const asked = Asked.safeParse(c.req.query());
    const brand = asked.success ? await mayChange(c.var.visitor, asked.data.brand) : undefined;
    if (!asked.success || !brand) return c.notFound();
    const part = BRAND_PARTS[asked.data.part];
    const entered = { ...fieldsOf(brand, part), ...suggestedRow(brand, asked.data) };
    return c.html(brandEditPage(c.var.visitor, { part, name: asked.data.part, brand, tag: brandTag(brand), entered }));
  });
  routes.post('/brand/edit', async (c) => {
    const form = textsOf(await c.req.parseBody());
    const { brand: id, part: name } = await formOf(c, Asked);
    const before = await mayChange(c.var.visitor, id);
    if (!before) return c.notFound();
    return take(c, { part: BRAND_PARTS[name], name, before, form }, services);
  });

  routes.get('/brand/file', async (c) => {
    const id = c.req.query('brand');
    const brand = id === undefined ? undefined : await mayChange(c.var.visitor, id);
    if (!(brand || (id === undefined && mayRegister(c.var.visitor)))) return c.notFound();
    return c.html(brandFilePage(c.var.visitor, { brand, tag: brand && brandTag(brand), text: brandText(brand) }));
  });
  routes.post('/brand/file', async (c) => takeFile(c, await formOf(c, FileForm), services));
  return routes;
}

function suggestedRow({ watches }: Brand, { part, ...query }: z.infer<typeof Asked>): Entered {
  const suggested = part === 'watches' ? Suggested.safeParse(query).data : undefined;
  if (!suggested) return {};
  const row = `watches.${watches.length}`;
  return { [`${row}.keyword`]: suggested.keyword, [`${row}.marketplaces`]: suggested.marketplaces };
}

const mayRegister = ({ access }: Visitor): boolean => access.may('administer', EVERY_BRAND);

async function mayChange({ access, stores }: Visitor, id: string): Promise<Brand | undefined> {
  return access.may('administer', id) ? stores.brands.asRegistered(id) : undefined;
}

const textsOf = (form: Record<string, unknown>): Entered =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );

type Taken = { part: BrandPart; name?: BrandPartName; before: Brand | undefined; form: Entered };

/** Tries a search, or keeps the form; what was entered is shown again with what is wrong with it. */
async function take(c: Page, { part, name, before, form }: Taken, services: Services) {
  const entered = withoutEmptyRows(form, part);
  const again = (more: Partial<BrandEdit>, status: 200 | 400 | 403 | 409 | 412 | 413) =>
    c.html(brandEditPage(c.var.visitor, { part, name, brand: before, tag: form.tag, entered, ...more }), status);
  if (form.try !== undefined) return again({ tried: await tryOut(Number(form.try), form, services) }, 200);
  const parsed = Brand.safeParse(asEntered(before, part, entered), { error: plainIssue });
  if (!parsed.success) return again({ problems: problemsAt(parsed.error, entered) }, 400);
  const saved = await save(c, parsed.data, form, services);
  return saved instanceof Response ? saved : again({ refused: saved }, REFUSED[saved.code]);
}

async function takeFile(c: Page, form: z.infer<typeof FileForm>, services: Services) {
  const { visitor } = c.var;
  const before = form.brand === '' ? undefined : await mayChange(visitor, form.brand);
  if (!before && (form.brand !== '' || !mayRegister(visitor))) return c.notFound();
  const text = form.file && form.file.size > 0 ? await form.file.text() : form.text;
  const again = (more: Partial<BrandFileView>, status: 400 | 403 | 409 | 412 | 413) =>
    c.html(brandFilePage(visitor, { brand: before, tag: form.tag, text, ...more }), status);
  try {
    const { brand } = parseBrandFile(text, 'brand.yaml');
    if (before && brand.id !== before.id) {
      const message = `The file is of "${brand.id}" and this is "${before.id}": an id stays for good.`;
      return again({ refused: { code: 'invalid', message } }, 400);
    }
    const saved = await save(c, brand, form, services);
    return saved instanceof Response ? saved : again({ refused: saved }, REFUSED[saved.code]);
  } catch (error) {
    if (error instanceof BrandFileError) return again({ problems: error.problems }, 400);
    throw error;
  }
}

async function save(
  c: Page,
  brand: Brand,
  { tag, replace }: { tag?: string; replace?: string },
  { audit, clock, prepareAlerts, tick }: Services,
): Promise<Response | SaveRefusal> {
  const { access, stores } = c.var.visitor;
  // A form that says nothing of what it saw registers something new, and replaces nothing.
  const seen = tag || UNREGISTERED;
  const services = { brands: stores.brands, prepareAlerts, clock };
  const saved = await saveBrand(brand, { seen, replace: replace === 'yes', access }, services);
  if ('refused' in saved) {
    if (tag || saved.refused.code !== 'changed') return saved.refused;
    const message = `A brand "${brand.id}" is registered already: choose another id, or change that one.`;
    return { code: 'changed', message };
  }
  const action = saved.created ? 'addBrand' : 'putBrand';
  const at = clock().toISOString();
  await audit.append({ at, by: access.actor, action, brandId: brand.id, changes: saved.changes });
  await tick();
  const said = saved.created ? `${brand.name} is registered.` : saved.changes.join('; ') || 'Nothing was different.';
  return c.redirect(`/brand?${new URLSearchParams({ brand: brand.id, said: said.slice(0, 300) })}`, 303);
}

/** One row's search on each of its marketplaces, as a scan would read it now. */
async function tryOut(row: number, form: Entered, { lookAtSearch }: Services): Promise<Tried> {
  const of = (field: string) => form[`watches.${row}.${field}`]?.trim() ?? '';
  const words = (field: string) =>
    of(field)
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '');
  const wanted = { keyword: of('keyword'), seller: of('seller') || undefined };
  const [keyword, excluded] = [searchOf(wanted).slice(0, 200), words('excluded')];
  const named = words('marketplaces').slice(0, MOST_TRIED);
  if (keyword === '' || named.length === 0)
    return { keyword, looks: [], problem: 'Say what to search for, and where.' };
  const unknown = named.find((each) => !marketplaceById(each));
  if (unknown) return { keyword, looks: [], problem: `"${unknown}" is not a marketplace that is read here.` };
  const looks = await Promise.all(
    named.map(async (marketplace) => ({
      marketplace,
      looked: await lookAtSearch({ marketplace, keyword, excluded }).catch((error: unknown) => {
        if (error instanceof TransientError) return undefined;
        throw error;
      }),
    })),
  );
  return { keyword, looks };
}

/** A gateway waits for half a minute. */
const MOST_TRIED = 4;

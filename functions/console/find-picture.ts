import { Hono } from 'hono';
import * as z from 'zod';
import { findPicture, LookedTo } from '#shared/cases/find-picture.ts';
import type { Case } from '#shared/domain/case.ts';
import { MOST_SEARCHED_BYTES, SearchedPicture } from '#shared/domain/searched-picture.ts';
import { ownCaseLists } from '#shared/people/own-stores.ts';
import type { ListPosition } from '#shared/stores/case-list-store.ts';
import { brandIdInView } from './brand-in-view.ts';
import { FormRefusal, formOf } from './form-values.ts';
import { findPicturePage, type PictureView } from './pages/find-picture-page.tsx';
import { sellersPicture } from './pictures.ts';
import type { ConsoleEnv, ConsoleServices, Visitor } from './services.ts';

const Of = z.object({
  brand: z.string().optional().catch(undefined),
  case: z.string().optional().catch(undefined),
  /** Which of the offer's pictures, from 0. */
  picture: z.coerce.number().int().min(0).max(49).catch(0),
});

/** What the page sends on for older offers: hashes, for the picture is kept nowhere. */
const SentOn = z
  .string()
  .max(60_000)
  .transform((text, context) => {
    try {
      return SearchedPicture.parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: 'is not what the page holds' });
      return z.NEVER;
    }
  });
const Asked = z.union([
  z.object({ brand: z.string(), searched: SentOn, after: LookedTo }),
  z.object({ brand: z.string(), file: z.instanceof(File, { error: 'choose a picture first' }) }),
]);

type Services = Pick<ConsoleServices, 'caseLists' | 'readPicture' | 'fetchPicture' | 'evidence'>;
type Searched = { searched: SearchedPicture } | { unreadable: string };

/** A brand's offers by a picture: somebody's own, or one of an offer's. Six reads, whatever is stored. */
export function findPictureRoutes(services: Services): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  const lookUp = async (visitor: Visitor, brandId: string, read: Searched, after?: ListPosition) => {
    if ('unreadable' in read) return { refused: `No offer was compared: ${read.unreadable}.` };
    const stores = { caseLists: ownCaseLists(services.caseLists, visitor.access), cases: visitor.stores.cases };
    return { ...read, result: await findPicture(brandId, read.searched, after, stores) };
  };

  routes.get('/find-picture', async (c) => {
    const { visitor } = c.var;
    const wanted = Of.parse(c.req.query());
    const record = wanted.case === undefined ? undefined : await visitor.stores.cases.get(wanted.case);
    if (wanted.case !== undefined && !record) return c.notFound();
    const { id, brands } = await brandIdInView(visitor, record?.brandId ?? wanted.brand);
    if (id === undefined) return c.html(findPicturePage(visitor, undefined));
    const view: PictureView = { brand: { id }, brands };
    if (!record) return c.html(findPicturePage(visitor, view));
    const read = await pictureOf(record, wanted.picture, services);
    const of = { record, picture: wanted.picture };
    return c.html(findPicturePage(visitor, { ...view, ...read, of, ...(await lookUp(visitor, id, read)) }));
  });

  routes.post('/find-picture', async (c) => {
    const { visitor } = c.var;
    const asked = await formOf(c, Asked);
    const { id, brands } = await brandIdInView(visitor, asked.brand);
    if (id === undefined || id !== asked.brand) return c.notFound();
    const view = { brand: { id }, brands };
    if ('searched' in asked)
      return c.html(findPicturePage(visitor, { ...view, ...(await lookUp(visitor, id, asked, asked.after)) }));
    const shown = { ...view, ...(await lookUp(visitor, id, await uploaded(asked.file, services))) };
    return c.html(findPicturePage(visitor, shown), 'refused' in shown ? 400 : 200);
  });
  return routes;
}

async function uploaded(file: File, { readPicture }: Services): Promise<Searched> {
  if (file.size === 0) throw new FormRefusal('Choose a picture first');
  if (file.size > MOST_SEARCHED_BYTES)
    return { unreadable: `it has ${file.size} bytes, and at most ${MOST_SEARCHED_BYTES} are read` };
  return readPicture(new Uint8Array(await file.arrayBuffer()));
}

/** Of one of the offer's pictures; where it cannot be had any more, what was hashed when the offer was judged. */
async function pictureOf(
  record: Case,
  picture: number,
  services: Services,
): Promise<Searched & { instead?: string | undefined }> {
  const url = record.listing.imageUrls[picture];
  const found = url === undefined ? { reason: 'the offer shows none' } : await sellersPicture(url, record, services);
  const read = 'reason' in found ? { unreadable: found.reason } : await services.readPicture(found.bytes);
  if ('searched' in read || record.imageHashes.length === 0) return read;
  const searched = record.imageHashes.map((pdq) => ({ as: 'same' as const, pdq }));
  return { searched, instead: read.unreadable };
}

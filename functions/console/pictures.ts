import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { pictureAt } from '#shared/capture/pictures.ts';
import type { Case } from '#shared/domain/case.ts';
import { capturedPicture } from '#shared/evidence/chain.ts';
import { imageFormat } from '#shared/imaging/image-format.ts';
import { noPicture } from './no-picture.ts';
import type { ConsoleEnv, ConsoleServices, Visitor } from './services.ts';
import { sameSecret } from './session-cookie.ts';

// A seller's picture, fetched by us: the analyst's browser tells the marketplace nothing, and gets nothing but a picture.

/** Base64 in Lambda's answer of 6 MB, with room. */
const MOST_BYTES = 4 * 1024 * 1024;
const LIMITS = { maxBytes: MOST_BYTES, timeoutMs: 8_000 };
const KEPT_SECONDS = 86_400;
/** One that may be captured any minute, and is another then at the same address. */
const KEPT_SECONDS_LIVE = 60;

/**
 * Where this visitor's browser finds the picture; good in this session only, so that nobody makes a proxy of it.
 * @param caseId whose evidence may have it: what was captured is shown, for that is what a notice rests on and it does not go away
 */
export function pictureAddress({ session }: Pick<Visitor, 'session'>, url: string, caseId = ''): string {
  const by = signature(session.csrfToken, url, caseId);
  return `/pictures?${new URLSearchParams({ of: url, ...(caseId && { case: caseId }), by })}`;
}

/** Of the offer's first picture, for who has not read the case: it is looked up when the browser asks. */
export const firstPictureAddress = (visitor: Pick<Visitor, 'session'>, caseId: string): string =>
  pictureAddress(visitor, '', caseId);

const signature = (key: string, url: string, caseId: string): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([url, caseId]))
    .digest('base64url');

type Services = Pick<ConsoleServices, 'fetchPicture' | 'evidence' | 'evidenceLinks'>;

/** As it was captured with the case, else as it is now. */
export const sellersPicture = async (
  url: string,
  record: Case | undefined,
  { fetchPicture, evidence }: Pick<Services, 'fetchPicture' | 'evidence'>,
) => (record && (await capturedPicture(record, url, evidence))) ?? pictureAt(url, fetchPicture, LIMITS);

/** Always a picture: as it was captured, as it is now, or one that says why there is none. */
export function pictureRoutes({ fetchPicture, evidence, evidenceLinks }: Services): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/pictures', async (c) => {
    const { visitor } = c.var;
    const { of: url = '', case: caseId = '', by = '' } = c.req.query();
    if (!sameSecret(by, signature(visitor.session.csrfToken, url, caseId))) return c.notFound();
    const record = caseId ? await visitor.stores.cases.get(caseId) : undefined;
    const shown = url || record?.listing.imageUrls[0];
    const found = shown
      ? await sellersPicture(shown, record, { fetchPicture, evidence })
      : { reason: 'the offer shows none' };
    if ('reason' in found)
      return c.body(noPicture(found.reason), 200, { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' });
    const captured = 'key' in found;
    if (captured && found.bytes.length > MOST_BYTES) return c.redirect(await evidenceLinks.linkTo(found.key));
    return c.body(new Uint8Array(found.bytes).buffer, 200, {
      'content-type': `image/${imageFormat(found.bytes)}`,
      'cache-control': `private, max-age=${captured || !record ? KEPT_SECONDS : KEPT_SECONDS_LIVE}`,
    });
  });
  return routes;
}

import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import { imageFormat } from '#shared/imaging/image-format.ts';
import { logger } from '#shared/runtime/logger.ts';
import type { ConsoleEnv, ConsoleServices, Visitor } from './services.ts';
import { sameSecret } from './session-cookie.ts';

// A seller's picture, fetched by us: the analyst's browser tells the marketplace nothing, and gets nothing but a picture.

/** Base64 in Lambda's answer of 6 MB, with room. */
const MOST_BYTES = 4 * 1024 * 1024;
const PATIENCE_MS = 8_000;
const KEPT_SECONDS = 86_400;

/** Where this visitor's browser finds the picture; good in this session only, so that nobody makes a proxy of it. */
export function pictureAddress({ session }: Pick<Visitor, 'session'>, url: string): string {
  return `/pictures?${new URLSearchParams({ of: url, by: signature(session.csrfToken, url) })}`;
}

const signature = (key: string, url: string): string => createHmac('sha256', key).update(url).digest('base64url');

export function pictureRoutes({ fetchPicture }: ConsoleServices): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/pictures', async (c) => {
    const { of: url = '', by = '' } = c.req.query();
    if (!sameSecret(by, signature(c.var.visitor.session.csrfToken, url))) return c.notFound();
    const picture = await look(fetchPicture, url);
    if (!picture) return c.body(null, 502, { 'cache-control': 'no-store' });
    const { bytes, format } = picture;
    return c.body(new Uint8Array(bytes).buffer, 200, {
      'content-type': `image/${format}`,
      'cache-control': `private, max-age=${KEPT_SECONDS}`,
    });
  });
  return routes;
}

/** Undefined when there is nothing that could be a picture; the type is told by the bytes, never by the server. */
async function look(fetchPicture: Fetcher, url: string) {
  try {
    const { status, body } = await fetchPicture(url, { maxBytes: MOST_BYTES, timeoutMs: PATIENCE_MS });
    const format = status === 200 ? imageFormat(body) : undefined;
    return format && { bytes: body, format };
  } catch (error) {
    logger.info('picture not shown', { url, error: error as Error });
    return undefined;
  }
}

import type * as z from 'zod';
import { PrintRequest, type PrintResult, RenderRequest, type RenderResult } from '#shared/domain/messages.ts';
import type { EvidenceStore } from '#shared/evidence/evidence-store.ts';
import type { PageRenderer } from '#shared/fetching/page-renderer.ts';
import { InvalidMessageError } from '#shared/runtime/errors.ts';

export type RenderServices = {
  renderer: PageRenderer;
  evidence: Pick<EvidenceStore, 'put'>;
  /** Not evidence: it would be locked and kept for years. */
  renderedPages: Pick<EvidenceStore, 'put'>;
  /** A page of our own as PDF, without network. */
  print: (html: string) => Promise<Uint8Array>;
};

/**
 * The only objects that this function's role lets it write: it runs strangers' scripts, and must not be able to replace a page, a
 * manifest or another function's evidence.
 */
const OWN_KEYS = {
  screenshotKey: /\/screenshot\.jpg$/,
  htmlKey: /^rendered\//,
  pdfKey: /^rendered\/reports\/.+\.pdf$/,
};
/** What `shared/evidence` makes of outside text; anything else in a key is not from there. */
const SAFE_KEY = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

/** Prints our own page where one is given, else opens a marketplace's. @throws as the two do */
export const renderOrPrint = (event: unknown, services: RenderServices): Promise<RenderResult | PrintResult> =>
  event !== null && typeof event === 'object' && 'print' in event ? print(event, services) : render(event, services);

/** @throws InvalidMessageError */
async function print(event: unknown, { print, renderedPages }: RenderServices): Promise<PrintResult> {
  const request = PrintRequest.safeParse(event);
  if (!request.success) throw new InvalidMessageError(`print request: ${request.error.issues[0]?.message}`);
  const { html, pdfKey } = request.data.print;
  if (!SAFE_KEY.test(pdfKey) || !OWN_KEYS.pdfKey.test(pdfKey))
    throw new InvalidMessageError('print request: object key of somebody else');
  return { pdf: await renderedPages.put(pdfKey, await print(html), 'application/pdf') };
}

/**
 * Opens one page in the browser and keeps what was asked for.
 * @throws InvalidMessageError, BlockedError, TransientError; the caller sees the name as the invocation's error type.
 */
export async function render(
  event: unknown,
  { renderer, evidence, renderedPages }: Omit<RenderServices, 'print'>,
): Promise<RenderResult> {
  const { url, allowedHosts, screenshotKey, htmlKey } = validated(event);
  const page = await renderer.render(url, { allowedHosts, screenshot: screenshotKey !== undefined });
  return {
    status: page.status,
    finalUrl: page.finalUrl,
    ...(screenshotKey &&
      page.screenshot && { screenshot: await evidence.put(screenshotKey, page.screenshot, 'image/jpeg') }),
    ...(htmlKey && { html: await renderedPages.put(htmlKey, page.html, 'text/html; charset=utf-8') }),
  };
}

function validated(event: unknown): z.infer<typeof RenderRequest> {
  const request = RenderRequest.safeParse(event);
  if (!request.success) throw new InvalidMessageError(`render request: ${request.error.issues[0]?.message}`);
  const keys = [request.data.screenshotKey, request.data.htmlKey].filter((key) => key !== undefined);
  if (keys.length === 0) throw new InvalidMessageError('render request: nothing is wanted');
  if (!keys.every((key) => SAFE_KEY.test(key))) throw new InvalidMessageError('render request: unsafe object key');
  const { screenshotKey, htmlKey } = request.data;
  const isForeign =
    (screenshotKey !== undefined && !OWN_KEYS.screenshotKey.test(screenshotKey)) ||
    (htmlKey !== undefined && !OWN_KEYS.htmlKey.test(htmlKey));
  if (isForeign) throw new InvalidMessageError('render request: object key of somebody else');
  return request.data;
}

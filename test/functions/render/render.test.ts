import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { render, renderOrPrint } from '#functions/render/render.ts';
import { createEvidenceStore, type EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { createPageRenderer, type PageRenderer } from '#shared/fetching/page-renderer.ts';
import { BlockedError, InvalidMessageError } from '#shared/runtime/errors.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';
import { startServer, type TestServer } from '../../support/http-server.ts';

let buckets: Buckets;
let shop: TestServer;
let renderer: PageRenderer;
let evidence: EvidenceStore;
let renderedPages: EvidenceStore;

beforeAll(async () => {
  buckets = await startBuckets('evidence', 'pages');
  evidence = createEvidenceStore(buckets.client, 'evidence');
  renderedPages = createEvidenceStore(buckets.client, 'pages');
  shop = await startServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<h1>Jacke für Nordhavn</h1><script>document.body.append("scripts ran")</script>');
  });
  const allowedPrivateOrigins = [shop.origin];
  const fetcher = createHttpFetcher({ userAgent: 'Markwarden/1', allowedPrivateOrigins });
  renderer = createPageRenderer({ fetcher, userAgent: 'Markwarden/1', allowedPrivateOrigins });
});
afterAll(() => Promise.all([renderer.close(), buckets.stop(), shop.stop()]));

const folder = 'nordhavn/case-1/2026-03-01T120000000Z';
const ask = (event: object) =>
  render(
    { url: `${shop.origin}/item/1`, allowedHosts: ['shop.example'], ...event },
    { renderer, evidence, renderedPages },
  );

describe('printing', () => {
  const print = (pdfKey: string, html = '<h1>October</h1>') =>
    renderOrPrint(
      { print: { html, pdfKey } },
      { renderer, evidence, renderedPages, print: async (page) => Buffer.from(`%PDF of ${page}`) },
    );

  it('keeps our own page among the reports', async () => {
    const key = 'rendered/reports/nordhavn/2026-10.pdf';
    expect(await print(key)).toMatchObject({ pdf: { key } });
    expect(Buffer.from((await renderedPages.get(key))!).toString()).toBe('%PDF of <h1>October</h1>');
  });

  it.each([
    'rendered/1.html',
    'reports/nordhavn/2026-10.pdf',
    'rendered/reports/../../x.pdf',
    'rendered/reports/x.html',
  ])('writes nothing under %s', async (key) => {
    await expect(print(key)).rejects.toThrow(InvalidMessageError);
  });
});

describe('rendering', () => {
  it('keeps the screenshot as evidence and the HTML among the pages, under the keys asked for, with the hashes of what was written', async () => {
    const result = await ask({ screenshotKey: `${folder}/screenshot.jpg`, htmlKey: 'rendered/1.html' });
    expect(result).toMatchObject({ status: 200, finalUrl: `${shop.origin}/item/1` });
    const html = Buffer.from((await renderedPages.get(result.html!.key))!);
    expect(html.toString()).toContain('Jacke für Nordhavn');
    expect(html.toString()).toContain('scripts ran');
    expect(result.html).toEqual({ key: 'rendered/1.html', sha256: sha256Hex(html), bytes: html.length });
    const picture = (await evidence.get(result.screenshot!.key))!;
    expect(result.screenshot).toMatchObject({ sha256: sha256Hex(picture), bytes: picture.length });
    expect([...picture.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });

  it('keeps only what was asked for', async () => {
    expect(await ask({ htmlKey: 'rendered/x.html' })).not.toHaveProperty('screenshot');
  });

  it.each([
    { url: 7, htmlKey: 'a' },
    { allowedHosts: [], htmlKey: 'a' },
    {},
    { htmlKey: '../other/bucket' },
    { htmlKey: '/absolute' },
    { htmlKey: 'a//b' },
    { htmlKey: 'a/./b' },
    { screenshotKey: 'a b' },
    { screenshotKey: `${folder}/manifest.json` },
    { screenshotKey: `${folder}/page.html` },
    { htmlKey: 'bazaar/2026-03-01/page.html' },
  ])('refuses the request %j without opening anything', async (event) => {
    const asked = shop.asked.length;
    await expect(ask(event)).rejects.toThrow(InvalidMessageError);
    expect(shop.asked.length).toBe(asked);
  });

  it('writes nothing when the page is not to be opened', async () => {
    await expect(
      ask({ url: 'http://169.254.169.254/latest/', allowedHosts: ['169.254.169.254'], htmlKey: 'rendered/no.html' }),
    ).rejects.toThrow(BlockedError);
    expect(await renderedPages.get('rendered/no.html')).toBeUndefined();
  });

  it('asks for admission before it opens a page: robots.txt and the pace hold here too', async () => {
    const asked: string[] = [];
    const allowedPrivateOrigins = [shop.origin];
    const fetcher = createHttpFetcher({ userAgent: 'Markwarden/1', allowedPrivateOrigins });
    const admit = async (url: string) => {
      asked.push(url);
      throw new BlockedError("the site's robots.txt does not let Markwarden fetch this page");
    };
    const shut = createPageRenderer({ fetcher, admit, userAgent: 'Markwarden/1', allowedPrivateOrigins });
    const before = shop.asked.length;
    const request = { url: `${shop.origin}/item/1`, allowedHosts: ['shop.example'], htmlKey: 'rendered/2.html' };
    await expect(render(request, { renderer: shut, evidence, renderedPages })).rejects.toThrow('robots.txt');
    expect(asked).toEqual([`${shop.origin}/item/1`]);
    expect(shop.asked.length).toBe(before);
  });
});

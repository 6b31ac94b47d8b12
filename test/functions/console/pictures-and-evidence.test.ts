import { load } from 'cheerio';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { evidenceAddress } from '#functions/console/evidence.ts';
import { pictureAddress } from '#functions/console/pictures.ts';
import type { Visitor as SignedIn } from '#functions/console/services.ts';
import { sealCapture } from '#shared/capture/seal.ts';
import type { Case } from '#shared/domain/case.ts';
import { captureFolder, caseFolder } from '#shared/evidence/evidence-store.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { memoryEvidence } from '../../support/memory-evidence.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PICTURE = 'https://img.bazaar.example/1.png';
/** Its host does not have it any more. */
const GONE = 'https://img.bazaar.example/gone.png';
const OWN = aCase({ id: 'nordhavn~bazaar~1~1', brandId: 'nordhavn' });
const OTHER = aCase({ id: 'fjordlys~bazaar~1~1', brandId: 'fjordlys' });

let console_: TestConsole;
let visitor: Visitor;
let asked: string[];
const evidence = memoryEvidence();
beforeAll(async () => {
  console_ = await aConsole({
    evidence,
    fetchPicture: async (url) => {
      asked.push(url);
      if (url.includes('private')) throw new Error('it lies at <no public> address');
      if (url === GONE) return { url, status: 404, headers: {}, contentType: '', body: Buffer.of() };
      const body = url.includes('script') ? Buffer.from('<svg onload="alert(1)">') : PNG;
      return { url, status: 200, headers: {}, contentType: 'text/html', body };
    },
    evidenceLinks: { origin: 'https://evidence.example', linkTo: async (key) => `https://evidence.example/${key}` },
  });
  await console_.services.stores.brands.put(aBrand(), new Date());
  for (const record of [OWN, OTHER]) {
    await console_.services.stores.cases.open(record);
    await capturedGone(record);
  }
  await console_.give(IDA, 'nordhavn', ['moderator']);
});
afterAll(() => console_.stop());
beforeEach(async () => {
  asked = [];
  visitor = new Visitor();
  await visitor.open(console_.link());
});

/** A case's evidence with a picture that was there when it was captured. */
async function capturedGone(record: Case): Promise<void> {
  const at = new Date('2026-11-01T00:00:00Z');
  const folder = captureFolder(record.brandId, record.id, at);
  const kept = await evidence.put(`${folder}/picture-01.png`, PNG, 'image/png');
  const capturedAt = at.toISOString();
  const items = [{ kind: 'picture' as const, url: GONE, capturedAt, ...kept }];
  const manifest = { brandId: record.brandId, caseId: record.id, url: record.listing.url, capturedAt, items };
  await sealCapture(record, folder, manifest, { cases: console_.services.stores.cases, evidence });
}

const tokenOf = async () =>
  /name="csrf" value="([^"]+)"/.exec(await (await visitor.open(`${console_.url}/`)).text())![1]!;
/** What a page of this visitor would hold. */
const addressOf = async (url: string, caseId?: string) =>
  console_.url + pictureAddress({ session: { csrfToken: await tokenOf() } as SignedIn['session'] }, url, caseId);

describe("a seller's picture", () => {
  test('is shown as what its bytes are, whatever the server says, and cannot run', async () => {
    const response = await visitor.open(await addressOf(PICTURE));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG);
  });

  test.each([
    ['https://img.bazaar.example/script.png', 'what its host gives is no picture'],
    ['https://private.example/1.png', 'it lies at &#60;no public&#62; address'],
  ])('that is none, or cannot be fetched, is a picture of ours that says why: %s', async (url, why) => {
    const response = await visitor.open(await addressOf(url));
    const headers = ['content-type', 'cache-control'].map((name) => response.headers.get(name));
    expect([response.status, ...headers]).toEqual([200, 'image/svg+xml', 'no-store']);
    const lines = [...(await response.text()).matchAll(/<text[^>]*>([^<]*)</g)].map(([, line]) => line);
    expect(lines.join(' ')).toBe(`No picture: ${why}`);
  });

  test('that was captured is shown as captured, whatever became of it, and to nobody of another brand', async () => {
    const seen = await visitor.open(await addressOf(GONE, OWN.id));
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await seen.arrayBuffer())).toEqual(PNG);
    expect(asked).toEqual([]);
    const foreign = await visitor.open(await addressOf(GONE, OTHER.id));
    expect([foreign.status, asked]).toEqual([404, []]);
  });

  test('that is live is kept only until it may be captured; what cannot change is kept for a day', async () => {
    const kept = async (...of: Parameters<typeof addressOf>) =>
      (await visitor.open(await addressOf(...of))).headers.get('cache-control');
    expect(await kept(GONE, OWN.id)).toBe('private, max-age=86400');
    expect(await kept(PICTURE, OWN.id)).toBe('private, max-age=60');
  });

  test('beside what is most worth deciding is looked up when the browser asks for it', async () => {
    const [shown, bare] = [
      aCase({ listing: aListing({ id: '7', imageUrls: [PICTURE] }), state: 'flagged' }),
      aCase({ listing: aListing({ id: '8', imageUrls: [] }), state: 'flagged' }),
    ];
    for (const record of [shown, bare]) await console_.services.stores.cases.open(record);
    const page = load(await (await visitor.open(`${console_.url}/`)).text());
    const addressBeside = ({ id }: Case) =>
      page(`a[href="/review?case=${encodeURIComponent(id)}"]`)
        .closest('li')
        .find('img')
        .attr('src')!;
    const seen = await visitor.open(console_.url + addressBeside(shown));
    expect(Buffer.from(await seen.arrayBuffer())).toEqual(PNG);
    const none = await visitor.open(console_.url + addressBeside(bare));
    expect(await none.text()).toContain('the offer shows none');
    const foreign = new URL(addressBeside(shown), console_.url);
    foreign.searchParams.set('case', OTHER.id);
    expect((await visitor.open(foreign.href)).status).toBe(404);
  });

  test('that was not captured is not said to be', async () => {
    const page = await (await visitor.open(`${console_.url}/case?${new URLSearchParams({ id: OWN.id })}`)).text();
    expect(page).toContain('captured on 2026-11-01 (as it is now where nothing was captured)');
  });

  test('whose captured file was changed since is no longer shown as what was captured', async () => {
    const [key] = [...evidence.objects.keys()].filter((each) => each.startsWith('nordhavn/') && each.endsWith('.png'));
    evidence.objects.set(key!, Buffer.concat([PNG, Buffer.of(0)]));
    const response = await visitor.open(await addressOf(GONE, OWN.id));
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    evidence.objects.set(key!, PNG);
  });

  test('is fetched for nobody who was not shown its address in this session', async () => {
    const address = await addressOf(PICTURE);
    const changed = address.replace('1.png', '2.png');
    const stranger = new Visitor();
    expect((await visitor.open(changed)).status).toBe(404);
    expect((await visitor.open(`${console_.url}/pictures?of=${encodeURIComponent(PICTURE)}`)).status).toBe(404);
    expect((await stranger.open(address, {}, 0)).status).toBe(303);
    await stranger.open(console_.link());
    expect((await stranger.open(address)).status).toBe(404);
    expect(asked).toEqual([]);
  });
});

describe('a piece of evidence', () => {
  const folderOf = ({ brandId, id }: typeof OWN) => `${caseFolder(brandId, id)}2026-11-01T000000000Z-1`;
  const where = async (caseId: string, key: string) => {
    const response = await visitor.open(console_.url + evidenceAddress(caseId, key), {}, 0);
    return response.headers.get('location') ?? response.status;
  };

  test('is found by a signed address, for a case that one may see', async () => {
    const key = `${folderOf(OWN)}/screenshot.jpg`;
    expect(await where(OWN.id, key)).toBe(`https://evidence.example/${key}`);
  });

  test("is not found through another's case, another case's folder, or a way out of it", async () => {
    expect(await where(OTHER.id, `${folderOf(OTHER)}/page.html`)).toBe(404);
    expect(await where(OWN.id, `${folderOf(OTHER)}/page.html`)).toBe(404);
    expect(await where(OWN.id, `${folderOf(OWN)}/../../page.html`)).toBe(404);
    expect(await where('nobody~x~1~1', 'x')).toBe(404);
  });

  test('is the only thing from elsewhere that a page may show', async () => {
    const policy = (await visitor.open(`${console_.url}/`)).headers.get('content-security-policy');
    expect(policy).toContain("img-src 'self' https://evidence.example;");
  });
});

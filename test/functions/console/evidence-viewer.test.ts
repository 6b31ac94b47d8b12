import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaptureJob } from '#shared/domain/capture.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';
import { aBrand } from '../../support/builders.ts';
import { type CaptureWorld, captureWorld } from '../../support/capture-world.ts';
import { memoryQueue } from '../../support/memory-queue.ts';

let buckets: Buckets;
let console_: TestConsole;
let w: CaptureWorld;
let visitor: Visitor;
const captures = memoryQueue<CaptureJob>();
const packed: string[] = [];
beforeAll(async () => {
  buckets = await startBuckets('evidence');
  console_ = await aConsole({
    captures,
    evidence: { get: (key) => w.evidence.get(key), verify: (manifest) => w.evidence.verify(manifest) },
    exportCase: async ({ exportOf }) => {
      packed.push(exportOf.id);
      return { key: 'packets/nordhavn/case.zip' };
    },
  });
  w = captureWorld(console_.tables, buckets);
  await console_.services.stores.brands.put(aBrand(), new Date());
  await console_.give(IDA, 'nordhavn', ['moderator']);
  visitor = new Visitor();
  await visitor.open(console_.link());
});
afterAll(() => Promise.all([console_.stop(), buckets.stop()]));

const caseText = async ({ id }: { id: string }) =>
  (await visitor.open(`${console_.url}/case?${new URLSearchParams({ id })}`)).text();
const send = async (action: string, id: string) => {
  const csrf = /name="csrf" value="([^"]+)"/.exec(await caseText({ id }))![1]!;
  const body = new URLSearchParams({ csrf, id });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: console_.url };
  return visitor.open(`${console_.url}${action}`, { method: 'POST', body, headers }, 0);
};

test('a case shows its page then and now, every file by an address of its own, and that all is as captured', async () => {
  const record = await w.open();
  expect(await caseText(record)).toContain('Nothing is captured yet.');
  await w.capture(record);
  w.pages.state = 'removed';
  await w.capture(record, true);
  w.pages.state = 'on sale';
  const text = await caseText(record);
  expect(text).toContain('Chain verified');
  expect(text.match(/<strong>(Then|Now)<\/strong>/g)).toHaveLength(2);
  expect(text).toContain('the page said: removed-by-venue');
  expect(text).toContain('its host answers HTTP 404');
  const screenshot = /src="(\/evidence\?[^"]*screenshot\.jpg)"/.exec(text)![1]!.replaceAll('&amp;', '&');
  const found = await visitor.open(console_.url + screenshot, {}, 0);
  expect(found.headers.get('location')).toMatch(/^https:\/\/evidence\.example\/nordhavn\/.*\/screenshot\.jpg$/);
});

test('a case whose evidence was changed says so loudly, and never that it is verified', async () => {
  const record = await w.open();
  await w.capture(record);
  const { key } = (await w.chainOf(record)).captures[0]!.manifest.items[0]!;
  await w.evidence.put(key, '<h1>Genuine</h1>', 'text/html');
  const text = await caseText(record);
  expect(text).toContain('role="alert"');
  expect(text).toContain('changed: <code>');
  expect(text).not.toContain('Chain verified');
});

test('a person has an offer captured as it is now, and takes everything away as a zip', async () => {
  const record = await w.open();
  await w.capture(record);
  expect((await send('/case/capture', record.id)).headers.get('location')).toContain('captured+within+minutes');
  expect(captures.sent.at(-1)!.message).toMatchObject({ caseId: record.id, asked: true });
  const zip = await send('/case/export', record.id);
  expect([zip.status, zip.headers.get('location'), packed]).toEqual([
    303,
    'https://evidence.example/packets/nordhavn/case.zip',
    [record.id],
  ]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { capture } from '#functions/capture/capture.ts';
import { caseEvidence } from '#shared/evidence/case-evidence.ts';
import { exportFiles } from '#shared/evidence/case-export.ts';
import { readChain } from '#shared/evidence/chain.ts';
import { createTimeStamps, timeStampKey } from '#shared/evidence/time-stamp.ts';
import { BlockedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { aTimeStampingAuthority } from '../../support/a-time-stamping-authority.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';
import { captureWorld } from '../../support/capture-world.ts';
import { PNG } from '../../support/fake-pages.ts';
import { startTables, type Tables } from '../../support/tables.ts';

// Real tables and a real bucket (embedded); the marketplace and the browser do as the test says.

let tables: Tables;
let buckets: Buckets;
beforeAll(async () => {
  [tables, buckets] = await Promise.all([startTables(), startBuckets('evidence')]);
});
afterAll(() => Promise.all([tables.stop(), buckets.stop()]));

const world = () => captureWorld(tables, buckets);

describe('a case that opened', () => {
  test('keeps the page, the headers, a screenshot, the pictures and the listing as they were, and what could not be had with the reason', async () => {
    const w = world();
    const record = await w.open();
    await w.capture(record);
    const { captures, problems } = await w.chainOf(record);
    const { manifest } = captures[0]!;
    expect(problems).toEqual([]);
    expect(manifest.items.map(({ kind }) => kind)).toEqual(['page', 'listing', 'headers', 'screenshot', 'picture']);
    expect(manifest.items.at(-1)).toMatchObject({ url: 'https://img.bazaar.example/1.png', bytes: PNG.length });
    expect(manifest.missing).toEqual([
      { kind: 'picture', url: 'https://img.bazaar.example/gone.png', reason: 'its host answers HTTP 404' },
    ]);
    const headers = Buffer.from((await w.evidence.get(manifest.items[2]!.key))!).toString();
    expect(headers).toBe('HTTP 200\ncontent-type: text/html\nserver: bazaar\n');
  });

  test("keeps the seller's page too, where the page links it", async () => {
    const w = world();
    const url = 'https://bazaar.example/seller/77';
    w.pages.shows = { seller: { id: '77', url } };
    const record = await w.open();
    await w.capture(record);
    const [first] = (await w.chainOf(record)).captures;
    expect(first!.manifest.items.find(({ kind }) => kind === 'seller-page')).toMatchObject({ url });
  });

  test('is kept once, however often the message comes, and not at all when it is decided by then', async () => {
    const w = world();
    const record = await w.open();
    const job = { caseId: record.id, since: w.at.toISOString(), asked: false };
    await capture(job, w.services);
    await capture(job, w.services);
    expect((await w.chainOf(record)).captures).toHaveLength(1);
    const dismissed = await w.open({ state: 'dismissed' });
    await w.capture(dismissed);
    expect((await w.caseOf(dismissed)).evidence).toBeUndefined();
    await w.capture(dismissed, true);
    expect((await w.caseOf(dismissed)).evidence).toBeDefined();
  });

  test('does not get in the way of a decision that is made meanwhile', async () => {
    const w = world();
    const record = await w.open();
    await w.capture(record);
    const moved = await w.services.cases.get(record.id);
    expect(moved!.version).toBe(record.version);
  });

  test('is kept without a screenshot when the browser is not let in', async () => {
    const w = world();
    w.browser = () => Promise.reject(new BlockedError('robots.txt forbids it'));
    const record = await w.open();
    await w.capture(record);
    const [first] = (await w.chainOf(record)).captures;
    expect(first!.manifest.missing).toContainEqual({ kind: 'screenshot', reason: 'robots.txt forbids it' });
  });
});

describe('a capture that fails', () => {
  test.each([
    ['a captcha', 'block page', 'captcha'],
    ['a server that does not answer', new TransientError('reset'), 'reset'],
  ] as const)(
    'by %s is written on the case and comes up again, ever later, in the end with a person',
    async (_, state, why) => {
      const w = world();
      w.pages.state = state;
      const record = await w.open();
      const waits: (number | undefined)[] = [];
      for (let tries = 1; tries <= 5; tries++) {
        const at = w.at.getTime();
        await w.capture(record);
        const { captureFailed, nextCheckAt } = await w.caseOf(record);
        expect(captureFailed).toMatchObject({ tries, why: expect.stringContaining(why) });
        waits.push(nextCheckAt ? (Date.parse(nextCheckAt) - at) / 3_600_000 : undefined);
      }
      expect(waits.slice(0, 4)).toEqual([1, 6, 24, 72]);
      w.pages.state = 'on sale';
      await w.capture(record);
      const captured = await w.caseOf(record);
      expect([captured.captureFailed, captured.evidence === undefined]).toEqual([undefined, false]);
    },
  );

  test('because the host wants no more now goes back to the queue', async () => {
    const w = world();
    w.pages.state = new ThrottledError('slow down', 90_000);
    await expect(w.capture(await w.open())).rejects.toThrow(ThrottledError);
  });
});

describe('the chain of captures', () => {
  test('shows the page then and now, also when it says that the offer is gone', async () => {
    const w = world();
    const record = await w.open();
    await w.capture(record);
    w.pages.state = 'removed';
    await w.capture(record, true);
    const { captures, problems } = await w.chainOf(record);
    expect(captures.map(({ manifest }) => manifest.finding)).toEqual(['present', 'removed-by-venue']);
    expect(captures[1]!.manifest.previous).toEqual({ key: captures[0]!.key, sha256: captures[0]!.sha256 });
    expect(problems).toEqual([]);
  });

  test('holds both of two that were made at one time', async () => {
    const w = world();
    const record = await w.open();
    const job = { caseId: record.id, since: w.at.toISOString(), asked: true };
    await Promise.all([capture(job, w.services), capture(job, w.services), capture(job, w.services)]);
    const { captures, problems } = await w.chainOf(record);
    expect([captures.length, problems]).toEqual([3, []]);
  });

  test.each(['manifest', 'page', 'picture'] as const)(
    'tells that a %s was changed or taken away, for good',
    async (what) => {
      const w = world();
      const record = await w.open();
      await w.capture(record);
      const [first] = (await w.chainOf(record)).captures;
      const key = what === 'manifest' ? first!.key : first!.manifest.items.find(({ kind }) => kind === what)!.key;
      await w.evidence.put(key, Buffer.from('{"brandId":"another"}'), 'text/plain');
      const { problems } = await w.chainOf(record);
      expect(problems).toEqual([{ key, problem: 'changed' }]);
      await w.capture(record, true);
      const later = await w.chainOf(record);
      expect(later.problems).toEqual([{ key, problem: 'changed' }]);
      expect(later.captures.length).toBe(what === 'manifest' ? 1 : 2);
    },
  );

  test('goes on from a manifest of before 2026-12, and says that its hash was taken later', async () => {
    const w = world();
    const folder = 'nordhavn/old';
    const page = await w.evidence.put(`${folder}/page.html`, 'old', 'text/html');
    const at = '2026-10-01T00:00:00.000Z';
    const manifest = {
      brandId: 'nordhavn',
      caseId: 'x',
      url: 'u',
      capturedAt: at,
      items: [{ kind: 'page', ...page, capturedAt: at }],
    };
    const { key } = await w.evidence.put(`${folder}/manifest.json`, JSON.stringify(manifest), 'application/json');
    const record = await w.open({ evidenceKey: key });
    expect(await readChain(record, w.evidence)).toMatchObject({ isUnsealed: true, problems: [] });
    await w.capture(record);
    const chain = await w.chainOf(record);
    expect([chain.captures.length, chain.isUnsealed, chain.problems]).toEqual([2, true, []]);
  });
});

describe('a time-stamping authority', () => {
  test('states when it saw the manifest, which whoever gets the export can check without us', async () => {
    await using authority = await aTimeStampingAuthority();
    const w = world();
    w.services.timeStamps = createTimeStamps(authority.url);
    const record = await w.open();
    await w.capture(record);
    const files = new Map<string, Uint8Array>();
    for await (const { path, bytes } of exportFiles(await w.caseOf(record), await w.chainOf(record), w.evidence))
      files.set(path.split('/').at(-1)!, bytes!);
    authority.verify(files.get('manifest.json.tsr')!, files.get('manifest.json')!);
    const seen = await caseEvidence(await w.caseOf(record), { evidence: w.evidence, evidenceLinks: NO_LINKS });
    expect(seen.captures[0]!.timeStamp).toMatch(/^20\d\d-/);

    const key = timeStampKey((await w.caseOf(record)).evidence!.key);
    await w.evidence.put(key, 'something else', 'text/plain');
    const after = await caseEvidence(await w.caseOf(record), { evidence: w.evidence, evidenceLinks: NO_LINKS });
    expect(after).toMatchObject({ verified: false, problems: [{ key, problem: 'changed' }] });
  });

  test('that does not answer holds up no evidence', async () => {
    const w = world();
    w.services.timeStamps = () => Promise.reject(new TransientError('the authority sleeps'));
    const record = await w.open();
    await w.capture(record);
    expect((await w.chainOf(record)).captures).toHaveLength(1);
  });
});

const NO_LINKS = { linkTo: async (key: string) => `https://evidence.example/${key}` };

import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  captureFolder,
  createEvidenceStore,
  type EvidenceManifest,
  type EvidenceStore,
} from '#shared/evidence/evidence-store.ts';
import { keySegment } from '#shared/evidence/object-keys.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';

const BUCKET = 'evidence';
const capturedAt = new Date('2026-03-01T12:00:00.123Z');

let buckets: Buckets;
let evidence: EvidenceStore;

beforeAll(async () => {
  buckets = await startBuckets(BUCKET);
  evidence = createEvidenceStore(buckets.client, BUCKET);
});
afterAll(() => buckets.stop());

async function capture(caseId: string): Promise<EvidenceManifest> {
  const folder = captureFolder('nordhavn', caseId, capturedAt);
  const page = await evidence.put(`${folder}/page.html`, '<h1>Fake Nordhavn – größe M</h1>', 'text/html');
  const screenshot = await evidence.put(`${folder}/screenshot.jpg`, new Uint8Array([1, 2, 3]), 'image/jpeg');
  const listing = await evidence.put(`${folder}/listing.json`, '{"title":"Fake"}', 'application/json');
  const at = capturedAt.toISOString();
  return {
    brandId: 'nordhavn',
    caseId,
    url: 'https://shop.example/item/1',
    capturedAt: at,
    items: [
      { kind: 'page', ...page, capturedAt: at },
      { kind: 'screenshot', ...screenshot, capturedAt: at },
      { kind: 'listing', ...listing, capturedAt: at },
    ],
  };
}

describe('evidence', () => {
  it('is read back as it was written', async () => {
    const manifest = await capture('nordhavn~bazaar~1~1');
    expect(Buffer.from((await evidence.get(manifest.items[1]!.key))!)).toEqual(Buffer.from([1, 2, 3]));
    expect(manifest.items[0]).toMatchObject({ bytes: Buffer.byteLength('<h1>Fake Nordhavn – größe M</h1>') });
  });

  it('verifies as long as nothing changed, and names what was changed or is gone', async () => {
    const manifest = await capture('nordhavn~bazaar~2~1');
    expect(await evidence.verify(manifest)).toEqual([]);
    const [page, screenshot] = manifest.items;
    await evidence.put(page!.key, '<h1>Genuine</h1>', 'text/html');
    await buckets.client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: screenshot!.key }));
    expect(await evidence.verify(manifest)).toEqual([
      { key: page!.key, problem: 'changed' },
      { key: screenshot!.key, problem: 'missing' },
    ]);
  });

  it('that does not exist is undefined', async () => {
    expect(await evidence.get('nordhavn/none')).toBeUndefined();
  });
});

describe('object keys', () => {
  it('keep plain ids as they are', () => {
    expect(captureFolder('nordhavn', 'c-1', capturedAt)).toMatch(/^nordhavn\/c-1\/2026-03-01T120000123Z-[0-9a-f]{8}$/);
  });

  it('hold only safe characters, whatever the venue calls its listings, and never climb', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(keySegment(text)).toMatch(/^[A-Za-z0-9_-]([A-Za-z0-9._-]{0,118}[A-Za-z0-9_-])?$/);
      }),
    );
    for (const text of ['..', '.', '', '../../x', 'a/b', 'a\\b', 'a\0b'])
      expect(keySegment(text)).not.toMatch(/^\.|\/|\\|\0/);
  });

  it('differ for different texts', () => {
    const similar = [
      'a/b',
      'a_b',
      'a?b',
      'a b',
      '.a',
      '_a',
      'a.',
      'a_',
      'x'.repeat(100),
      'x'.repeat(101),
      'x'.repeat(102),
    ];
    expect(new Set(similar.map(keySegment)).size).toBe(similar.length);
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, two) => {
        fc.pre(one !== two);
        expect(keySegment(one)).not.toBe(keySegment(two));
      }),
    );
  });
});

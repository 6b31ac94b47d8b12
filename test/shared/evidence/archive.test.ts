import { gzipSync } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageArchive, type PageArchive } from '#shared/evidence/archive.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';

const BUCKET = 'pages';
const page = {
  url: 'https://shop.example/search?q=nordhavn&note=größe',
  status: 200,
  contentType: 'text/html; charset=iso-8859-1',
  fetchedAt: new Date('2026-03-01T12:00:00.123Z'),
  marketplace: 'bazaar',
  bytes: Buffer.from('line one\nJacke f\xfcr 5\n\x00\xff', 'latin1'),
};

let buckets: Buckets;
let archive: PageArchive;

beforeAll(async () => {
  buckets = await startBuckets(BUCKET);
  archive = createPageArchive(buckets.client, BUCKET);
});
afterAll(() => buckets.stop());

describe('an archived page', () => {
  it('comes back byte for byte with the facts of its capture', async () => {
    const { facts, bytes } = await archive.get(await archive.put(page));
    expect(Buffer.from(bytes)).toEqual(page.bytes);
    expect(facts).toMatchObject({
      url: page.url,
      status: 200,
      contentType: page.contentType,
      marketplace: 'bazaar',
      fetchedAt: '2026-03-01T12:00:00.123Z',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is kept by marketplace and day, and two pages of one moment do not share a key', async () => {
    const first = await archive.put(page);
    const second = await archive.put({ ...page, url: `${page.url}&page=2` });
    expect(first).toMatch(/^bazaar\/2026-03-01\/2026-03-01T120000123Z-[0-9a-f]{16}\.page\.gz$/);
    expect(second).not.toBe(first);
    expect(await archive.put(page)).toBe(first);
  });

  it('may be empty, or megabytes of one character, and takes little room', async () => {
    expect((await archive.get(await archive.put({ ...page, bytes: new Uint8Array() }))).bytes).toHaveLength(0);
    const key = await archive.put({ ...page, bytes: Buffer.alloc(8_000_000, 'a') });
    expect((await archive.get(key)).bytes).toHaveLength(8_000_000);
    const object = await buckets.client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    expect(object.ContentLength).toBeLessThan(20_000);
  });

  it('that was changed afterwards is refused', async () => {
    const key = await archive.put(page);
    const { facts } = await archive.get(key);
    const forged = gzipSync(`${JSON.stringify(facts)}\nsomething else`);
    await buckets.client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: forged }));
    await expect(archive.get(key)).rejects.toThrow('is damaged');
  });

  it('that is not there is an error', async () => {
    await expect(archive.get('bazaar/none.page.gz')).rejects.toThrow();
  });
});

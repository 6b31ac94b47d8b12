import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { keySegment, timeSegment } from './object-keys.ts';

export const ArchivedFacts = z.object({
  url: z.string(),
  /** HTTP status; 200 when unknown (a saved page). */
  status: z.int(),
  contentType: z.string(),
  fetchedAt: z.iso.datetime(),
  marketplace: z.string(),
  sha256: z.string(),
});
export type ArchivedFacts = z.infer<typeof ArchivedFacts>;

export type RawPage = {
  url: string;
  status: number;
  contentType: string;
  fetchedAt: Date;
  marketplace: string;
  bytes: Uint8Array;
};

/** Fetched pages as they came, for replay. One object each: a line of JSON facts, then the body, gzipped together. */
export type PageArchive = {
  /** Returns the object's key. */
  put: (page: RawPage) => Promise<string>;
  /** @throws Error when the object is missing or damaged. */
  get: (key: string) => Promise<{ facts: ArchivedFacts; bytes: Uint8Array }>;
};

const MAX_UNPACKED_BYTES = 64 * 1024 * 1024; // saved pages may be larger than what we fetch
const NEWLINE = 0x0a;

export function createPageArchive(client: S3Client, bucket: string): PageArchive {
  return {
    async put({ bytes, fetchedAt, ...page }) {
      const facts: ArchivedFacts = { ...page, fetchedAt: fetchedAt.toISOString(), sha256: sha256Hex(bytes) };
      const header = `${JSON.stringify(facts)}\n`;
      const time = timeSegment(fetchedAt);
      const name = `${time}-${sha256Hex(header).slice(0, 16)}.page.gz`;
      const key = [keySegment(page.marketplace), time.slice(0, 10), name].join('/');
      const packed = await promisify(gzip)(Buffer.concat([Buffer.from(header), bytes]));
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: packed, ContentType: 'application/gzip' }),
      );
      return key;
    },
    async get(key) {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const packed = await object.Body!.transformToByteArray();
      const unpacked = await promisify(gunzip)(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
      const end = unpacked.indexOf(NEWLINE);
      const facts = ArchivedFacts.parse(JSON.parse(unpacked.toString('utf8', 0, end)));
      const bytes = unpacked.subarray(end + 1);
      if (sha256Hex(bytes) !== facts.sha256) throw new Error(`archived page ${key} is damaged`);
      return { facts, bytes };
    },
  };
}

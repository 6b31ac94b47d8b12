import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { Provenance } from '#shared/domain/provenance.ts';
import { keySegment, sha256Hex, timeSegment } from './object-keys.ts';

export const EvidenceItem = z.object({
  kind: z.enum(['page', 'screenshot', 'listing']),
  key: z.string(),
  sha256: z.string(),
  bytes: z.int().nonnegative(),
  capturedAt: z.iso.datetime(),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

/** What was captured for one case at one time. The hashes in it are among what a person approves, and a packet checks them. */
export const EvidenceManifest = z.object({
  brandId: z.string(),
  caseId: z.string(),
  /** The listing's address. */
  url: z.string(),
  capturedAt: z.iso.datetime(),
  items: z.array(EvidenceItem),
  /** Who saw the page, where it was not fetched by us. */
  provenance: Provenance.optional(),
  /** What could not be captured, and why. */
  missing: z.array(z.object({ kind: EvidenceItem.shape.kind, reason: z.string() })).optional(),
});
export type EvidenceManifest = z.infer<typeof EvidenceManifest>;

export type StoredObject = { key: string; sha256: string; bytes: number };

export type EvidenceProblem = { key: string; problem: 'missing' | 'changed' };

/** What a notice rests on (bucket `evidence`). Encryption and object lock belong to the bucket. */
export type EvidenceStore = {
  put: (key: string, body: Uint8Array | string, contentType: string) => Promise<StoredObject>;
  get: (key: string) => Promise<Uint8Array | undefined>;
  /** Writes the manifest next to its items. */
  putManifest: (manifest: EvidenceManifest) => Promise<StoredObject>;
  getManifest: (key: string) => Promise<EvidenceManifest | undefined>;
  /** Hashes every item again; an empty list means that nothing changed since the capture. */
  verify: (manifest: EvidenceManifest) => Promise<EvidenceProblem[]>;
};

/** `brand/case/capture-time`: every capture keeps its own folder, so a later one replaces nothing. */
export function evidenceFolder(brandId: string, caseId: string, capturedAt: Date): string {
  return [keySegment(brandId), keySegment(caseId), timeSegment(capturedAt)].join('/');
}

export function createEvidenceStore(client: S3Client, bucket: string): EvidenceStore {
  const put: EvidenceStore['put'] = async (key, body, contentType) => {
    const content = typeof body === 'string' ? Buffer.from(body) : body;
    const sha256 = sha256Hex(content);
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: content,
        ContentType: contentType,
        // S3 refuses what does not arrive as it was sent; an object lock asks for such a checksum too.
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      }),
    );
    return { key, sha256, bytes: content.length };
  };

  const get: EvidenceStore['get'] = async (key) => {
    try {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return await object.Body!.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };

  return {
    put,
    get,
    putManifest(manifest) {
      const folder = evidenceFolder(manifest.brandId, manifest.caseId, new Date(manifest.capturedAt));
      return put(`${folder}/manifest.json`, JSON.stringify(manifest, null, 2), 'application/json');
    },
    async getManifest(key) {
      const body = await get(key);
      return body && EvidenceManifest.parse(JSON.parse(Buffer.from(body).toString('utf8')));
    },
    async verify(manifest) {
      const problems: EvidenceProblem[] = [];
      for (const { key, sha256 } of manifest.items) {
        const body = await get(key);
        if (!body) problems.push({ key, problem: 'missing' });
        else if (sha256Hex(body) !== sha256) problems.push({ key, problem: 'changed' });
      }
      return problems;
    },
  };
}

import { randomUUID } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { Provenance } from '#shared/domain/provenance.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { keySegment, timeSegment } from './object-keys.ts';
import { readObject } from './read-object.ts';

export const EvidenceItem = z.object({
  kind: z.enum(['page', 'screenshot', 'listing', 'headers', 'picture', 'official-picture', 'seller-page']),
  /** Where it was fetched, when that is not the listing's address. */
  url: z.string().optional(),
  key: z.string(),
  sha256: z.string(),
  bytes: z.int().nonnegative(),
  capturedAt: z.iso.datetime(),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

const MissingItem = z.object({ kind: EvidenceItem.shape.kind, url: z.string().optional(), reason: z.string() });
export type MissingItem = z.infer<typeof MissingItem>;

/** The capture before. `unsealed`: no hash of it had been kept (before 2026-12), and this one was taken later. */
const EarlierCapture = z.object({ key: z.string(), sha256: z.string(), unsealed: z.literal(true).optional() });

/** What was captured for one case at one time. Each names the one before it, so that none can be changed or left out unseen. The hashes in it are among what a person approves, and a packet checks them. */
export const EvidenceManifest = z.object({
  brandId: z.string(),
  caseId: z.string(),
  /** The listing's address. */
  url: z.string(),
  capturedAt: z.iso.datetime(),
  /** What the page showed: `present`, `removed-by-venue`… */
  finding: z.string().optional(),
  previous: EarlierCapture.optional(),
  items: z.array(EvidenceItem),
  /** Who saw the page, where it was not fetched by us. */
  provenance: Provenance.optional(),
  /** What could not be captured, and why. */
  missing: z.array(MissingItem).optional(),
});
export type EvidenceManifest = z.infer<typeof EvidenceManifest>;

export type StoredObject = { key: string; sha256: string; bytes: number };

export const EvidenceProblem = z.object({ key: z.string(), problem: z.enum(['missing', 'changed']) });
export type EvidenceProblem = z.infer<typeof EvidenceProblem>;

/** What a notice rests on (bucket `evidence`). Encryption and object lock belong to the bucket. */
export type EvidenceStore = {
  put: (key: string, body: Uint8Array | string, contentType: string) => Promise<StoredObject>;
  get: (key: string) => Promise<Uint8Array | undefined>;
  /** Hashes every item again; an empty list means that nothing changed since the capture. */
  verify: (manifest: EvidenceManifest) => Promise<EvidenceProblem[]>;
};

/** Where everything of a case lies. */
export const caseFolder = (brandId: string, caseId: string): string => `${keySegment(brandId)}/${keySegment(caseId)}/`;

/** A folder of its own for every capture, also of two at one time: a later one replaces nothing. */
export const captureFolder = (brandId: string, caseId: string, capturedAt: Date): string =>
  `${caseFolder(brandId, caseId)}${timeSegment(capturedAt)}-${randomUUID().slice(0, 8)}`;

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

  const get: EvidenceStore['get'] = (key) => readObject(client, bucket, key);

  return {
    put,
    get,
    async verify(manifest) {
      const found = await Promise.all(manifest.items.map(({ key, sha256 }) => problemWith(key, sha256, get)));
      return found.filter((problem) => problem !== undefined);
    },
  };
}

/** Undefined when there lies under the key what was put there. */
export async function problemWith(
  key: string,
  sha256: string,
  get: EvidenceStore['get'],
): Promise<EvidenceProblem | undefined> {
  const body = await get(key);
  if (!body) return { key, problem: 'missing' };
  return sha256Hex(body) === sha256 ? undefined : { key, problem: 'changed' };
}

import { randomUUID } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { GOOD_FOR_SECONDS } from './evidence-links.ts';
import { keySegment } from './object-keys.ts';
import { readObject } from './read-object.ts';

/** Pages that are too large for one call of the API go to the bucket themselves, to an address good for a few minutes. */
export type Uploads = {
  /** The address takes one PUT of exactly so many bytes. */
  start: (brandId: string, bytes: number) => Promise<{ upload: string; address: string }>;
  /** Undefined when there is nothing, or it is another brand's. */
  take: (brandId: string, upload: string) => Promise<Uint8Array | undefined>;
};

const folder = (brandId: string) => `uploads/${keySegment(brandId)}/`;

export function createUploads(client: S3Client, bucket: string): Uploads {
  return {
    async start(brandId, bytes) {
      const upload = `${folder(brandId)}${randomUUID()}`;
      const command = new PutObjectCommand({ Bucket: bucket, Key: upload, ContentLength: bytes });
      const signed = { expiresIn: GOOD_FOR_SECONDS, signableHeaders: new Set(['content-length', 'host']) };
      return { upload, address: await getSignedUrl(client, command, signed) };
    },
    async take(brandId, upload) {
      if (!upload.startsWith(folder(brandId))) return undefined;
      return readObject(client, bucket, upload);
    },
  };
}

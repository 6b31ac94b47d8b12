import { Readable } from 'node:stream';
import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

const PART_BYTES = 8 * 1024 * 1024;

/** Objects that are too large to hold in memory. */
export type StreamedObjects = {
  has: (key: string) => Promise<boolean>;
  /** Nothing is under the key until all of it is there. */
  put: (key: string, chunks: AsyncIterable<Uint8Array>, contentType: string) => Promise<void>;
};

export function createStreamedObjects(client: S3Client, bucket: string): StreamedObjects {
  return {
    async has(key) {
      try {
        await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    },
    async put(key, chunks, contentType) {
      const params = {
        Bucket: bucket,
        Key: key,
        Body: Readable.from(chunks, { objectMode: false }),
        ContentType: contentType,
        ChecksumAlgorithm: 'SHA256' as const,
      };
      // Two parts in memory at a time: one on its way while the next one fills.
      await new Upload({ client, params, partSize: PART_BYTES, queueSize: 1 }).done();
    },
  };
}

import {
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

/** One version of an object; a bucket without versions has one of each. */
export type ObjectVersion = { key: string; versionId?: string };

/** A bucket as an erasure sees it. */
export type Bucket = {
  /** Every version of what lies under the prefix, and every mark that something was deleted. */
  versions: (prefix: string) => AsyncIterable<ObjectVersion>;
  /** Undefined when it is gone; else until when it is locked, ISO. */
  remove: (version: ObjectVersion) => Promise<string | undefined>;
};

/** @param isVersioned deleting an object of such a bucket by its key alone would only hide it */
export function createBucket(client: S3Client, name: string, isVersioned: boolean): Bucket {
  return {
    versions: (prefix) => (isVersioned ? everyVersion(client, name, prefix) : everyObject(client, name, prefix)),
    async remove({ key, versionId }) {
      const object = { Bucket: name, Key: key, VersionId: versionId };
      try {
        await client.send(new DeleteObjectCommand(object));
        return undefined;
      } catch (error) {
        // A lock and a missing right are refused alike: only the lock has a date.
        if (!(error instanceof Error) || error.name !== 'AccessDenied') throw error;
        const { ObjectLockRetainUntilDate: until } = await client.send(new HeadObjectCommand(object));
        if (!until || until <= new Date()) throw error;
        return until.toISOString();
      }
    },
  };
}

async function* everyObject(client: S3Client, bucket: string, prefix: string): AsyncGenerator<ObjectVersion> {
  let from: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from }),
    );
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield { key: Key };
    from = page.NextContinuationToken;
  } while (from !== undefined);
}

async function* everyVersion(client: S3Client, bucket: string, prefix: string): AsyncGenerator<ObjectVersion> {
  let from: { KeyMarker?: string; VersionIdMarker?: string } = {};
  do {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...from }));
    for (const { Key, VersionId } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])])
      if (Key !== undefined) yield { key: Key, versionId: VersionId };
    from = page.IsTruncated ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker } : {};
  } while (from.KeyMarker !== undefined);
}

import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { everyItem, type Tables } from '#shared/erasure/table-scan.ts';
import type { TableName } from '#shared/stores/table-definitions.ts';

/** Every item of every table and every object of every bucket in which one of these texts stands: a search that knows nothing of the design. */
export async function whereItStands(tables: Tables, s3: S3Client, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const has = (text: string) => texts.some((each) => text.toLowerCase().includes(each.toLowerCase()));
  for (const table of Object.keys(tables.names) as TableName[])
    for await (const item of everyItem(tables, table))
      if (has(JSON.stringify(item))) found.push(`${table}: ${item.pk}`);
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  for (const { Name } of Buckets)
    for await (const key of keysOf(s3, Name!)) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: Name, Key: key }));
      const body = Buffer.from(await Body!.transformToByteArray());
      const text = (key.endsWith('.gz') ? gunzipSync(body) : body).toString('utf8');
      if (has(`${key} ${text}`)) found.push(`${Name}: ${key}`);
    }
  return found;
}

async function* keysOf(s3: S3Client, bucket: string): AsyncGenerator<string> {
  let from: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: from }));
    for (const { Key } of page.Contents ?? []) yield Key!;
    from = page.NextContinuationToken;
  } while (from !== undefined);
}

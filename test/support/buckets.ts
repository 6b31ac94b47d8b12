import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';

export type Buckets = { endpoint: string; client: S3Client; stop: () => Promise<void> };

/** An in-memory S3 on a free loopback port with these buckets. One per test file: `beforeAll` / `afterAll`. */
export async function startBuckets(...names: string[]): Promise<Buckets> {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = new S3Client({ endpoint, forcePathStyle: true });
  for (const name of names) await client.send(new CreateBucketCommand({ Bucket: name }));
  return {
    endpoint,
    client,
    async stop() {
      client.destroy();
      await server.stop();
    },
  };
}

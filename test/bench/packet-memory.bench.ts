import { readFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { buildPacket } from '#functions/packet/build-packet.ts';
import { say } from '#infra/cli/print.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createStreamedObjects } from '#shared/evidence/streamed-object.ts';
import { peakMb } from './peak-memory.ts';

// Builds one packet in a process of its own and says how much memory that took at most (MB). Called by peak-memory.test.ts with the
// endpoint of an S3, a bucket and the file of the request.

const [endpoint, bucket, file] = process.argv.slice(2) as [string, string, string];
const client = new S3Client({ endpoint, forcePathStyle: true });
await buildPacket(JSON.parse(readFileSync(file, 'utf8')), {
  evidence: createEvidenceStore(client, bucket),
  packets: createStreamedObjects(client, bucket),
});
say(String(Math.round(peakMb())));

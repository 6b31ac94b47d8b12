import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FUNCTION_SETTINGS } from '#infra/aws/function-settings.ts';
import { say } from '#infra/cli/print.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { type Buckets, startBuckets } from '#test/support/buckets.ts';
import { aListing } from '#test/support/builders.ts';
import { aPacketRequest, offersOf, withStoredEvidence } from '#test/support/packets.ts';
import { noticeFor } from '#test/support/programme-offers.ts';
import { tries } from '#test/support/tries.ts';

// One file is in memory at a time, so that the number of offers must not matter: 20 in `npm test`, 300 in `npm run prove`.

const OFFERS = tries(20, 300);
const BENCH = fileURLToPath(new URL('../../bench/packet-memory.bench.ts', import.meta.url));

let buckets: Buckets;
let folder: string;
beforeAll(async () => {
  buckets = await startBuckets('evidence');
  folder = mkdtempSync(join(tmpdir(), 'markwarden-packet-'));
});
afterAll(async () => {
  await buckets.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As wide as our browser, three screens long, as hard to pack as photographs of goods. */
const screenshot = () =>
  sharp({
    create: {
      width: 1280,
      height: 2400,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 160, sigma: 50 },
    },
  })
    .blur(2)
    .jpeg({ quality: 80 })
    .toBuffer();

it(`builds the packet of ${OFFERS} offers in less than half of its memory`, async () => {
  const notice = noticeFor(programmeById('alibaba-ipp'));
  const objects = {
    page: Buffer.alloc(400_000, 'page '),
    screenshot: await screenshot(),
    listing: Buffer.from(JSON.stringify({ listing: aListing() })),
  };
  const store = createEvidenceStore(buckets.client, 'evidence');
  const targets = [];
  for (const target of offersOf(notice.targets[0]!, OFFERS, 40))
    targets.push(await withStoredEvidence(target, 'nordhavn', objects, store));
  const file = join(folder, 'request.json');
  writeFileSync(file, JSON.stringify({ ...aPacketRequest(notice), targets }));
  const { stderr, stdout } = await promisify(execFile)(process.execPath, [BENCH, buckets.endpoint, 'evidence', file]);
  const peakMb = Number(/^\d+$/m.exec(stdout + stderr)?.[0]);
  say(`packet of ${OFFERS} offers: ${peakMb} MB at most`);
  expect(peakMb).toBeGreaterThan(50);
  expect(peakMb).toBeLessThan(FUNCTION_SETTINGS.packet.memoryMb / 2);
});

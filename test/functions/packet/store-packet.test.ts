import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPacket } from '#functions/packet/build-packet.ts';
import { createEvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createStreamedObjects } from '#shared/evidence/streamed-object.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { foldStoreFile } from '#shared/store-files/fold.ts';
import { storePacketRequest } from '#shared/store-files/packet-request.ts';
import { type Buckets, startBuckets } from '#test/support/buckets.ts';
import { aBrand, aCase, aListing, aVerdict } from '#test/support/builders.ts';
import { memoryNoticeStore } from '#test/support/memory-notice-store.ts';
import { aNoticeRecord, aTarget } from '#test/support/notice-builders.ts';
import { withStoredEvidence } from '#test/support/packets.ts';

// The file of a store as its cases make it, the notices that removed its offers, and the real builder over a real S3 (embedded).

let buckets: Buckets;
beforeAll(async () => {
  buckets = await startBuckets('store');
});
afterAll(() => buckets.stop());

const NOW = new Date('2026-12-01T12:00:00.000Z');
const SELLER = {
  id: 'cheap-parka-store',
  name: 'Cheap Parka <b>Store',
  url: 'https://bazaar.example/seller/cheap-parka-store',
};
const services = () => ({
  evidence: createEvidenceStore(buckets.client, 'store'),
  packets: createStreamedObjects(buckets.client, 'store'),
});

async function theRequest() {
  const notices = memoryNoticeStore();
  const notice = aNoticeRecord({ state: 'closed' });
  await notices.create(notice);
  const cases = ['1001', '1002', '1003'].map((id, n) =>
    aCase({
      listing: aListing({ id, url: `https://bazaar.example/item/${id}`, seller: SELLER }),
      state: 'removed',
      noticeId: notice.id,
      openedAt: `2026-11-0${n + 1}T00:00:00.000Z`,
      submittedAt: `2026-11-0${n + 1}T01:00:00.000Z`,
      removedAt: `2026-11-0${n + 2}T00:00:00.000Z`,
      externalId: `BZ-${id}`,
    }),
  );
  for (const record of cases) {
    const target = aTarget({ noticeId: notice.id, caseId: record.id, state: 'removed' }, record.listing.id);
    const page = Buffer.from('<script>alert(1)</script>');
    const listing = Buffer.from(
      JSON.stringify({ listing: aListing(), verdict: aVerdict(), http: { url: 'x', status: 200 } }),
    );
    const statement = await withStoredEvidence(target.statement, 'nordhavn', { page, listing }, services().evidence);
    await notices.addTarget({ ...target, statement });
  }
  const file = foldStoreFile(undefined, cases, programmeById('bazaar'), NOW);
  return { file, request: await storePacketRequest(file, aBrand(), cases, notices) };
}

describe('the packet of a store', () => {
  it('holds what a person files: steps, statement, addresses, and the evidence of what was removed, sealed', async () => {
    const { file, request } = await theRequest();
    expect(file.state).toBe('ready');
    const { key } = await buildPacket(request, services());
    expect(key).toMatch(/^packets\/nordhavn\/stores\/[0-9a-f]{32}\/[0-9a-f]{32}\.zip$/);
    expect(await buildPacket(request, services())).toEqual({ key });

    const files = unzipSync((await services().evidence.get(key))!);
    expect(Object.keys(files)).toEqual([
      '00-steps.html',
      '10-statement.html',
      '20-urls-001.txt',
      '21-targets.csv',
      '40-evidence/001-1003/listing.json',
      '40-evidence/001-1003/page.html.txt',
      '40-evidence/002-1002/listing.json',
      '40-evidence/002-1002/page.html.txt',
      '40-evidence/003-1001/listing.json',
      '40-evidence/003-1001/page.html.txt',
      '90-manifest.json',
    ]);
    const textOf = (path: string) => Buffer.from(files[path]!).toString('utf8');
    await expect(textOf('00-steps.html')).toMatchFileSnapshot('golden/store-steps.html');
    expect(textOf('20-urls-001.txt').split('\n')).toContain('https://bazaar.example/item/1002');
    // Each strike by the venue's own number, and nothing of ours.
    for (const id of ['1001', '1002', '1003']) expect(textOf('10-statement.html')).toContain(`BZ-${id}`);
    const all = Object.keys(files).map(textOf).join('\n');
    expect(all).not.toMatch(/probability|nordhavn~bazaar|Cheap Parka <b>/);
    const { files: sealed } = JSON.parse(textOf('90-manifest.json')) as { files: { path: string }[] };
    expect(sealed.map(({ path }) => path)).toEqual(Object.keys(files).filter((path) => path !== '90-manifest.json'));
  });

  it('holds no file of another brand, whatever the request names', async () => {
    const { request } = await theRequest();
    const [target] = request.storePacket.targets;
    const foreign = { ...target!, evidence: [{ ...target!.evidence[0]!, key: 'other/case/page' }] };
    const asked = { storePacket: { ...request.storePacket, targets: [foreign] } };
    await expect(buildPacket(asked, services())).rejects.toThrow('other/case/page is no file of brand nordhavn');
    await expect(buildPacket({ storePacket: {} }, services())).rejects.toThrow('store packet request');
  });

  it('says what is missing where no notice is kept any more', async () => {
    const { file, request } = await theRequest();
    const old = { ...file, strikes: file.strikes.map(({ noticeId: _, ...strike }) => strike) };
    const bare = await storePacketRequest(old, aBrand(), [], memoryNoticeStore());
    expect(bare.storePacket).toMatchObject({ targets: [], reference: request.storePacket.reference });
    const { key } = await buildPacket(bare, services());
    const files = unzipSync((await services().evidence.get(key))!);
    expect(Buffer.from(files['00-steps.html']!).toString()).toContain(
      'are not kept any more: the statement alone names them',
    );
  });
});

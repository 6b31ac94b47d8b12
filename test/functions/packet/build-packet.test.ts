import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPacket } from '#functions/packet/build-packet.ts';
import type { PacketRequest } from '#shared/domain/packet.ts';
import { createEvidenceStore, type EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { createStreamedObjects } from '#shared/evidence/streamed-object.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { type Buckets, startBuckets } from '#test/support/buckets.ts';
import { aListing, aVerdict } from '#test/support/builders.ts';
import { aPacketRequest, offersOf, withStoredEvidence } from '#test/support/packets.ts';
import { noticeFor } from '#test/support/programme-offers.ts';

// A real S3 (embedded), real pictures, the real builder; the zip is read by a reader of its own.

let buckets: Buckets;
beforeAll(async () => {
  buckets = await startBuckets('one', 'two', 'large', 'changed');
});
afterAll(() => buckets.stop());

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const storeOf = (bucket: string): EvidenceStore => createEvidenceStore(buckets.client, bucket);

const noise = (width: number, height: number): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 90 })
    .toBuffer();

async function stored(bucket: string, offers: number, screenshot: Uint8Array): Promise<PacketRequest> {
  const notice = noticeFor(programmeById('alibaba-ipp'));
  const request = aPacketRequest(notice);
  const objects = {
    page: Buffer.from('<script>alert(1)</script>'),
    screenshot,
    listing: Buffer.from(JSON.stringify({ listing: aListing(), verdict: aVerdict(), http: { url: 'x', status: 200 } })),
  };
  const targets = [];
  for (const target of offersOf(notice.targets[0]!, offers, 40))
    targets.push(await withStoredEvidence(target, request.brandId, objects, storeOf(bucket)));
  return { ...request, targets };
}

const build = (bucket: string, request: unknown) =>
  buildPacket(request, {
    evidence: storeOf(bucket),
    packets: createStreamedObjects(buckets.client, bucket),
  });

async function unpacked(bucket: string, request: PacketRequest): Promise<Record<string, Uint8Array>> {
  const { key } = await build(bucket, request);
  return unzipSync((await storeOf(bucket).get(key))!);
}

describe('the packet of a notice', () => {
  it('is the same to the byte wherever and whenever it is built', async () => {
    const screenshot = await noise(400, 300);
    const [first, second] = [await stored('one', 3, screenshot), await stored('two', 3, screenshot)];
    const keys = [await build('one', first), await build('two', second)];
    expect(keys[0]).toEqual(keys[1]);
    const zips = [await storeOf('one').get(keys[0]!.key), await storeOf('two').get(keys[1]!.key)];
    expect(sha256(zips[0]!)).toBe(sha256(zips[1]!));
  });

  it('is sealed: each file by its hash, all before it by the chain', async () => {
    const request = await stored('one', 3, await noise(400, 300));
    const files = await unpacked('one', request);
    const manifest = JSON.parse(Buffer.from(files['90-manifest.json']!).toString());
    let chain = '0'.repeat(64);
    for (const file of manifest.files) {
      expect(sha256(files[file.path]!)).toBe(file.sha256);
      chain = sha256(`${chain}\n${file.path}\n${file.sha256}`);
      expect(file.chain).toBe(chain);
    }
    expect(manifest.seal).toBe(chain);
    const sealed = manifest.files.map(({ path }: { path: string }) => path);
    expect([...sealed, '90-manifest.json'].toSorted()).toEqual(Object.keys(files).toSorted());
  });

  it('holds no key, case number or score of ours', async () => {
    const request = await stored('one', 3, await noise(400, 300));
    const files = await unpacked('one', request);
    const texts = Object.entries(files).filter(([path]) => /\.(html|txt|csv|json)$/.test(path));
    for (const [path, bytes] of texts)
      for (const inner of ['nordhavn~', 'probability', 'contribution', 'verdict', request.targets[0]!.evidence[0]!.key])
        expect(Buffer.from(bytes).toString(), path).not.toContain(inner);
    expect(files['40-evidence/001-570000000001/listing.json']).toBeDefined();
  });

  it('makes a large screenshot a WebP of at most 300 KB', async () => {
    const files = await unpacked('large', await stored('large', 1, await noise(1280, 3000)));
    const screenshot = files['40-evidence/001-570000000001/screenshot.webp']!;
    expect(screenshot.length).toBeLessThanOrEqual(300 * 1024);
    expect((await sharp(screenshot).metadata()).format).toBe('webp');
  });

  it('holds what is genuine beside what is offered, as one picture', async () => {
    const request = await stored('one', 1, await noise(40, 30));
    const [official, offered] = [await noise(900, 400), await noise(300, 800)];
    const objects = { picture: offered, 'official-picture': official };
    const { evidence } = await withStoredEvidence(request.targets[0]!, request.brandId, objects, storeOf('one'));
    const targets = [{ ...request.targets[0]!, evidence: [...request.targets[0]!.evidence, ...evidence] }];
    const files = await unpacked('one', { ...request, targets });
    const folder = '41-comparison/001-570000000001';
    expect(Object.keys(files).filter((path) => path.startsWith('41-'))).toEqual([
      `${folder}/official-left-offered-right.webp`,
      `${folder}/official.webp`,
    ]);
    const both = sharp(files[`${folder}/official-left-offered-right.webp`]!);
    expect(await both.metadata()).toMatchObject({ format: 'webp', width: 1352, height: 688 });
    // The wide one is on the left: white above it, and not beside it; the tall one the other way round.
    const { data, info } = await both.raw().toBuffer({ resolveWithObject: true });
    const isWhite = (x: number, y: number) => data[(y * info.width + x) * info.channels]! > 250;
    expect([isWhite(340, 60), isWhite(60, 340), isWhite(1008, 60), isWhite(720, 340)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('holds a picture that cannot be opened as it was captured, under a name that no browser opens, and says so', async () => {
    const request = await stored('one', 2, await noise(40, 30));
    // What capture takes for pictures, by their first bytes, and no decoder opens.
    const [jpeg, png] = [Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.from('89504e470d0a1a0a0000000d', 'hex')];
    const ofOffer = async (index: number, objects: Record<string, Uint8Array>) => {
      const target = request.targets[index]!;
      const { evidence } = await withStoredEvidence(target, request.brandId, objects, storeOf('one'));
      return { ...target, evidence: [...target.evidence, ...evidence] };
    };
    const targets = [
      await ofOffer(0, { picture: jpeg, 'official-picture': await noise(60, 50) }),
      await ofOffer(1, { picture: await noise(60, 50), 'official-picture': png }),
    ];
    const files = await unpacked('one', { ...request, targets });
    expect(Object.keys(files).filter((path) => /picture|41-/.test(path))).toEqual([
      '40-evidence/001-570000000001/picture.bin',
      '40-evidence/002-570000000002/picture.webp',
      '41-comparison/001-570000000001/official.webp',
      '41-comparison/002-570000000002/official.bin',
    ]);
    expect(Buffer.from(files['40-evidence/001-570000000001/picture.bin']!)).toEqual(jpeg);
    expect(Buffer.from(files['41-comparison/002-570000000002/official.bin']!)).toEqual(png);
    expect(Buffer.from(files['00-steps.html']!).toString()).toContain('A picture that cannot be opened');
    const { files: sealed } = JSON.parse(Buffer.from(files['90-manifest.json']!).toString());
    const picture = sealed.find(({ path }: { path: string }) => path === '40-evidence/001-570000000001/picture.bin');
    expect(picture).toMatchObject({ sha256: sha256(jpeg), bytes: jpeg.length });
  });

  it('shows a photograph the right way up', async () => {
    const request = await stored('one', 1, await noise(40, 30));
    const lying = await sharp(await noise(60, 20))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const objects = { picture: lying };
    const targets = [await withStoredEvidence(request.targets[0]!, request.brandId, objects, storeOf('one'))];
    const files = await unpacked('one', { ...request, targets });
    const shown = await sharp(files['40-evidence/001-570000000001/picture.webp']!).metadata();
    expect([shown.width, shown.height]).toEqual([20, 60]);
  });

  it('is not built when a piece of evidence was changed or is gone, and nothing lies under its key', async () => {
    const request = await stored('changed', 2, await noise(40, 30));
    const [page] = request.targets[1]!.evidence;
    await storeOf('changed').put(page!.key, 'another page', 'text/html');
    await expect(build('changed', request)).rejects.toThrow(/is not what was stored/);
    const lost = { ...request, targets: [{ ...request.targets[0]!, evidence: [{ ...page!, key: `${page!.key}-2` }] }] };
    await expect(build('changed', { ...lost, targets: [...lost.targets, request.targets[1]] })).rejects.toThrow(
      /is not in the evidence bucket|no file of brand/,
    );
    expect(Object.keys(await unpacked('changed', { ...request, targets: [request.targets[0]!] }))).toContain(
      '90-manifest.json',
    );
  });

  it('is built once: who asks again gets what is there', async () => {
    const request = await stored('one', 1, await noise(40, 30));
    const { key } = await build('one', request);
    const reads: string[] = [];
    const evidence = { get: async (name: string) => void reads.push(name) };
    const again = await buildPacket(request, {
      evidence: evidence as unknown as EvidenceStore,
      packets: createStreamedObjects(buckets.client, 'one'),
    });
    expect([again.key, reads]).toEqual([key, []]);
  });

  it('is refused to who asks for what is no notice', async () => {
    await expect(build('one', { brandId: 'nordhavn' })).rejects.toThrow(/packet request/);
  });
});

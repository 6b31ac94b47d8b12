import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import { officialScene, photo } from '#infra/local/bazaar/genuine-offers.ts';
import { PRODUCTS } from '#infra/local/bazaar/products.ts';
import type { ReferenceImage } from '#shared/domain/signal.ts';
import { decodeImage } from '#shared/imaging/decode-image.ts';
import { nearestImage } from '#shared/imaging/image-distance.ts';
import { type GreyCopy, greyCopy, LISTING_SIDE, REFERENCE_SIDE } from '#shared/imaging/local-features.ts';
import { pictureHash } from '#shared/imaging/picture-hash.ts';
import { referenceImages } from '#shared/imaging/reference-images.ts';
import { detailsShown } from '#shared/imaging/same-details.ts';

const [jacket, , , backpack] = PRODUCTS;
const references: ReferenceImage[] = [];
const copies = new Map<string, GreyCopy>();
let official: Buffer;

beforeAll(async () => {
  official = await drawPicture(photo(jacket!, jacket!.colours[0]!, officialScene(jacket!)));
  const other = await drawPicture(photo(backpack!, backpack!.colours[0]!, officialScene(backpack!)));
  for (const [source, bytes] of Object.entries({ 'jacket.jpg': official, 'backpack.jpg': other })) {
    references.push(...(await referenceImages(source, bytes)));
    copies.set(source, await greyCopy(await decodeImage(bytes), REFERENCE_SIDE));
  }
});

async function shown(bytes: Uint8Array) {
  const pixels = await decodeImage(bytes);
  const hash = await pictureHash(pixels);
  const details = await detailsShown(hash, await greyCopy(pixels, LISTING_SIDE), references, copies);
  return { details, byHash: nearestImage([hash], references) };
}

const middle = (share: number) => {
  const [from, side] = [Math.round((640 * (1 - share)) / 2), Math.round(640 * share)];
  return sharp(official).extract({ left: from, top: from, width: side, height: side });
};

describe('the details of a picture', () => {
  test.each([
    ['a crop between the steps of the hash', () => middle(0.6).jpeg().toBuffer()],
    ['the same, mirrored', () => middle(0.6).flop().jpeg().toBuffer()],
    [
      'the picture on a screen, small and turned',
      () =>
        sharp(official)
          .resize(260)
          .rotate(14, { background: '#888' })
          .extend({ top: 150, bottom: 90, background: '#222' })
          .jpeg()
          .toBuffer(),
    ],
  ])('show %s where the hash sees another picture', async (_, edited) => {
    const { details, byHash } = await shown(await edited());
    expect(byHash).toBeUndefined();
    expect(details).toMatchObject({ source: 'jacket.jpg' });
  });

  test('are not those of an own photo of the same goods, whatever is printed on them', async () => {
    for (const seed of [3, 7, 12]) {
      const own = await drawPicture(photo(jacket!, jacket!.colours[1]!, { kind: 'phone', seed }));
      expect((await shown(own)).details).toBe('nothing');
    }
  });

  test('are none on a picture of one colour', async () => {
    const grey = sharp({ create: { width: 300, height: 300, channels: 3, background: '#777' } });
    expect((await shown(await grey.jpeg().toBuffer())).details).toBe('nothing');
  });

  test('leave the errors of the process to who listened to them before', () => {
    const names = ['uncaughtException', 'unhandledRejection'] as const;
    const heard = names.flatMap((name) => process.listeners(name as 'uncaughtException').map(String));
    expect(heard.filter((source) => /ExitStatus|abort/.test(source))).toEqual([]);
  });
});

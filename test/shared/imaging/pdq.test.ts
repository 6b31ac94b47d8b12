import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeImage } from '#shared/imaging/decode-image.ts';
import { pdqDistance } from '#shared/imaging/image-distance.ts';
import { lumaOf, pdqHash } from '#shared/imaging/pdq.ts';
import { datasetFile, datasetsAreThere } from '../../support/datasets.ts';

async function hashOf(bytes: Uint8Array, longestSide?: number) {
  const { data, width, height } = await decodeImage(bytes, longestSide);
  return pdqHash(lumaOf(data, width, height));
}

const drawing = (width = 640, height = 480) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480" width="${width}" height="${height}"><rect width="640" height="480" fill="#dde"/>` +
        '<circle cx="200" cy="180" r="120" fill="#824"/><rect x="330" y="60" width="180" height="300" fill="#274"/><path d="M40 400 L300 300 L600 460 Z" fill="#113"/></svg>',
    ),
  );

describe('PDQ', () => {
  test('survives shrinking, JPEG and greyscale', async () => {
    const original = await hashOf(await drawing().png().toBuffer());
    expect(original.pdq).toMatch(/^[0-9a-f]{64}$/);
    for (const edited of [
      await drawing(320, 240).png().toBuffer(),
      await drawing().jpeg({ quality: 20 }).toBuffer(),
      await drawing().greyscale().png().toBuffer(),
      await drawing().webp().toBuffer(),
    ]) {
      expect(pdqDistance(original.pdq, (await hashOf(edited)).pdq)).toBeLessThanOrEqual(31);
    }
  });

  test('tells other pictures apart, and knows when there is nothing to tell', async () => {
    const original = await hashOf(await drawing().png().toBuffer());
    const turned = await hashOf(await drawing().rotate(90).png().toBuffer());
    expect(pdqDistance(original.pdq, turned.pdq)).toBeGreaterThan(60);
    const blank = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#ccc' } })
      .png()
      .toBuffer();
    expect((await hashOf(blank)).pdqQuality).toBe(0);
  });

  test('a picture smaller than the grid still gets a hash', async () => {
    expect((await hashOf(await drawing(20, 9).png().toBuffer())).pdq).toHaveLength(64);
  });
});

describe.skipIf(!datasetsAreThere)("PDQ on the reference implementation's own pictures", () => {
  const picture = (name: string) => readFileSync(datasetFile('pdq-images', name));

  test('is bit-exact to the published hash', async () => {
    const { pdq, pdqQuality } = await hashOf(picture('bridge-mods/aaa-orig.jpg'), 4000);
    expect(pdq).toBe('f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22');
    expect(pdqQuality).toBe(100);
  });

  test.each(['blur-a-lot', 'high-contrast', 'sharpen-a-lot', 'shrink-a-lot', 'square-128x128'])(
    'recognises the edited picture: %s',
    async (edit) => {
      const original = await hashOf(picture('bridge-mods/aaa-orig.jpg'));
      const edited = await hashOf(picture(`bridge-mods/${edit}.jpg`));
      expect(pdqDistance(original.pdq, edited.pdq)).toBeLessThanOrEqual(31);
    },
  );
});

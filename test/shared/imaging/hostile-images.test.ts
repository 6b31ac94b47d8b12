import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeImage } from '#shared/imaging/decode-image.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { tries } from '../../support/tries.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80" height="60"><rect width="40" height="30" fill="#c22"/><text x="5" y="40">parka</text></svg>';
const drawing = () => sharp(Buffer.from(SVG)).flatten({ background: '#eee' });

const files = new Map<string, Buffer>();
beforeAll(async () => {
  files.set('jpeg', await drawing().jpeg().toBuffer());
  files.set('png', await drawing().png().toBuffer());
  files.set('gif', await drawing().gif().toBuffer());
  files.set('webp', await drawing().webp().toBuffer());
  files.set('avif', await drawing().avif({ effort: 0 }).toBuffer());
});

describe('pictures as strangers make them', () => {
  test.each(['jpeg', 'png', 'gif', 'webp', 'avif'])('%s is read', async (format) => {
    const { width, height, data } = await decodeImage(files.get(format)!);
    expect([width, height, data.length]).toEqual([80, 60, 80 * 60 * 3]);
  });

  test('SVG is refused, for it may name files and addresses', async () => {
    const spying = SVG.replace('<rect', '<image xlink:href="file:///etc/hostname" width="80" height="60"/><rect');
    for (const svg of [spying, `\ufeff${spying}`, `<?xml version="1.0"?>\n${spying}`, ` \n${spying}`]) {
      expect(await readImage('x', Buffer.from(svg), { words: false })).toEqual({
        unreadable: expect.stringContaining('unsupported image format'),
      });
    }
  });

  test.each([
    ['TIFF', () => drawing().tiff().toBuffer()],
    ['a PDF', async () => Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n')],
    ['HEIC', async () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1')],
    ['raw PPM', async () => Buffer.from('P6 2 1 255\nabcdef')],
  ])('%s is refused: shops show none', async (_, make) => {
    expect(await readImage('x', await make(), { words: false })).toEqual({
      unreadable: expect.stringContaining('unsupported image format'),
    });
  });

  test('of an animation the first frame is seen', async () => {
    const frame = (colour: string) =>
      sharp({ create: { width: 40, height: 40, channels: 3, background: colour } })
        .png()
        .toBuffer();
    const animated = await sharp([await frame('#f00'), await frame('#00f')], { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(animated).metadata()).pages).toBe(2);
    const { width, height, data } = await decodeImage(animated);
    expect([width, height]).toEqual([40, 40]);
    expect([data[0]! > 240, data[2]! < 15]).toEqual([true, true]);
  });

  test.each([
    ['four printing inks', () => drawing().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()],
    ['sixteen bits a channel', () => drawing().toColourspace('rgb16').png().toBuffer()],
    ['grey', () => drawing().greyscale().png().toBuffer()],
    ['grey, sixteen bits', () => drawing().toColourspace('grey16').png().toBuffer()],
    ['a palette', () => drawing().png({ palette: true, colours: 8 }).toBuffer()],
  ])('%s becomes three bytes a pixel, much as it looks', async (name, make) => {
    const { width, height, data } = await decodeImage(await make());
    expect(data.length).toBe(3 * width * height);
    const [red, green] = [data[3 * (10 * width + 10)]!, data[3 * (10 * width + 10) + 1]!];
    if (name.startsWith('grey')) expect([red > 40 && red < 140, Math.abs(red - green) < 3]).toEqual([true, true]);
    else expect([red > 150, green < 90]).toEqual([true, true]);
  });

  test('damage of any kind gives facts or a reason, never an exception', async () => {
    const damage = fc.record({
      format: fc.constantFrom('jpeg', 'png', 'gif', 'webp', 'avif'),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      flips: fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
        maxLength: 12,
      }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ format, keep, flips }) => {
        const whole = files.get(format)!;
        const bytes = Buffer.from(whole.subarray(0, keep > 0.5 ? whole.length : Math.ceil(2 * keep * whole.length)));
        for (const [where, value] of flips) if (bytes.length > 0) bytes[Math.floor(where * bytes.length)] = value;
        const reading = await readImage('x', bytes, { words: false });
        expect('facts' in reading ? reading.facts.pdq : reading.unreadable).toMatch(/\w/);
      }),
      { numRuns: tries(50, 150) },
    );
  });
});

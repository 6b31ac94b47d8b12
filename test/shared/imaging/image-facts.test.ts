import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { pdqDistance } from '#shared/imaging/image-distance.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { MAX_IMAGE_BYTES } from '#shared/imaging/image-limits.ts';

const lettering = (text: string, size = 90) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="100%" height="100%" fill="#f4f4f0"/>` +
        `<text x="400" y="270" font-family="sans-serif" font-weight="700" font-size="${size}" text-anchor="middle" fill="#123">${text}</text></svg>`,
    ),
  );

describe('what is seen on a picture', () => {
  test('its digest, its hash and the words on it', async () => {
    const reading = await readImage('https://x.example/1.jpg', await lettering('NORDHAVN').jpeg().toBuffer(), {
      words: true,
    });
    expect(reading).toMatchObject({ facts: { url: 'https://x.example/1.jpg', words: [{ text: 'NORDHAVN' }] } });
    if ('facts' in reading) expect(reading.facts.words![0]!.confidence).toBeGreaterThan(0.8);
  });

  test('a picture that is stored lying down is looked at the right way up', async () => {
    const upright = await lettering('NORDHAVN').jpeg().toBuffer();
    const lying = await sharp(await sharp(upright).rotate(-90).toBuffer())
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const [one, other] = await Promise.all([upright, lying].map((bytes) => readImage('x', bytes, { words: true })));
    if (!('facts' in one!) || !('facts' in other!)) throw new Error('unreadable');
    expect(other.facts.words).toMatchObject([{ text: 'NORDHAVN' }]);
    expect(pdqDistance(one.facts.pdq, other.facts.pdq)).toBeLessThan(31);
  });

  test('an AVIF file that names its container first is read', async () => {
    const avif = await lettering('NORDHAVN').avif({ quality: 70 }).toBuffer();
    const other = Buffer.from(avif);
    other.write('mif1', 8, 'latin1');
    expect(await readImage('x', other, { words: true })).toMatchObject({ facts: { words: [{ text: 'NORDHAVN' }] } });
    const heic = Buffer.from(other);
    for (let at = heic.indexOf('avif'); at >= 0 && at < 40; at = heic.indexOf('avif')) heic.write('heic', at, 'latin1');
    expect(await readImage('x', heic, { words: false })).toHaveProperty('unreadable');
  });

  test.each([3, 7])(
    'the words at both ends of a picture %d times as long as wide are read, each once',
    async (ratio) => {
      const width = 500;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width * ratio}"><rect width="100%" height="100%" fill="#fff"/>
      <text x="20" y="60" font-family="sans-serif" font-weight="700" font-size="34">NORDHAVN</text>
      <text x="20" y="${width * ratio - 40}" font-family="sans-serif" font-weight="700" font-size="34">GX BATCH</text></svg>`;
      const reading = await readImage('x', await sharp(Buffer.from(svg)).png().toBuffer(), { words: true });
      if (!('facts' in reading)) throw new Error(reading.unreadable);
      expect(reading.facts.words!.map(({ text }) => text.replaceAll(' ', '')).toSorted()).toEqual([
        'GXBATCH',
        'NORDHAVN',
      ]);
    },
  );

  test('a picture too long to be looked at has no word of "no words"', async () => {
    const strip = await sharp({ create: { width: 60, height: 1500, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const reading = await readImage('x', strip, { words: true });
    expect('facts' in reading && reading.facts.words).toBeUndefined();
  });

  test('no words when nobody asked for them, none on a blank picture', async () => {
    const asked = await readImage('x', await lettering('NORDHAVN').png().toBuffer(), { words: false });
    expect('facts' in asked && asked.facts.words).toBeUndefined();
    const blank = await sharp({ create: { width: 200, height: 200, channels: 4, background: '#fff0' } })
      .png()
      .toBuffer();
    expect(await readImage('x', blank, { words: true })).toMatchObject({ facts: { words: [], pdqQuality: 0 } });
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a web page', Buffer.from('<!doctype html><title>403</title>')],
    ['a picture cut off half way', null],
    ['too many bytes', Buffer.alloc(MAX_IMAGE_BYTES + 1)],
  ])('%s gives a reason and no facts', async (_, bytes) => {
    const whole = await lettering('NORDHAVN').jpeg().toBuffer();
    const reading = await readImage('x', bytes ?? whole.subarray(0, whole.length / 2), { words: true });
    expect(reading).toEqual({ unreadable: expect.stringMatching(/\w/) });
  });

  test('a small file that announces a huge picture is refused before it is unpacked', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.byteLength).toBeLessThan(1_000_000);
    expect(await readImage('x', bomb, { words: false })).toEqual({
      unreadable: expect.stringContaining('pixel limit'),
    });
  });
});

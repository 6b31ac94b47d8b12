import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
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

import sharp from 'sharp';
import { expect, test } from 'vitest';
import { nearestImage } from '#shared/imaging/image-distance.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { referenceImages } from '#shared/imaging/reference-images.ts';

const SIDE = 600;
const photo = () =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><rect width="600" height="600" fill="#eee"/>` +
        '<path d="M180 90 L300 150 L420 90 L520 240 L450 290 L440 540 L160 540 L150 290 L80 240 Z" fill="#245"/>' +
        '<rect x="290" y="150" width="20" height="390" fill="#ca3"/><circle cx="230" cy="260" r="34" fill="#fff"/></svg>',
    ),
  );

async function matches(edited: Buffer): Promise<number | undefined> {
  const references = await referenceImages('official.jpg', await photo().png().toBuffer());
  const reading = await readImage('x', edited, { words: false });
  if (!('facts' in reading)) throw new Error(reading.unreadable);
  return nearestImage([reading.facts], references)?.distance;
}

test('a copy is recognised whole, mirrored, and with an edge cut off', async () => {
  expect(await matches(await photo().jpeg({ quality: 60 }).toBuffer())).toBeLessThanOrEqual(31);
  expect(await matches(await photo().flop().png().toBuffer())).toBeLessThanOrEqual(31);
  const cut = Math.round(0.15 * SIDE);
  for (const edge of [
    { left: 0, top: 0, width: SIDE - cut, height: SIDE },
    { left: cut, top: 0, width: SIDE - cut, height: SIDE },
    { left: 0, top: cut, width: SIDE, height: SIDE - cut },
  ]) {
    expect(await matches(await photo().extract(edge).png().toBuffer())).toBeLessThanOrEqual(31);
  }
});

test('a picture without structure is no reference', async () => {
  const blank = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(await referenceImages('blank.png', blank)).toEqual([]);
});

test('bytes that are no picture are an error that says so', async () => {
  await expect(referenceImages('x', Buffer.from('<html>not found</html>'))).rejects.toThrow(/unsupported image format/);
});

test('a copy is recognised turned by a quarter, framed, tilted, and taken from a corner', async () => {
  const edits = [
    photo().rotate(90),
    photo().rotate(180).flop(),
    photo().extend({ left: 60, right: 60, top: 20, bottom: 90, background: '#fff' }),
    photo().extend({ left: 10, right: 10, top: 10, bottom: 10, background: '#b22' }),
    photo().rotate(3, { background: '#fff' }),
    photo().extract({ left: 0, top: 0, width: 0.9 * SIDE, height: 0.9 * SIDE }),
  ];
  for (const [index, edit] of edits.entries()) {
    expect((await matches(await edit.jpeg().toBuffer())) ?? 256, `edit ${index}`).toBeLessThanOrEqual(55);
  }
});

test('a copy is recognised in a collage, and under a strip of words, and the evidence can say so', async () => {
  const other = await sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#997' } })
    .composite([
      {
        input: Buffer.from(
          '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><circle cx="180" cy="420" r="150" fill="#511"/><path d="M0 0 H600 L300 260 Z" fill="#dee"/></svg>',
        ),
      },
    ])
    .png()
    .toBuffer();
  const ground = () => sharp({ create: { width: 2 * SIDE, height: 2 * SIDE, channels: 3, background: '#fff' } });
  const own = await photo().png().toBuffer();
  const square = ground().composite([
    { input: other, left: 0, top: 0 },
    { input: own, left: SIDE, top: 0 },
    { input: other, left: 0, top: SIDE },
    { input: other, left: SIDE, top: SIDE },
  ]);
  const beside = ground()
    .composite([
      { input: other, left: 0, top: 0 },
      { input: own, left: SIDE, top: 0 },
    ])
    .png()
    .toBuffer()
    .then((wide) => sharp(wide).extract({ left: 0, top: 0, width: 2 * SIDE, height: SIDE }));
  const strip = photo().composite([
    { input: { create: { width: SIDE, height: 110, channels: 3, background: '#d00' } }, left: 0, top: SIDE - 110 },
  ]);
  const references = await referenceImages('official.jpg', own);
  const parts = [];
  for (const edited of [square, await beside, strip]) {
    const reading = await readImage('x', await edited.jpeg().toBuffer(), { words: false });
    parts.push('facts' in reading && nearestImage([reading.facts], references)?.part);
  }
  expect(parts).toEqual(['cell', 'cell', 'without-strip']);
});

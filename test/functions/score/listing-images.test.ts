import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createImageLook } from '#functions/score/listing-images.ts';
import { buildCatalogue } from '#infra/local/bazaar/catalogue.ts';
import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import { TransientError } from '#shared/runtime/errors.ts';

/** The reader's models cannot be opened while this is true. */
const broken = vi.hoisted(() => ({ models: false }));
const counted = vi.hoisted((): unknown[] => []);

vi.mock('#shared/imaging/fuse-model.ts', async (original) => {
  const real = await original<typeof import('#shared/imaging/fuse-model.ts')>();
  return {
    ...real,
    fusedModel: (bytes: Uint8Array) => {
      if (broken.models) throw new Error('model file is damaged');
      return real.fusedModel(bytes);
    },
  };
});
vi.mock('#shared/runtime/logger.ts', async (original) => ({
  ...(await original<typeof import('#shared/runtime/logger.ts')>()),
  countMetric: (...metric: unknown[]) => counted.push(metric),
}));

const URL = 'https://bazaar.example/img/1.jpg';
const photo = await drawPicture(buildCatalogue('https://bazaar.example')[0]!.offer.pictures[0]!);

beforeEach(() => {
  broken.models = false;
  counted.length = 0;
});

describe('a look at a picture', () => {
  test('fails when the reader cannot be loaded, so that the listing is scored again, and works once it can', async () => {
    const look = createImageLook(async () => photo);
    const seen = await look(URL);
    if (!seen || seen === 'not-now') throw new Error('not seen');
    broken.models = true;
    await expect(seen.withWords()).rejects.toThrow('model file is damaged');
    broken.models = false;
    expect((await seen.withWords()).words).toBeDefined();
  });

  test.each([
    ['is no picture', async () => new Uint8Array([1, 2, 3]), undefined, 'unreadable'],
    ['is not there', async () => Promise.reject(new Error('picture answered HTTP 404')), undefined, 'not fetched'],
    ['is out of reach', async () => Promise.reject(new TransientError('timeout')), 'not-now', 'not fetched'],
  ] as const)('that %s gives no facts and is counted', async (_, fetchImage, outcome, reason) => {
    expect(await createImageLook(fetchImage)(URL)).toBe(outcome);
    expect(counted).toEqual([['PicturesNotSeen', 1, { reason }]]);
  });
});

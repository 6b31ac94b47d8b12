import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { createConfirmedCases } from '#functions/score/confirmed-cases.ts';
import { createOfficialImages } from '#functions/score/official-images.ts';
import { buildCatalogue } from '#infra/local/bazaar/catalogue.ts';
import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { ImageFacts } from '#shared/domain/signal.ts';
import { decodeImage } from '#shared/imaging/decode-image.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { greyCopy, LISTING_SIDE } from '#shared/imaging/local-features.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { aCase, aConfirmedCase, aListing } from '../../support/builders.ts';
import { NORDHAVN, NOW } from '../../support/facts.ts';
import { CASE_ID, type ScoreWorld, scoreWorld } from '../../support/score-world.ts';

let world: ScoreWorld;
beforeEach(() => {
  world = scoreWorld();
});

describe('pictures of removed offers', () => {
  const JACKET = NORDHAVN.fingerprint.products.map((product) => ({
    ...product,
    name: 'Nordhavn Fjeld Shell Jacket',
    price: { amount: 349, currency: 'EUR' },
    images: ['https://nordhavn.example/fjeld.jpg'],
  }))[0]!;
  const BRAND: Brand = {
    ...NORDHAVN,
    fingerprint: { ...NORDHAVN.fingerprint, products: [JACKET] },
    enforcement: { ...NORDHAVN.enforcement, expediteAt: 0.95 },
  };
  const scenes = buildCatalogue('https://bazaar.example').flatMap(({ offer }) => offer.pictures);
  const seenOn = async (bytes: Uint8Array): Promise<ImageFacts> => {
    const reading = await readImage('https://bazaar.example/img/1001.jpg', bytes, { words: false });
    if ('unreadable' in reading) throw new Error(reading.unreadable);
    return reading.facts;
  };
  const outlet = (euros: number) =>
    aListing({
      title: 'Nordhavn Fjeld Shell Jacket size L',
      price: { amountMinor: 100 * euros, currency: 'EUR' },
      seller: { id: 'honest', name: 'Honest Outlet' },
      listedAt: '2026-05-30T00:00:00.000Z',
    });
  const aCaseOf = (seller: string, fields: Partial<z.input<typeof Case>>) =>
    world.cases.open(
      (fields.state === 'removed' ? aConfirmedCase : aCase)({
        listing: aListing({ id: `of-${seller}`, title: 'Winter jacket', seller: { id: seller, name: seller } }),
        ...fields,
      }),
    );
  let officialPhoto: ImageFacts;
  let fakersPhoto: ImageFacts;

  const withOfficialPhotos = (fetchImage: (url: string) => Promise<Uint8Array>) => {
    const officialImages = createOfficialImages(fetchImage, { all: async () => [] }, () => NOW);
    world.services = {
      ...world.services,
      brands: { get: async () => BRAND },
      officialImages,
      confirmedCases: createConfirmedCases(world.cases, officialImages, () => NOW),
    };
  };

  beforeEach(async () => {
    const photo = await drawPicture(scenes[0]!);
    const other = scenes.find(({ scene, subject }) => scene !== scenes[0]!.scene && subject !== scenes[0]!.subject)!;
    officialPhoto = await seenOn(photo);
    fakersPhoto = await seenOn(await drawPicture(other));
    withOfficialPhotos(async () => photo);
    await aCaseOf('faker', { state: 'removed', imageHashes: [officialPhoto.pdq, fakersPhoto.pdq] });
    world.pictures = { [outlet(1).imageUrls[0]!]: officialPhoto };
  });

  test.each([
    ['at full price', 349, undefined],
    ['at EUR 190, with another case of theirs waiting for a person', 190, 'flagged'],
    ['at EUR 150, with another case of theirs dismissed', 150, 'dismissed'],
  ] as const)("an honest shop shows the brand's own photo that a counterfeiter took: %s", async (_, euros, state) => {
    if (state) await aCaseOf('honest', { state, imageHashes: [officialPhoto.pdq] });
    await world.run(outlet(euros));
    expect(world.verdicts.get('bazaar~1001')).not.toBe('expedite');
    expect(await world.reasons()).not.toContain('known-infringing-image');
    expect(await world.reasons()).not.toContain('seller-links');
  });

  test('a part of it that the hash takes for another picture is found by its details, where the decision hangs on it', async () => {
    const cut = await sharp(await drawPicture(scenes[0]!))
      .extract({ left: 128, top: 128, width: 384, height: 384 })
      .jpeg()
      .toBuffer();
    const url = outlet(1).imageUrls[0]!;
    world.pictures = { [url]: { ...(await seenOn(cut)), words: [] } };
    world.greys = { [url]: await greyCopy(await decodeImage(cut), LISTING_SIDE) };
    const { probability } = scoreListing({ brand: BRAND, listing: outlet(349), now: NOW });
    const brand = { ...BRAND, enforcement: { ...BRAND.enforcement, reviewAt: probability + 0.02 } };
    world.services = { ...world.services, brands: { get: async () => brand } };
    await world.run(outlet(349));
    expect(await world.reasons()).toContain('stolen-details');
    expect(await world.reasons()).not.toContain('stolen-image');
  });

  test('who shows it in a removed offer has that on record, and no link to others', async () => {
    await aCaseOf('honest', { state: 'removed', imageHashes: [officialPhoto.pdq] });
    await world.run(outlet(150));
    expect(await world.reasons()).toContain('seller-history');
    expect(await world.reasons()).not.toContain('seller-links');
  });

  test('what an offer showed that ended before anybody looked at it is held against nobody', async () => {
    const ended = aListing({ id: 'ended', title: 'Winter jacket', seller: { id: 'other', name: 'Other' } });
    await world.cases.open(
      aCase({ listing: ended, state: 'removed', imageHashes: [(await seenOn(await drawPicture(scenes[3]!))).pdq] }),
    );
    world.pictures = { [outlet(1).imageUrls[0]!]: await seenOn(await drawPicture(scenes[3]!)) };
    await world.run(outlet(49));
    expect(await world.reasons()).not.toContain('known-infringing-image');
  });

  test.each(['flagged', 'dismissed', 'authorised'] as const)(
    'what the seller showed in an offer that is %s links them to nobody',
    async (state) => {
      await aCaseOf('honest', { state, imageHashes: [fakersPhoto.pdq] });
      await world.run(outlet(49));
      expect(await world.reasons()).not.toContain('seller-links');
    },
  );

  test("a counterfeiter's own photo is known again, and ties together who shows it in removed offers", async () => {
    await aCaseOf('honest', { state: 'removed', imageHashes: [fakersPhoto.pdq] });
    world.pictures = { [outlet(1).imageUrls[0]!]: fakersPhoto };
    await world.run(outlet(49));
    expect(await world.reasons()).toEqual(expect.arrayContaining(['known-infringing-image', 'seller-links']));
  });

  test.each([
    ['cannot be had', async () => Promise.reject(new TransientError('connection reset'))],
    ['cannot be read', async () => new Uint8Array([1, 2, 3])],
  ])("while a photo of the brand's %s, no picture is held against a seller", async (_, fetchImage) => {
    withOfficialPhotos(fetchImage);
    await aCaseOf('honest', { state: 'removed', imageHashes: [officialPhoto.pdq, fakersPhoto.pdq] });
    await world.run(outlet(150));
    expect(await world.reasons()).not.toContain('known-infringing-image');
    expect(await world.reasons()).not.toContain('seller-links');
  });

  describe('when the brand names no pictures of its own', () => {
    beforeEach(() => {
      withOfficialPhotos(async () => Promise.reject(new Error('nothing is to be fetched')));
      const products = [{ ...JACKET, images: [] }];
      const brand = { ...BRAND, fingerprint: { ...BRAND.fingerprint, products, images: [] } };
      world.services = { ...world.services, brands: { get: async () => brand } };
    });
    const evidence = async () =>
      (await world.cases.get(CASE_ID))?.verdict.signals.find(({ id }) => id === 'known-infringing-image')?.evidence;

    test('a picture of a removed offer sends one at a fair price to a person, with the doubt said', async () => {
      await world.run(outlet(300));
      expect(world.verdicts.get('bazaar~1001')).toBe('review');
      expect(await evidence()).toMatch(/may be one of the brand’s own/);
      expect(await world.reasons()).not.toContain('seller-links');
    });

    test.each(['dismissed', 'authorised'] as const)(
      'one that an offer which is %s showed too is held against nobody',
      async (state) => {
        await aCaseOf('another', { state, imageHashes: [officialPhoto.pdq] });
        await world.run(outlet(300));
        expect(world.verdicts.get('bazaar~1001')).toBe('ignore');
      },
    );
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { createUndecidedPictures } from '#functions/score/undecided-pictures.ts';
import type { Case } from '#shared/domain/case.ts';
import { aCase, aConfirmedCase, aListing } from '../../support/builders.ts';
import { anImage, NORDHAVN, NOW } from '../../support/facts.ts';
import { CASE_ID, type ScoreWorld, SUSPECT, scoreWorld } from '../../support/score-world.ts';

let world: ScoreWorld;
beforeEach(() => {
  world = scoreWorld();
});

describe('links between sellers', () => {
  const removedElsewhere = (fields: Partial<z.input<typeof Case>>) =>
    world.cases.open(
      aConfirmedCase({
        listing: aListing({ id: '77', seller: { id: 'outlet-7', name: 'Parka Outlet 7' } }),
        ...fields,
      }),
    );

  test('the contact in the description is that of a seller whose offer was removed', async () => {
    await removedElsewhere({ contactHandles: ['wechat:nh_store88'] });
    await world.run({ ...SUSPECT, description: 'more photos: WeChat nh_store88' });
    expect((await world.cases.get(CASE_ID))?.verdict.signals).toContainEqual(
      expect.objectContaining({
        id: 'seller-links',
        evidence: expect.stringMatching(/wechat:nh_store88.*Parka Outlet 7/),
      }),
    );
    expect((await world.cases.get(CASE_ID))?.contactHandles).toEqual(['wechat:nh_store88']);
    // From either side the other is found.
    const [link] = (await world.cases.get(CASE_ID))!.links;
    expect((await world.cases.get(link!.caseId))?.linkedFrom).toEqual([CASE_ID]);
  });

  test('so is the one written on the picture', async () => {
    await removedElsewhere({ contactHandles: ['wechat:nh_store88'] });
    const listing = aListing({ title: 'Warm winter parka', price: null });
    world.pictures = {
      [listing.imageUrls[0]!]: anImage({ words: [{ text: 'NORDHAVN  微信 nh_store88', confidence: 0.95 }] }),
    };
    await world.run(listing);
    expect(await world.reasons()).toContain('seller-links');
  });

  test('another offer of the seller shows a picture of the removed one', async () => {
    await removedElsewhere({ imageHashes: [anImage().pdq] });
    await world.cases.open(aConfirmedCase({ listing: aListing({ id: '5' }), imageHashes: [anImage().pdq] }));
    await world.run(SUSPECT);
    expect(await world.reasons()).toContain('seller-links');
  });

  test("the brand's own mail address, kept with an older case too, is no contact of a seller", async () => {
    const support = 'email:support@nordhavn.example';
    await removedElsewhere({ contactHandles: [support] });
    await world.cases.open(aCase({ listing: aListing({ id: '5' }), state: 'flagged', contactHandles: [support] }));
    await world.run({ ...SUSPECT, description: 'Manufacturer warranty: support@nordhavn.example' });
    expect(await world.reasons()).not.toContain('seller-links');
    expect((await world.cases.get(CASE_ID))?.contactHandles).toEqual([]);
  });

  test("the seller's own removed offers are the seller's record, and no link", async () => {
    await removedElsewhere({ listing: aListing({ id: '77' }), contactHandles: ['wechat:nh_store88'] });
    await world.run({ ...SUSPECT, description: 'WeChat nh_store88' });
    expect(await world.reasons()).not.toContain('seller-links');
  });
});

describe('one picture at several sellers, before a case is decided', () => {
  const openElsewhere = (id: string, fields: Partial<z.input<typeof Case>> = {}) =>
    world.cases.open(
      aCase({
        listing: aListing({ id, seller: { id: `outlet-${id}` } }),
        state: 'flagged',
        imageHashes: [anImage().pdq],
        ...fields,
      }),
    );
  const reasonsOf = async (listing = SUSPECT) => {
    world.pictures = { [listing.imageUrls[0]!]: anImage() };
    await world.run(listing);
    return world.reasons();
  };

  test('speaks, and sends to a person what would have been let go', async () => {
    world.official = { ...world.official, images: [] };
    const doubtful = { ...SUSPECT, price: { amountMinor: 14_000, currency: 'EUR' }, listedAt: '2026-05-30' };
    expect(await reasonsOf(doubtful)).toEqual([]);
    await openElsewhere('77');
    await openElsewhere('78');
    world.services.undecidedPictures = createUndecidedPictures(
      world.cases,
      async () => world.official,
      () => NOW,
    );
    world.judgedDigest = undefined;
    expect(await reasonsOf(doubtful)).toContain('shared-image');
  });

  test('says nothing of a picture at another account that gives the contact of this offer', async () => {
    world.official = { ...world.official, images: [] };
    await openElsewhere('77', { contactHandles: ['wechat:nh_store88'] });
    const said = { ...SUSPECT, description: 'more photos: WeChat nh_store88' };
    expect(await reasonsOf(said)).not.toContain('shared-image');
    await openElsewhere('78', { contactHandles: ['wechat:other_77'] });
    world.services.undecidedPictures = createUndecidedPictures(
      world.cases,
      async () => world.official,
      () => NOW,
    );
    expect(await reasonsOf({ ...said, title: `${said.title} mirror quality` })).toContain('shared-image');
  });

  test('counts accounts that give one contact as one seller', async () => {
    world.official = { ...world.official, images: [] };
    for (const id of ['77', '78', '79']) await openElsewhere(id, { contactHandles: ['telegram:warehouse9'] });
    await openElsewhere('80', { contactHandles: ['email:support@nordhavn.example'] });
    await openElsewhere('81', { contactHandles: ['email:support@nordhavn.example'] });
    await reasonsOf();
    const said = (await world.cases.get(CASE_ID))!.verdict.signals.find(({ id }) => id === 'shared-image');
    expect(said?.evidence).toContain('in offers of 3 other sellers');
  });

  test.each<[string, () => Promise<unknown>]>([
    ["of the seller's own", () => openElsewhere('77', { listing: aListing({ id: '77' }) })],
    [
      'of a seller whom the brand has authorised since',
      () => {
        const [{ marketplace, sellerId: id }] = NORDHAVN.fingerprint.authorisedSellers as [
          { marketplace: string; sellerId: string },
        ];
        return openElsewhere('77', { listing: aListing({ id: '77', marketplace, seller: { id } }) });
      },
    ],
    [
      'that an offer found honest shows too',
      async () => [await openElsewhere('77'), await openElsewhere('78', { state: 'dismissed' })],
    ],
    [
      "of the brand's own",
      async () => {
        world.official = { ...world.official, images: [{ source: 'parka.jpg', pdq: anImage().pdq }] };
        await openElsewhere('77');
      },
    ],
    [
      "that may be the brand's own, for not all of these are known",
      async () => {
        world.official = { ...world.official, known: 'not all' };
        await openElsewhere('77');
      },
    ],
  ])('says nothing of a picture %s', async (_, given) => {
    await given();
    expect(await reasonsOf()).not.toContain('shared-image');
  });
});

import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { isDrawn } from '#functions/score/audit.ts';
import { createConfirmedCases } from '#functions/score/confirmed-cases.ts';
import { createOfficialImages, type OfficialPictures } from '#functions/score/official-images.ts';
import { score } from '#functions/score/score.ts';
import { createScoringContext } from '#functions/score/scoring-context.ts';
import type { ScoreServices } from '#functions/score/services.ts';
import { createUndecidedPictures } from '#functions/score/undecided-pictures.ts';
import { buildCatalogue } from '#infra/local/bazaar/catalogue.ts';
import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { CaptureJob } from '#shared/domain/capture.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { AlertJob, TakedownJob } from '#shared/domain/messages.ts';
import type { ImageFacts } from '#shared/domain/signal.ts';
import { decodeImage } from '#shared/imaging/decode-image.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { type GreyCopy, greyCopy, LISTING_SIDE } from '#shared/imaging/local-features.ts';
import type { ListingStatus } from '#shared/listing-page/listing-status.ts';
import type { Outgoing, Queue } from '#shared/messaging/queue.ts';
import { brandProfile } from '#shared/recognition/brand-profile.ts';
import { ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { type ScoringModel, model as shipped } from '#shared/scoring/model.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import type { EarlierOffer } from '#shared/stores/seller-record-store.ts';
import { aCase, aConfirmedCase, aListing, aProof, aVerdict } from '../../support/builders.ts';
import { aLine, anImage, NORDHAVN, NOW } from '../../support/facts.ts';
import { memoryCaseStore, memoryModelStore } from '../../support/memory-stores.ts';

// Two families of evidence (wording and price): expedited on the search result alone.
const COUNTERFEIT = aListing({
  title: 'Nordhavn Fjord Parka mirror quality',
  price: { amountMinor: 3900, currency: 'EUR' },
});
const SUSPECT = aListing({ title: 'Nordhavn Fjord Parka', price: { amountMinor: 3900, currency: 'EUR' } });
const INNOCENT = aListing({ title: 'Nordhavn Fjord Parka', price: { amountMinor: 29_900, currency: 'EUR' } });
/** The shipped weights, calibrated so that the counterfeit has a probability of 0.93. */
const FAIR: ScoringModel = (() => {
  const { probability } = scoreListing({ brand: NORDHAVN, listing: COUNTERFEIT, now: NOW, infringingImages: [] });
  const curve = { predicted: [0, probability, 1], observed: [0, 0.93, 1] };
  return { ...shipped, version: 'fair', calibration: { reason: 'learnt for the test, from nothing', curve } };
})();
const CASE_ID = 'nordhavn~bazaar~1001~1';

let cases: CaseStore;
let models: ModelStore;
let takedowns: ReturnType<typeof collecting<TakedownJob>>;
let captures: ReturnType<typeof collecting<CaptureJob>>;
let alerts: ReturnType<typeof collecting<AlertJob>>;
let verdicts: Map<string, string>;
let imagesFetched: string[];
let services: ScoreServices;
let earlier: EarlierOffer[];
/** What the world looks like from outside. */
let page: ListingStatus | Error;
let pictures: Record<string, ImageFacts>;
let greys: Record<string, GreyCopy>;
let official: OfficialPictures;
let firstSeenAt: string;
let judgedDigest: string | undefined;
let judgeAgainAt: string | undefined;

function collecting<Message>() {
  const sent: Outgoing<Message>[] = [];
  const queue: Queue<Message> = {
    send: async (message, options) => void sent.push({ message, options }),
    sendAll: async (messages) => void sent.push(...messages),
  };
  return { sent, queue };
}

beforeEach(() => {
  cases = memoryCaseStore();
  earlier = [];
  models = memoryModelStore();
  captures = collecting();
  takedowns = collecting();
  alerts = collecting();
  verdicts = new Map();
  imagesFetched = [];
  page = { finding: 'unreadable', reason: 'not set up' };
  pictures = {};
  greys = {};
  official = { images: [{ source: 'fjord.jpg', pdq: '3c'.repeat(32) }], copies: new Map(), known: 'all' };
  firstSeenAt = NOW.toISOString();
  judgedDigest = undefined;
  judgeAgainAt = undefined;
  services = {
    brands: { get: async (id) => (id === NORDHAVN.id ? NORDHAVN : undefined) },
    listings: {
      get: async (brandId) => ({
        brandId,
        listing: aListing(),
        digest: '',
        judgedDigest,
        judgeAgainAt,
        firstSeenAt,
        lastSeenAt: firstSeenAt,
      }),
      putVerdict: async (_brandId, key, { decision }, digest, again) => {
        verdicts.set(key, decision);
        judgedDigest = digest;
        judgeAgainAt = again?.toISOString();
      },
    },
    cases,
    sellerRecords: { get: async () => earlier },
    captures: captures.queue,
    takedowns: takedowns.queue,
    alerts: alerts.queue,
    lookAtImage: async (url) => {
      imagesFetched.push(url);
      const facts = pictures[url];
      return (
        facts && {
          facts: { ...facts, words: undefined },
          withWords: async () => facts,
          grey: async () => greys[url]!,
        }
      );
    },
    officialImages: async () => official,
    confirmedCases: createConfirmedCases(
      cases,
      async () => official,
      () => NOW,
    ),
    undecidedPictures: createUndecidedPictures(
      cases,
      async () => official,
      () => NOW,
    ),
    scoringContext: createScoringContext(models, () => NOW),
    lookAtListing: async () => {
      if (page instanceof Error) throw page;
      return page;
    },
    clock: () => NOW,
  };
});

const run = (listing: Listing, offline = false) =>
  score({ brandId: 'nordhavn', listing, jobId: 'job', offline }, services);
const onSale = (listing: Partial<z.input<typeof Listing>>): ListingStatus => ({
  finding: 'present',
  reason: 'on sale',
  listing: aListing(listing),
});
const kinds = () => alerts.sent.map(({ message }) => message.kind);

describe('a listing is scored', () => {
  test('once for the same facts, however many watches find it, and again when they change', async () => {
    const job = { brandId: 'nordhavn', listing: COUNTERFEIT, jobId: 'job', offline: false };
    await score({ ...job, digest: 'as seen' }, services);
    await score({ ...job, digest: 'as seen' }, services);
    expect(takedowns.sent).toHaveLength(1);
    verdicts.clear();
    await score({ ...job, digest: 'dearer now' }, services);
    expect(verdicts.size).toBe(1);
  });

  test('a clear counterfeit is queued for takedown, and people are told', async () => {
    await run(COUNTERFEIT);
    expect(await cases.get(CASE_ID)).toMatchObject({ state: 'queued', version: 1, listing: { id: '1001' } });
    expect(takedowns.sent).toEqual([
      { message: { caseId: CASE_ID }, options: { group: 'bazaar~nordhavn', deduplicationId: `${CASE_ID}~1` } },
    ]);
    expect(alerts.sent[0]!.message).toMatchObject({
      alertId: `${CASE_ID}|case-queued|critical`,
      probability: expect.any(Number),
    });
    expect(alerts.sent[0]!.message.message).toMatch(
      /"Nordhavn Fjord Parka mirror quality" on bazaar infringes with a probability of over 99 %/,
    );
    expect(verdicts.get('bazaar~1001')).toBe('expedite');
  });

  test('a suspect waits for a person', async () => {
    await run(SUSPECT);
    expect((await cases.get(CASE_ID))?.state).toBe('flagged');
    expect(takedowns.sent).toEqual([]);
    expect(kinds()).toEqual(['case-flagged']);
    expect(captures.sent.map(({ message }) => message)).toEqual([
      { caseId: CASE_ID, since: NOW.toISOString(), asked: false },
    ]);
    expect(captures.sent.map(({ message }) => message)).toEqual([
      { caseId: expect.any(String), since: NOW.toISOString(), asked: false },
    ]);
  });

  test('an innocent one leaves nothing but its verdict', async () => {
    await run(INNOCENT);
    expect(await cases.byBrand('nordhavn')).toEqual([]);
    expect([...verdicts]).toEqual([['bazaar~1001', 'ignore']]);
    expect(alerts.sent).toEqual([]);
  });

  test('what an imported list says of the seller counts, but not of this offer, nor twice of one that is a case here', async () => {
    const seller = { id: 'cheap-parka-store' };
    const listing = { ...SUSPECT, seller };
    await cases.open(
      aCase({
        id: 'nordhavn~bazaar~55~1',
        state: 'flagged',
        listing: aListing({ id: '55', url: 'https://bazaar.example/item/55', seller }),
      }),
    );
    const at = '2026-05-01';
    const offers = [listing.url, 'https://bazaar.example/item/55', 'https://bazaar.example/item/77'];
    earlier = offers.map((url) => ({ offer: url.replace('https://', ''), at, outcome: 'confirmed' as const }));
    await run(listing);
    const [record] = (await cases.bySeller('nordhavn', 'bazaar', seller.id)).filter(({ id }) => id === CASE_ID);
    expect(record?.verdict.signals.find(({ id }) => id === 'seller-history')?.evidence).toBe(
      '1 earlier case of this seller confirmed, the last on 2026-05-01; 1 of these as an imported list says.',
    );
  });

  test('a brand that is gone stops the job quietly', async () => {
    await score({ brandId: 'gone', listing: COUNTERFEIT, jobId: 'job', offline: false }, services);
    expect(verdicts.size).toBe(0);
  });
});

describe('what was learnt', () => {
  const learnt = { ...shipped, version: 'learnt', bias: { ...shipped.bias, value: -12 } };

  test('judges from when it is promoted, at most ten minutes later, and its name stands in the verdict', async () => {
    let now = NOW;
    services = { ...services, scoringContext: createScoringContext(models, () => now), clock: () => now };
    await run(COUNTERFEIT);
    expect((await cases.get(CASE_ID))?.verdict.modelVersion).toBe(shipped.version);
    await models.promote({ ...learnt, bias: shipped.bias }, undefined, NOW);
    await run({ ...COUNTERFEIT, id: '1002' });
    now = new Date(NOW.getTime() + 10 * 60_000);
    await run({ ...COUNTERFEIT, id: '1003' });
    const versionOf = async (id: string) => (await cases.get(`nordhavn~bazaar~${id}~1`))?.verdict.modelVersion;
    expect([await versionOf('1002'), await versionOf('1003')]).toEqual([shipped.version, 'learnt']);
  });

  test('decides: what it makes harmless opens no case', async () => {
    await models.promote(learnt, undefined, NOW);
    await run(COUNTERFEIT);
    expect(await cases.byBrand('nordhavn')).toEqual([]);
  });

  test("the model and the brand's threshold are read once in ten minutes, however many listings there are", async () => {
    let reads = 0;
    const counting = {
      promoted: async () => void reads++,
      expediting: async () => void reads++,
    } as unknown as ModelStore;
    services = { ...services, scoringContext: createScoringContext(counting, () => NOW) };
    for (let id = 1; id <= 20; id++) await run({ ...INNOCENT, id: String(id) });
    expect(reads).toBe(2);
  });

  test('a brand with its threshold stays one object, so that its fingerprint is prepared once for all listings', async () => {
    let now = NOW;
    const scoringContext = createScoringContext(models, () => now);
    const [{ brand: first }, { brand: second }] = [await scoringContext(NORDHAVN), await scoringContext(NORDHAVN)];
    expect(second).toBe(first);
    expect(brandProfile(second)).toBe(brandProfile(first));
    await models.putExpediting('nordhavn', aProof({ from: 0.92, modelVersion: shipped.version }));
    now = new Date(NOW.getTime() + 10 * 60_000);
    expect((await scoringContext(NORDHAVN)).brand.enforcement.expediteAt).toBe(0.92);
  });

  test('a brand that has proved nothing starts carefully: between its own threshold and 95 % a person decides', async () => {
    await models.promote(FAIR, undefined, NOW);
    await run(COUNTERFEIT);
    expect(await cases.get(CASE_ID)).toMatchObject({ state: 'flagged', verdict: { decision: 'review' } });
    await models.putExpediting('nordhavn', aProof({ from: 0.92, modelVersion: 'fair' }));
    services = { ...services, scoringContext: createScoringContext(models, () => NOW) };
    await run({ ...COUNTERFEIT, id: '1002' });
    expect((await cases.get('nordhavn~bazaar~1002~1'))?.state).toBe('queued');
  });
});

describe('facts are gathered only when they could matter', () => {
  test('the logo on the picture gives away a silent title', async () => {
    const listing = aListing({ title: 'Warm winter parka', price: null });
    pictures = { [listing.imageUrls[0]!]: aLine('NORDHAVN') };
    await run(listing);
    expect((await cases.get(CASE_ID))?.verdict.signals[0]?.id).toBe('logo-text');
  });

  test('no picture is fetched of an authorised seller, nor for a job from a saved page', async () => {
    await run({ ...COUNTERFEIT, seller: { id: 'nordhavn-official' } });
    await run(COUNTERFEIT, true);
    await run(aListing({ title: 'Warm winter parka' }), true);
    expect(imagesFetched).toEqual([]);
  });

  test('a picture that cannot be had is no evidence, in either direction', async () => {
    await run(aListing({ title: 'Warm winter parka', price: null }));
    expect(imagesFetched).toHaveLength(1);
    expect(verdicts.get('bazaar~1001')).toBe('ignore');
  });

  test('a picture that could be had another time leaves the listing to be judged again', async () => {
    const job = { brandId: 'nordhavn', listing: aListing({ title: 'Warm winter parka', price: null }), jobId: 'job' };
    services = { ...services, lookAtImage: async () => 'not-now' };
    await score({ ...job, digest: 'as seen', offline: false }, services);
    expect([verdicts.get('bazaar~1001'), judgedDigest]).toEqual(['ignore', 'as seen']);
    const tomorrow = new Date(NOW.getTime() + 24 * 3_600_000);
    expect(judgeAgainAt).toBe(tomorrow.toISOString());
    services = { ...services, lookAtImage: async () => undefined };
    await score({ ...job, digest: 'as seen', offline: false }, services);
    expect(judgeAgainAt).toBe(tomorrow.toISOString());
    await score({ ...job, digest: 'as seen', offline: false }, { ...services, clock: () => tomorrow });
    expect(judgeAgainAt).toBeUndefined();
  });

  test("the page names the seller before anything is concluded: an authorised one's offer is left alone", async () => {
    page = onSale({ ...COUNTERFEIT, seller: { id: 'nordhavn-official' } });
    await run({ ...COUNTERFEIT, seller: null });
    expect(await cases.byBrand('nordhavn')).toEqual([]);
    expect(verdicts.get('bazaar~1001')).toBe('ignore');
  });

  test('while the seller is unknown and might be authorised, a person decides', async () => {
    await run({ ...COUNTERFEIT, seller: null });
    expect((await cases.get(CASE_ID))?.state).toBe('flagged');
  });

  test('an offer that is gone already opens no case', async () => {
    page = { finding: 'removed-by-venue', reason: 'the page says so' };
    await run(COUNTERFEIT);
    expect(await cases.byBrand('nordhavn')).toEqual([]);
  });

  test('a page out of reach does not hold the verdict up; a host that is busy does', async () => {
    page = new TransientError('connection reset');
    await run(COUNTERFEIT);
    expect((await cases.get(CASE_ID))?.state).toBe('queued');
    page = new ThrottledError('slow down', 5000);
    await expect(run(aListing({ ...COUNTERFEIT, id: '1002' }))).rejects.toThrow(ThrottledError);
    expect(verdicts.has('bazaar~1002')).toBe(false);
  });

  test("the seller's confirmed cases count; our own notices, and offers that ended before anybody looked, do not", async () => {
    const other = (id: string) => aListing({ id, title: 'Other goods' });
    for (const id of ['1', '2', '3']) await cases.open(aCase({ listing: other(id), state: 'submitted' }));
    for (const id of ['7', '8', '9']) await cases.open(aCase({ listing: other(id), state: 'removed' }));
    await run(SUSPECT);
    expect((await cases.get(CASE_ID))?.state).toBe('flagged');
    for (const id of ['4', '5', '6']) await cases.open(aConfirmedCase({ listing: other(id) }));
    await run({ ...SUSPECT, id: '1002' });
    expect((await cases.get('nordhavn~bazaar~1002~1'))?.state).toBe('queued');
  });
});

describe('links between sellers', () => {
  const removedElsewhere = (fields: Partial<z.input<typeof Case>>) =>
    cases.open(
      aConfirmedCase({
        listing: aListing({ id: '77', seller: { id: 'outlet-7', name: 'Parka Outlet 7' } }),
        ...fields,
      }),
    );
  const reasonsFor = async (id: string) => (await cases.get(`nordhavn~bazaar~${id}~1`))?.verdict.signals ?? [];

  test('the contact in the description is that of a seller whose offer was removed', async () => {
    await removedElsewhere({ contactHandles: ['wechat:nh_store88'] });
    await run({ ...SUSPECT, description: 'more photos: WeChat nh_store88' });
    expect(await reasonsFor('1001')).toContainEqual(
      expect.objectContaining({
        id: 'seller-links',
        evidence: expect.stringMatching(/wechat:nh_store88.*Parka Outlet 7/),
      }),
    );
    expect((await cases.get(CASE_ID))?.contactHandles).toEqual(['wechat:nh_store88']);
    // From either side the other is found.
    const [link] = (await cases.get(CASE_ID))!.links;
    expect((await cases.get(link!.caseId))?.linkedFrom).toEqual([CASE_ID]);
  });

  test('so is the one written on the picture', async () => {
    await removedElsewhere({ contactHandles: ['wechat:nh_store88'] });
    const listing = aListing({ title: 'Warm winter parka', price: null });
    pictures = {
      [listing.imageUrls[0]!]: anImage({ words: [{ text: 'NORDHAVN  微信 nh_store88', confidence: 0.95 }] }),
    };
    await run(listing);
    expect((await reasonsFor('1001')).map(({ id }) => id)).toContain('seller-links');
  });

  test('another offer of the seller shows a picture of the removed one', async () => {
    await removedElsewhere({ imageHashes: [anImage().pdq] });
    await cases.open(aConfirmedCase({ listing: aListing({ id: '5' }), imageHashes: [anImage().pdq] }));
    await run(SUSPECT);
    expect((await reasonsFor('1001')).map(({ id }) => id)).toContain('seller-links');
  });

  test("the brand's own mail address, kept with an older case too, is no contact of a seller", async () => {
    const support = 'email:support@nordhavn.example';
    await removedElsewhere({ contactHandles: [support] });
    await cases.open(aCase({ listing: aListing({ id: '5' }), state: 'flagged', contactHandles: [support] }));
    await run({ ...SUSPECT, description: 'Manufacturer warranty: support@nordhavn.example' });
    expect((await reasonsFor('1001')).map(({ id }) => id)).not.toContain('seller-links');
    expect((await cases.get(CASE_ID))?.contactHandles).toEqual([]);
  });

  test("the seller's own removed offers are the seller's record, and no link", async () => {
    await removedElsewhere({ listing: aListing({ id: '77' }), contactHandles: ['wechat:nh_store88'] });
    await run({ ...SUSPECT, description: 'WeChat nh_store88' });
    expect((await reasonsFor('1001')).map(({ id }) => id)).not.toContain('seller-links');
  });
});

describe('one picture at several sellers, before a case is decided', () => {
  const openElsewhere = (id: string, fields: Partial<z.input<typeof Case>> = {}) =>
    cases.open(
      aCase({
        listing: aListing({ id, seller: { id: `outlet-${id}` } }),
        state: 'flagged',
        imageHashes: [anImage().pdq],
        ...fields,
      }),
    );
  const reasonsOf = async (listing = SUSPECT) => {
    pictures = { [listing.imageUrls[0]!]: anImage() };
    await run(listing);
    return (await cases.get(CASE_ID))?.verdict.signals.map(({ id }) => id) ?? [];
  };

  test('speaks, and sends to a person what would have been let go', async () => {
    official = { ...official, images: [] };
    const doubtful = { ...SUSPECT, price: { amountMinor: 14_000, currency: 'EUR' }, listedAt: '2026-05-30' };
    expect(await reasonsOf(doubtful)).toEqual([]);
    await openElsewhere('77');
    await openElsewhere('78');
    services.undecidedPictures = createUndecidedPictures(
      cases,
      async () => official,
      () => NOW,
    );
    judgedDigest = undefined;
    expect(await reasonsOf(doubtful)).toContain('shared-image');
  });

  test.each<[string, () => Promise<unknown>]>([
    ["of the seller's own", () => openElsewhere('77', { listing: aListing({ id: '77' }) })],
    [
      'that an offer found honest shows too',
      async () => [await openElsewhere('77'), await openElsewhere('78', { state: 'dismissed' })],
    ],
    [
      "of the brand's own",
      async () => {
        official = { ...official, images: [{ source: 'parka.jpg', pdq: anImage().pdq }] };
        await openElsewhere('77');
      },
    ],
    [
      "that may be the brand's own, for not all of these are known",
      async () => {
        official = { ...official, known: 'not all' };
        await openElsewhere('77');
      },
    ],
  ])('says nothing of a picture %s', async (_, given) => {
    await given();
    expect(await reasonsOf()).not.toContain('shared-image');
  });
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
    cases.open(
      (fields.state === 'removed' ? aConfirmedCase : aCase)({
        listing: aListing({ id: `of-${seller}`, title: 'Winter jacket', seller: { id: seller, name: seller } }),
        ...fields,
      }),
    );
  let officialPhoto: ImageFacts;
  let fakersPhoto: ImageFacts;

  const withOfficialPhotos = (fetchImage: (url: string) => Promise<Uint8Array>) => {
    const officialImages = createOfficialImages(fetchImage, { all: async () => [] }, () => NOW);
    services = {
      ...services,
      brands: { get: async () => BRAND },
      officialImages,
      confirmedCases: createConfirmedCases(cases, officialImages, () => NOW),
    };
  };

  beforeEach(async () => {
    const photo = await drawPicture(scenes[0]!);
    const other = scenes.find(({ scene, subject }) => scene !== scenes[0]!.scene && subject !== scenes[0]!.subject)!;
    officialPhoto = await seenOn(photo);
    fakersPhoto = await seenOn(await drawPicture(other));
    withOfficialPhotos(async () => photo);
    await aCaseOf('faker', { state: 'removed', imageHashes: [officialPhoto.pdq, fakersPhoto.pdq] });
    pictures = { [outlet(1).imageUrls[0]!]: officialPhoto };
  });

  const reasons = async () => (await cases.get(CASE_ID))?.verdict.signals.map(({ id }) => id) ?? [];

  test.each([
    ['at full price', 349, undefined],
    ['at EUR 190, with another case of theirs waiting for a person', 190, 'flagged'],
    ['at EUR 150, with another case of theirs dismissed', 150, 'dismissed'],
  ] as const)("an honest shop shows the brand's own photo that a counterfeiter took: %s", async (_, euros, earlier) => {
    if (earlier) await aCaseOf('honest', { state: earlier, imageHashes: [officialPhoto.pdq] });
    await run(outlet(euros));
    expect(verdicts.get('bazaar~1001')).not.toBe('expedite');
    expect(await reasons()).not.toContain('known-infringing-image');
    expect(await reasons()).not.toContain('seller-links');
  });

  test('a part of it that the hash takes for another picture is found by its details, where the decision hangs on it', async () => {
    const cut = await sharp(await drawPicture(scenes[0]!))
      .extract({ left: 128, top: 128, width: 384, height: 384 })
      .jpeg()
      .toBuffer();
    const url = outlet(1).imageUrls[0]!;
    pictures = { [url]: { ...(await seenOn(cut)), words: [] } };
    greys = { [url]: await greyCopy(await decodeImage(cut), LISTING_SIDE) };
    const { probability } = scoreListing({ brand: BRAND, listing: outlet(349), now: NOW });
    const brand = { ...BRAND, enforcement: { ...BRAND.enforcement, reviewAt: probability + 0.02 } };
    services = { ...services, brands: { get: async () => brand } };
    await run(outlet(349));
    expect(await reasons()).toContain('stolen-details');
    expect(await reasons()).not.toContain('stolen-image');
  });

  test('who shows it in a removed offer has that on record, and no link to others', async () => {
    await aCaseOf('honest', { state: 'removed', imageHashes: [officialPhoto.pdq] });
    await run(outlet(150));
    expect(await reasons()).toContain('seller-history');
    expect(await reasons()).not.toContain('seller-links');
  });

  test('what an offer showed that ended before anybody looked at it is held against nobody', async () => {
    const ended = aListing({ id: 'ended', title: 'Winter jacket', seller: { id: 'other', name: 'Other' } });
    await cases.open(
      aCase({ listing: ended, state: 'removed', imageHashes: [(await seenOn(await drawPicture(scenes[3]!))).pdq] }),
    );
    pictures = { [outlet(1).imageUrls[0]!]: await seenOn(await drawPicture(scenes[3]!)) };
    await run(outlet(49));
    expect(await reasons()).not.toContain('known-infringing-image');
  });

  test.each(['flagged', 'dismissed', 'authorised'] as const)(
    'what the seller showed in an offer that is %s links him to nobody',
    async (state) => {
      await aCaseOf('honest', { state, imageHashes: [fakersPhoto.pdq] });
      await run(outlet(49));
      expect(await reasons()).not.toContain('seller-links');
    },
  );

  test("a counterfeiter's own photo is known again, and ties together who shows it in removed offers", async () => {
    await aCaseOf('honest', { state: 'removed', imageHashes: [fakersPhoto.pdq] });
    pictures = { [outlet(1).imageUrls[0]!]: fakersPhoto };
    await run(outlet(49));
    expect(await reasons()).toEqual(expect.arrayContaining(['known-infringing-image', 'seller-links']));
  });

  test.each([
    ['cannot be had', async () => Promise.reject(new TransientError('connection reset'))],
    ['cannot be read', async () => new Uint8Array([1, 2, 3])],
  ])("while a photo of the brand's %s, no picture is held against a seller", async (_, fetchImage) => {
    withOfficialPhotos(fetchImage);
    await aCaseOf('honest', { state: 'removed', imageHashes: [officialPhoto.pdq, fakersPhoto.pdq] });
    await run(outlet(150));
    expect(await reasons()).not.toContain('known-infringing-image');
    expect(await reasons()).not.toContain('seller-links');
  });

  describe('when the brand names no pictures of its own', () => {
    beforeEach(() => {
      withOfficialPhotos(async () => Promise.reject(new Error('nothing is to be fetched')));
      const products = [{ ...JACKET, images: [] }];
      const brand = { ...BRAND, fingerprint: { ...BRAND.fingerprint, products, images: [] } };
      services = { ...services, brands: { get: async () => brand } };
    });
    const evidence = async () =>
      (await cases.get(CASE_ID))?.verdict.signals.find(({ id }) => id === 'known-infringing-image')?.evidence;

    test('a picture of a removed offer sends one at a fair price to a person, with the doubt said', async () => {
      await run(outlet(300));
      expect(verdicts.get('bazaar~1001')).toBe('review');
      expect(await evidence()).toMatch(/may be one of the brand’s own/);
      expect(await reasons()).not.toContain('seller-links');
    });

    test.each(['dismissed', 'authorised'] as const)(
      'one that an offer which is %s showed too is held against nobody',
      async (state) => {
        await aCaseOf('another', { state, imageHashes: [officialPhoto.pdq] });
        await run(outlet(300));
        expect(verdicts.get('bazaar~1001')).toBe('ignore');
      },
    );
  });
});

describe('random audit', () => {
  const audited = (share: number): Brand => ({
    ...NORDHAVN,
    enforcement: { ...NORDHAVN.enforcement, auditShare: share },
  });
  const withShare = (share: number) => {
    services = { ...services, brands: { get: async () => audited(share) } };
  };

  test('a harmless offer drawn by lot is shown to a person, quietly, and its verdict stays', async () => {
    withShare(0.1);
    for (let id = 1; id <= 100; id++) await run({ ...INNOCENT, id: String(id) });
    const drawn = await cases.byBrand('nordhavn');
    expect(drawn.length).toBeGreaterThan(2);
    expect(drawn.length).toBeLessThan(25);
    for (const record of drawn) {
      expect(record).toMatchObject({ state: 'flagged', selectionProbability: 0.1, verdict: { decision: 'ignore' } });
      expect(record.events[0]!.why).toMatch(/^random audit; probability/);
    }
    expect(new Set(verdicts.values())).toEqual(new Set(['ignore']));
    expect([alerts.sent, takedowns.sent]).toEqual([[], []]);
  });

  test('the lot is the same whenever it is drawn, close to the share, and another one for another brand', () => {
    const brand = audited(0.02);
    const drawn = (by: typeof brand) =>
      Array.from({ length: 20_000 }, (_, id) => isDrawn(by, aListing({ id: String(id) })));
    const first = drawn(brand);
    expect(drawn(brand)).toEqual(first);
    expect(drawn({ ...brand, id: 'another' })).not.toEqual(first);
    expect(first.filter(Boolean).length / first.length).toBeCloseTo(0.02, 2);
  });

  test('never an authorised seller, one who may be, a saved page, or with the share at nought', async () => {
    withShare(0.1);
    for (let id = 1; id <= 60; id++) {
      await run({ ...INNOCENT, id: String(id), seller: { id: 'nordhavn-official' } });
      await run({ ...INNOCENT, id: String(id), seller: null });
      await run({ ...INNOCENT, id: String(id) }, true);
    }
    withShare(0);
    for (let id = 1; id <= 60; id++) await run({ ...INNOCENT, id: String(id) });
    expect(await cases.byBrand('nordhavn')).toEqual([]);
  });

  test('what its score flags is no audit', async () => {
    withShare(0.1);
    await run(SUSPECT);
    expect((await cases.get(CASE_ID))?.selectionProbability).toBeUndefined();
  });
});

describe('redelivery', () => {
  test('ten deliveries open one case and send one message in effect', async () => {
    for (let delivery = 0; delivery < 10; delivery++) await run(COUNTERFEIT);
    expect(await cases.byBrand('nordhavn')).toHaveLength(1);
    expect(new Set(takedowns.sent.map(({ options }) => options?.deduplicationId))).toEqual(new Set([`${CASE_ID}~1`]));
    expect(new Set(alerts.sent.map(({ message }) => message.alertId)).size).toBe(1);
  });

  /** Every call to the outside as a place to die; the redelivery must bring everything about. */
  test('a crash after any step is healed by the next delivery', async () => {
    for (let survives = 0; survives < 12; survives++) {
      const removed = aCase({
        listing: aListing({ id: 'old' }),
        state: 'removed',
        removedAt: NOW.toISOString(),
        openedAt: '2026-05-01T00:00:00.000Z',
        imageHashes: [],
      } as never);
      cases = memoryCaseStore();
      await cases.open(removed);
      takedowns = collecting();
      alerts = collecting();
      verdicts = new Map();
      const whole: ScoreServices = { ...services, cases, takedowns: takedowns.queue, alerts: alerts.queue };
      const listing = { ...COUNTERFEIT, title: removed.listing.title };
      const job = { brandId: 'nordhavn', listing, jobId: 'job', offline: false };
      await score(job, dyingAfter(survives, whole)).catch(() => undefined);
      await score(job, whole);
      expect((await cases.get(CASE_ID))?.relistingOf).toBe(removed.id);
      expect((await cases.get(removed.id))?.state).toBe('relisted');
      expect(takedowns.sent.length).toBeGreaterThan(0);
      expect(new Set(kinds())).toEqual(new Set(['relisted']));
      expect(verdicts.get('bazaar~1001')).toBe('expedite');
    }
  });

  test('a case that somebody is already working on is not sent again', async () => {
    await cases.open(aCase({ state: 'submitted', submittedAt: NOW.toISOString() }));
    await run(COUNTERFEIT);
    expect(takedowns.sent).toEqual([]);
    expect(alerts.sent).toEqual([]);
  });

  test('a dismissed case stays dismissed while the offer is what it was, whatever is found out about it', async () => {
    await cases.open(aCase({ state: 'dismissed', listing: COUNTERFEIT, verdict: aVerdict({ signals: [] }) }));
    await run(COUNTERFEIT);
    await run({ ...COUNTERFEIT, soldCount: 900 });
    expect((await cases.get(CASE_ID))?.state).toBe('dismissed');
    expect(takedowns.sent).toEqual([]);
  });

  test('a dismissed case comes back to a person when the offer is changed into a copy, and not for a change of no weight', async () => {
    const honest = aListing({ ...COUNTERFEIT, title: 'Nordhavn Fjord Parka, worn once', price: null });
    const dismissed = aCase({ state: 'dismissed', listing: honest, verdict: aVerdict({ signals: [] }) });
    await cases.open(dismissed);
    await run({ ...honest, title: `${honest.title}, navy` });
    expect((await cases.get(CASE_ID))?.state).toBe('dismissed');
    await run(COUNTERFEIT);
    const record = await cases.get(CASE_ID);
    expect(record).toMatchObject({ state: 'flagged', listing: { title: COUNTERFEIT.title } });
    expect(record?.events.at(-1)?.why).toMatch(/^changed since it was dismissed; probability/);
    expect(record?.verdict.signals.map(({ id }) => id)).toContain('suspicious-wording');
    expect(takedowns.sent).toEqual([]);
  });

  test('a contact that was read on a picture stays with the case when the pictures are not read again', async () => {
    await run(SUSPECT);
    const flagged = await cases.get(CASE_ID);
    await cases.update(flagged!, { contactHandles: ['wechat:nh_store88'] });
    await run({ ...SUSPECT, title: `${SUSPECT.title} navy`, imageUrls: [] });
    const changed = await cases.get(CASE_ID);
    expect(changed?.listing.title).toBe(`${SUSPECT.title} navy`);
    expect(changed?.contactHandles).toEqual(['wechat:nh_store88']);
  });

  test('a flagged case shows what the offer says now; a weaker look at the same offer changes nothing', async () => {
    await run(SUSPECT);
    const before = await cases.get(CASE_ID);
    await run({ ...SUSPECT, title: `${SUSPECT.title} navy` });
    const changed = await cases.get(CASE_ID);
    expect(changed).toMatchObject({ state: 'flagged', listing: { title: `${SUSPECT.title} navy` } });
    await cases.update(changed!, { verdict: { ...before!.verdict, probability: 0.94 } });
    await run({ ...SUSPECT, title: `${SUSPECT.title} navy` });
    expect((await cases.get(CASE_ID))?.verdict.probability).toBe(0.94);
  });

  test('a flagged case moves up when the listing gives itself away, unless a person has touched it', async () => {
    await run(SUSPECT);
    await run(COUNTERFEIT);
    expect((await cases.get(CASE_ID))?.state).toBe('queued');
    expect(takedowns.sent).toHaveLength(1);

    const touched = aCase({
      listing: aListing({ id: '7' }),
      state: 'flagged',
      events: [{ at: NOW.toISOString(), from: 'dismissed', to: 'flagged', by: 'analyst:jane', why: 'unsure' }],
    });
    await cases.open(touched);
    await run({ ...COUNTERFEIT, id: '7' });
    expect((await cases.get(touched.id))?.state).toBe('flagged');
  });
});

describe('relisting', () => {
  const removed = (fields: Partial<z.input<typeof Case>> = {}) =>
    aCase({
      listing: aListing({ id: 'old', title: 'Completely different words' }),
      state: 'removed',
      submittedAt: '2026-05-10T00:00:00.000Z',
      removedAt: '2026-05-12T00:00:00.000Z',
      imageHashes: [anImage().pdq],
      ...fields,
    });

  test('the same picture from the same seller continues the removed case', async () => {
    const old = removed();
    await cases.open(old);
    pictures = { [COUNTERFEIT.imageUrls[0]!]: anImage() };
    // The title alone would be a case for review: pictures can still matter, so they are looked at.
    await run(SUSPECT);
    const successor = await cases.get(CASE_ID);
    expect(successor?.relistingOf).toBe(old.id);
    expect((await cases.get(old.id))?.state).toBe('relisted');
    expect(kinds()).toContain('relisted');
  });

  test('nearly the same title does too', async () => {
    const old = removed({
      listing: aListing({ id: 'old', title: 'Nordhavn Fjord Parka mirror quality NEW' }),
      imageHashes: [],
    });
    await cases.open(old);
    await run(COUNTERFEIT);
    expect((await cases.get(CASE_ID))?.relistingOf).toBe(old.id);
  });

  test('what was on sale beside the removed offer all the time is no relisting', async () => {
    const old = removed({ listing: aListing({ id: 'old', title: COUNTERFEIT.title }) });
    await cases.open(old);
    firstSeenAt = '2026-05-01T00:00:00.000Z';
    await run(COUNTERFEIT);
    expect((await cases.get(CASE_ID))?.relistingOf).toBeUndefined();
    expect((await cases.get(old.id))?.state).toBe('removed');
  });

  test('is put before a person in milder words and at an honest price, after a notice that nobody acknowledged', async () => {
    const old = removed({ listing: aListing({ id: 'old', title: INNOCENT.title }), state: 'ended', imageHashes: [] });
    await cases.open(old);
    await run(INNOCENT);
    const record = await cases.get(CASE_ID);
    expect(record).toMatchObject({
      state: 'flagged',
      relistingOf: old.id,
      verdict: { decision: 'ignore' },
      links: [{ caseId: old.id, reasons: ['account', 'text'], continues: true }],
    });
    expect(record?.events[0]?.why).toContain(`continues case ${old.id} (the same account, the same wording)`);
    expect(takedowns.sent).toEqual([]);
    expect(kinds()).toEqual(['relisted']);
  });

  test("another seller's removed offer is not continued", async () => {
    const old = removed({ listing: aListing({ id: 'old', title: COUNTERFEIT.title, seller: { id: 'someone-else' } }) });
    await cases.open(old);
    await run(COUNTERFEIT);
    expect((await cases.get(CASE_ID))?.relistingOf).toBeUndefined();
  });

  test('the same listing id back on sale is a new generation', async () => {
    await cases.open(aCase({ state: 'removed', removedAt: '2026-05-12T00:00:00.000Z' }));
    page = onSale(COUNTERFEIT);
    await run(COUNTERFEIT);
    expect(await cases.get('nordhavn~bazaar~1001~2')).toMatchObject({ state: 'queued', relistingOf: CASE_ID });
    expect((await cases.get(CASE_ID))?.state).toBe('relisted');
  });

  test('a search result that still shows the removed offer proves nothing', async () => {
    await cases.open(aCase({ state: 'removed', removedAt: '2026-05-12T00:00:00.000Z' }));
    page = { finding: 'unreadable', reason: 'blocked' };
    await run(COUNTERFEIT);
    expect(await cases.get('nordhavn~bazaar~1001~2')).toBeUndefined();
    expect(takedowns.sent).toEqual([]);
  });
});

/** The same services, whose n-th write succeeds and takes the process with it. */
function dyingAfter(writes: number, whole: ScoreServices): ScoreServices {
  let left = writes;
  const mortal = <Arguments extends unknown[], Result>(call: (...given: Arguments) => Promise<Result>) => {
    return async (...given: Arguments): Promise<Result> => {
      if (left < 0) throw new Error('the process is dead');
      const result = await call(...given);
      if (left-- === 0) throw new Error('the process dies');
      return result;
    };
  };
  return {
    ...whole,
    cases: { ...whole.cases, open: mortal(whole.cases.open), transition: mortal(whole.cases.transition) },
    takedowns: { ...whole.takedowns, send: mortal(whole.takedowns.send) },
    alerts: { ...whole.alerts, send: mortal(whole.alerts.send) },
    listings: { ...whole.listings, putVerdict: mortal(whole.listings.putVerdict) },
  };
}

import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { brandHoldings } from '#shared/erasure/brand-holdings.ts';
import { erase, finishErasures, type Installation, stillMentioned } from '#shared/erasure/erase.ts';
import { type Bucket, createBucket } from '#shared/erasure/object-versions.ts';
import { brandObstacles, sellerObstacles } from '#shared/erasure/obstacles.ts';
import { pseudonymOf } from '#shared/erasure/pseudonym.ts';
import { sellerHoldings } from '#shared/erasure/seller-holdings.ts';
import type { SellerSubject } from '#shared/erasure/subject.ts';
import { createPageArchive } from '#shared/evidence/archive.ts';
import { caseFolder } from '#shared/evidence/evidence-store.ts';
import { noticePackets, storePackets } from '#shared/evidence/object-keys.ts';
import { brandAlert } from '#shared/messaging/brand-alert.ts';
import { createAlertStore } from '#shared/stores/alert-store.ts';
import { createBrandStore } from '#shared/stores/brand-store.ts';
import { createCaseStore } from '#shared/stores/case-store.ts';
import { createListingStore } from '#shared/stores/listing-store.ts';
import { createNoticeStore } from '#shared/stores/notice-store.ts';
import { createRollUpStore } from '#shared/stores/roll-up-store.ts';
import { createSellerOfferStore } from '#shared/stores/seller-offer-store.ts';
import { createSellerRecordStore } from '#shared/stores/seller-record-store.ts';
import { createStoreFileStore } from '#shared/stores/store-file-store.ts';
import { createTranslationStore } from '#shared/stores/translation-store.ts';
import { type Buckets, startBuckets } from '../../support/buckets.ts';
import { aBrand, aCase, aListing, aScanPage } from '../../support/builders.ts';
import { aNoticeRecord, aTarget } from '../../support/notice-builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { whereItStands as search } from '../../support/where-it-stands.ts';

const AT = '2026-06-01T12:00:00.000Z';
const WHEN = new Date('2026-07-01T09:00:00.000Z');
const WHO = { by: 'operator:ida', at: WHEN };
const SELLER: SellerSubject = { kind: 'seller', marketplace: 'bazaar', account: 'parka-palace-77' };
const THEIRS = {
  id: 'parka-palace-77',
  name: 'Parka Palace Überseekontor',
  url: 'https://bazaar.example/s/parka-palace-77',
};
const [MIXED, OWN] = ['nordhavn~bazaar~mixed', 'nordhavn~bazaar~own'];
const OTHERS = { id: 'honest-goods', name: 'Honest Goods' };

let tables: Tables;
let objects: Buckets;
let installation: Installation;

beforeEach(async () => {
  tables = await startTables();
  objects = await startBuckets('pages', 'evidence');
  installation = {
    tables,
    buckets: {
      pages: createBucket(objects.client, 'pages', false),
      evidence: createBucket(objects.client, 'evidence', false),
    },
    archive: createPageArchive(objects.client, 'pages'),
  };
});
afterEach(async () => {
  await tables.stop();
  await objects.stop();
});

const put = (bucket: 'pages' | 'evidence', key: string, body: string) => {
  const Body = key.endsWith('.gz') ? gzipSync(body) : body;
  return objects.client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body }));
};

/** Two sellers who were noticed in one notice, one of them in a second one of their own as well, with all that this leaves behind. */
async function aYearOfEnforcement() {
  const { client, names } = tables;
  const cases = createCaseStore(client, names.cases);
  const notices = createNoticeStore(client, names.cases);
  const listings = createListingStore(client, names.listings);
  await createBrandStore(client, names.brands).put(aBrand(), new Date(AT));
  for (const [id, seller] of [
    ['1001', THEIRS],
    ['1002', OTHERS],
    ['1003', THEIRS],
  ] as const) {
    const listing = aListing({ id, seller, url: `https://bazaar.example/item/${id}` });
    const noticeId = id === '1003' ? OWN : MIXED;
    const record = aCase({ listing, state: 'removed', noticeId, contactHandles: [`wechat:wx-${seller.id}`] });
    await cases.open(record);
    const seen = { brandId: 'nordhavn', listing, digest: id, firstSeenAt: AT, lastSeenAt: AT };
    await listings.putMany([seen]);
    await put('evidence', `${caseFolder('nordhavn', record.id)}page.html`, `<h1>${seller.name}</h1>`);
    const names = { sellerId: seller.id, sellerName: seller.name };
    const target = aTarget({ noticeId, state: 'removed' }, id);
    await notices.addTarget({ ...target, statement: { ...target.statement, ...names } });
    const claim = { noticeId, caseId: record.id, token: 'token' };
    await notices.claimOnce(`bazaar~${seller.id}~${id}~nordhavn~counterfeit~1.1`, claim);
  }
  // On the result page the seller stands without an id, under the same name.
  const nameless = aListing({ id: '1004', seller: { name: THEIRS.name } });
  await listings.putMany([{ brandId: 'nordhavn', listing: nameless, digest: 'x', firstSeenAt: AT, lastSeenAt: AT }]);
  for (const [id, reference] of [
    [MIXED, 'MW-1'],
    [OWN, 'MW-2'],
  ] as const) {
    const notice = aNoticeRecord({ id, reference, state: 'closed' });
    const why = id === OWN ? `${THEIRS.name} wrote that the goods are genuine` : 'the venue agreed';
    await notices.create({ ...notice, lastEvent: { ...notice.lastEvent, subject: id, why } });
    await put('evidence', `${noticePackets('nordhavn', reference)}0011223344556677.zip`, `zip with ${THEIRS.name}`);
  }
  const task = { brandId: 'nordhavn', openedAt: AT, dueAt: AT, kind: 'answer-counter-notice' } as const;
  await notices.openTask({ ...task, id: 'a', noticeId: OWN, text: `Answer ${THEIRS.name}.` });
  await createTranslationStore(client, names.cases).put(
    'hash',
    { texts: [`Jacket of ${THEIRS.name}`], from: 'de', by: 'a test' },
    { brandId: 'nordhavn', caseId: 'nordhavn~bazaar~1001~1' },
  );
  await createAlertStore(client, names.cases).keep({
    alertId: 'a',
    brandId: 'nordhavn',
    kind: 'removal-verified',
    at: AT,
    caseId: 'nordhavn~bazaar~1001~1',
    message: `An offer of ${THEIRS.name} is gone.`,
  });
  await createSellerRecordStore(client, names.cases, () => new Date(AT)).change(
    'nordhavn',
    { marketplace: 'bazaar', sellerId: THEIRS.id },
    { put: [{ offer: 'bazaar.example/item/900', at: '2026-01-01', outcome: 'confirmed' }] },
  );
  const theirs = { marketplace: 'bazaar', sellerId: THEIRS.id };
  const shown = { offerId: '900', at: AT, isFarBelow: true };
  await createSellerOfferStore(client, names.cases, () => new Date(AT)).put('nordhavn', theirs, {
    brandId: 'nordhavn',
    ...shown,
  });
  await createStoreFileStore(client, names.cases).write({
    id: `nordhavn~bazaar~${THEIRS.id}`,
    brandId: 'nordhavn',
    group: 'bazaar',
    sellerId: THEIRS.id,
    sellerName: THEIRS.name,
    marketplaces: ['bazaar'],
    state: 'closed',
    version: 0,
    strikes: [{ caseId: 'nordhavn~bazaar~1001~1', at: AT }],
    counted: 1,
    openOffers: 0,
    updatedAt: AT,
    events: [],
  });
  const alerts = createAlertStore(client, names.cases);
  const store = { id: `nordhavn~bazaar~${THEIRS.id}`, brandId: 'nordhavn' };
  const { message: closed } = brandAlert(store, 'store-closed', `${THEIRS.name} is closed.`, new Date(AT), AT);
  await alerts.keep(closed);
  await alerts.claim(closed.alertId, new Date(AT));
  await put('pages', 'bazaar/2026-06-01/one.page.gz', `result page with ${THEIRS.name}`);
  await put('pages', 'bazaar/2026-06-01/two.page.gz', `result page with ${OTHERS.name}`);
  await listings.putScanPage(aScanPage({ listingIds: ['1001', '1002'], archiveKey: 'bazaar/2026-06-01/one.page.gz' }));
  await listings.putScanPage(aScanPage({ listingIds: ['1002'], archiveKey: 'bazaar/2026-06-01/two.page.gz' }));
  await put('evidence', `${storePackets('nordhavn', THEIRS.id)}0011.zip`, `close the store of ${THEIRS.name}`);
  const rollUps = createRollUpStore(client, names.cases);
  await rollUps.put('nordhavn', {
    day: '2026-06-01',
    venues: { bazaar: { counts: { removed: 2 }, outcomes: {}, claims: {}, durations: {}, asked: {}, stocked: {} } },
  });
  await rollUps.setRolledTo('nordhavn', '2026-06-30');
}

const whereItStands = (...texts: string[]) => search(tables, objects.client, texts);

const everyName = [THEIRS.id, THEIRS.name, `wx-${THEIRS.id}`] as const;

describe('a seller', () => {
  test('stands nowhere any more after being erased, neither in a table nor in a bucket, and others stand as before', async () => {
    await aYearOfEnforcement();
    expect((await whereItStands(...everyName)).length).toBeGreaterThan(15);
    const ofOthers = await whereItStands(OTHERS.id, OTHERS.name);

    const holdings = await sellerHoldings(SELLER, installation);
    expect(await sellerObstacles(holdings, createRollUpStore(tables.client, tables.names.cases))).toEqual([]);
    const erased = await erase(holdings, { ...WHO, pseudonym: pseudonymOf(SELLER) }, installation);

    expect(await whereItStands(...everyName)).toEqual([]);
    expect(await stillMentioned(holdings.writtenAs, tables)).toEqual([]);
    // But for the packet and the result page that named both.
    const shared = ofOthers.filter((place) => /MW-1-|one\.page/.test(place));
    expect(await whereItStands(OTHERS.id, OTHERS.name)).toEqual(ofOthers.filter((place) => !shared.includes(place)));
    expect(erased.items).toEqual({
      alerts: 3,
      translations: 1,
      cases: 2,
      histories: 3,
      notices: 1,
      offers: 3,
      'once-only keys': 2,
      'seller records': 2,
      'statements in notices': 2,
      'store files': 1,
      tasks: 1,
    });
    expect(erased).toMatchObject({ objects: 6, locked: [] });
  });

  test('goes from result pages whose worker died before it recorded them, though nothing else is held of it', async () => {
    const { put: archive } = createPageArchive(objects.client, 'pages');
    const unrecorded = (text: string) =>
      archive({
        url: 'https://bazaar.example/search?q=nordhavn',
        status: 200,
        contentType: 'text/html; charset=windows-1252',
        fetchedAt: WHEN,
        marketplace: 'bazaar',
        bytes: Buffer.from(text, 'latin1'),
      });
    const theirs = await unrecorded('<h1>Überseekontor</h1> sold by Parka-Palace-77');
    const ofOthers = await unrecorded(`<h1>Überseekontor</h1> sold by ${OTHERS.name}`);
    const { places } = await sellerHoldings(SELLER, installation);
    expect(places).toEqual([{ bucket: 'pages', prefix: theirs }]);
    await aYearOfEnforcement();
    await erase(await sellerHoldings(SELLER, installation), { ...WHO, pseudonym: pseudonymOf(SELLER) }, installation);
    expect(await whereItStands(...everyName)).toEqual([]);
    expect(await whereItStands('search?q=nordhavn')).toEqual([`pages: ${ofOthers}`]);
    expect((await sellerHoldings({ ...SELLER, brandId: 'nordhavn' }, installation)).places).toEqual([]);
  });

  test('leaves what reports count, and a tombstone that only whoever knows the account can find', async () => {
    await aYearOfEnforcement();
    const rollUps = createRollUpStore(tables.client, tables.names.cases);
    const before = await rollUps.rollUps('nordhavn', '2026-01-01', '2026-12-31');
    await erase(await sellerHoldings(SELLER, installation), { ...WHO, pseudonym: pseudonymOf(SELLER) }, installation);
    expect(await rollUps.rollUps('nordhavn', '2026-01-01', '2026-12-31')).toEqual(before);
    expect(await whereItStands(pseudonymOf({ ...SELLER, account: '@Parka-Palace-77' }))).toHaveLength(1);
  });

  test('is erased of one brand only where that is asked', async () => {
    await aYearOfEnforcement();
    expect((await sellerHoldings({ ...SELLER, brandId: 'other' }, installation)).held).toEqual([]);
    expect((await sellerHoldings({ ...SELLER, brandId: 'nordhavn' }, installation)).held.length).toBeGreaterThan(10);
  });

  test.each([
    ['a case is open', { state: 'flagged' as const }, /is open \(flagged\)/],
    [
      'its figures are not counted',
      { state: 'removed' as const, updatedAt: '2026-07-01T08:00:00.000Z' },
      /erase it tomorrow/,
    ],
  ])('is not erased while %s', async (_, overrides, obstacle) => {
    await aYearOfEnforcement();
    await createCaseStore(tables.client, tables.names.cases).open(
      aCase({ listing: aListing({ id: '2000', seller: THEIRS }), ...overrides }),
    );
    const found = await sellerObstacles(
      await sellerHoldings(SELLER, installation),
      createRollUpStore(tables.client, tables.names.cases),
    );
    expect(found).toEqual([expect.stringMatching(obstacle)]);
  });

  test('is not erased while a notice that names them is under way, though others are in it too', async () => {
    await aYearOfEnforcement();
    const notices = createNoticeStore(tables.client, tables.names.cases);
    const notice = (await notices.get(MIXED))!;
    await notices.write(notice, { ...notice, state: 'sent' });
    const holdings = await sellerHoldings(SELLER, installation);
    const found = await sellerObstacles(holdings, createRollUpStore(tables.client, tables.names.cases));
    expect(found).toEqual([expect.stringMatching(/^notice nordhavn~bazaar~mixed is under way \(sent\)/)]);
  });
});

test('what is locked waits for its date, is said, and goes with the next erasure after it', async () => {
  await aYearOfEnforcement();
  let today = WHEN;
  const until = '2027-06-01T12:00:00.000Z';
  const { evidence } = installation.buckets;
  const locking: Bucket = {
    ...evidence,
    remove: async (version) =>
      version.key.startsWith(caseFolder('nordhavn', 'nordhavn~bazaar~1001~1')) && today.toISOString() < until
        ? until
        : evidence.remove(version),
  };
  const locked = { ...installation, buckets: { ...installation.buckets, evidence: locking } };
  const erased = await erase(
    await sellerHoldings(SELLER, installation),
    { ...WHO, pseudonym: pseudonymOf(SELLER) },
    locked,
  );
  expect(erased.locked).toEqual([expect.objectContaining({ bucket: 'evidence', objects: 1, until })]);
  expect(await whereItStands(...everyName)).toEqual([expect.stringContaining('page.html')]);

  expect(await finishErasures(locked, today)).toEqual([]);
  today = new Date('2027-06-02T00:00:00.000Z');
  expect(await finishErasures(locked, today)).toMatchObject([{ locked: [], objects: erased.objects + 1 }]);
  expect(await whereItStands(...everyName)).toEqual([]);
  expect(await finishErasures(locked, today)).toEqual([]);
});

test.each([1, 4, 7, 9])('an erasure that dies after %i calls is done again from the start', async (calls) => {
  await aYearOfEnforcement();
  const dying = { ...tables, client: { send: failing(tables.client, calls) } as unknown as Tables['client'] };
  const who = { ...WHO, pseudonym: pseudonymOf(SELLER) };
  const holdings = await sellerHoldings(SELLER, installation);
  await expect(erase(holdings, who, { ...installation, tables: dying })).rejects.toThrow('the machine died');
  expect((await whereItStands(...everyName)).length).toBeGreaterThan(0);
  await erase(await sellerHoldings(SELLER, installation), who, installation);
  expect(await whereItStands(...everyName)).toEqual([]);
});

function failing(client: Tables['client'], after: number) {
  let calls = 0;
  return (command: never) => {
    if (++calls > after) throw new Error('the machine died');
    return client.send(command);
  };
}

test('a brand goes with everything that was found for it, and not while a notice of it is under way', async () => {
  await aYearOfEnforcement();
  const brands = createBrandStore(tables.client, tables.names.brands);
  await brands.put({ ...aBrand(), id: 'other', name: 'Othermark' }, WHEN);
  await brands.put(aBrand({ watches: [{ keyword: 'nordhavn jåcket', marketplaces: ['bazaar'], every: '1d' }] }), WHEN);
  const { put } = createPageArchive(objects.client, 'pages');
  const unrecorded = (url: string) =>
    put({
      url,
      status: 200,
      contentType: 'text/html',
      fetchedAt: WHEN,
      marketplace: 'bazaar',
      bytes: Buffer.from('x'),
    });
  const theirs = await Promise.all(
    ['nordhavn+j%C3%A5cket', 'nordhavn%20j%c3%a5cket&page=2'].map((typed) =>
      unrecorded(`https://bazaar.example/search?q=${typed}`),
    ),
  );
  const ofOthers = await unrecorded('https://bazaar.example/search?q=nordhavn+bag');
  const holdings = await brandHoldings('nordhavn', installation);
  expect(brandObstacles(holdings.notices)).toEqual([]);
  await erase(holdings, { ...WHO, pseudonym: pseudonymOf({ kind: 'brand', brandId: 'nordhavn' }) }, installation);
  expect(await whereItStands(...everyName, OTHERS.id, 'nordhavn~')).toEqual([]);
  expect(holdings.places.map(({ prefix }) => prefix)).toEqual(expect.arrayContaining(theirs));
  expect(await whereItStands('bazaar.example/search?q=nordhavn')).toEqual([`pages: ${ofOthers}`]);
  expect((await brandHoldings('other', installation)).held.length).toBeGreaterThan(0);

  expect(brandObstacles([aNoticeRecord({ state: 'sent' })])).toEqual([expect.stringContaining('under way')]);
});

import { afterEach, expect, test } from 'vitest';
import { sampleStock } from '#infra/local/bazaar/catalogue.ts';
import { SAMPLE_CAST } from '#infra/local/bazaar/sellers.ts';
import type { Bazaar } from '#infra/local/bazaar/start-bazaar.ts';
import { bazaar as marketplace } from '#shared/marketplaces/bazaar/bazaar.ts';
import { aBazaar, aNoticeBody, getPage, handClock, sendNotice } from './shop-client.ts';

let bazaar: Bazaar;
afterEach(() => bazaar?.close());

const SELLERS = SAMPLE_CAST.rings.map(({ id }) => id);
const fakesOf = (sellerId: string) =>
  sampleStock('7')
    .filter(({ offer, truth }) => truth.counterfeit && offer.sellerId === sellerId && bazaar.labels().has(offer.id))
    .map(({ offer }) => offer.id);
const complain = (sellerId: string) =>
  fetch(`${bazaar.origin}/store-desk/${sellerId}`, {
    method: 'POST',
    body: new URLSearchParams({ text: 'Close it.' }),
  });
const storeOf = async (sellerId: string) => {
  const url = `${bazaar.origin}/seller/${sellerId}`;
  const { status, body } = await getPage(url);
  return { status, ...marketplace.readSeller!({ url, status, body }) };
};

test('a store is closed twenty hours after a complaint when three of its offers were removed, and its seller is back under another name', async () => {
  const clock = handClock();
  bazaar = await aBazaar(clock);
  const [first, second, clean] = SELLERS.filter((id) => fakesOf(id).length >= 4) as [string, string, string];
  for (const seller of [first, second])
    for (const id of fakesOf(seller)) await sendNotice(bazaar, clock, aNoticeBody(bazaar, id));
  clock.advanceHours(42);
  for (const seller of [first, second, clean]) expect((await complain(seller)).status).toBe(200);
  expect((await complain('nobody')).status).toBe(404);
  expect((await storeOf(first)).seller).toMatchObject({ id: first });

  clock.advanceHours(20);
  expect(await storeOf(first)).toMatchObject({
    status: 200,
    seller: null,
    closed: expect.stringMatching(/^Bazaar has closed this store/),
  });
  // Of the stores that could be closed the second is kept; of another nothing was removed.
  expect((await storeOf(second)).closed).toBeUndefined();
  expect((await storeOf(clean)).closed).toBeUndefined();
  expect(bazaar.stats().storesClosed).toBe(1);
  for (const id of fakesOf(first)) expect((await getPage(`${bazaar.origin}/item/${id}`)).status).toBe(410);

  expect((await storeOf(`${first}-again`)).status).toBe(404);
  clock.advanceHours(40);
  const back = await storeOf(`${first}-again`);
  expect(back).toMatchObject({ status: 200, seller: { id: `${first}-again` } });
  expect(back.listings!.length).toBeGreaterThan(0);
  expect(bazaar.labels().get(back.listings![0]!.id)).toMatchObject({ counterfeit: true });
});

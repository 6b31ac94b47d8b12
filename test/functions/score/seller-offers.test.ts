import { beforeEach, describe, expect, test } from 'vitest';
import { NORDHAVN, NOW } from '../../support/facts.ts';
import { CASE_ID, INNOCENT, type ScoreWorld, SUSPECT, scoreWorld } from '../../support/score-world.ts';

let world: ScoreWorld;
beforeEach(() => {
  world = scoreWorld();
});

const BY_STORE = { seller: { id: 'cheap-store' } };
const BOTTLE = { title: 'Nordhavn Havn Bottle 500 ml', price: { amountMinor: 700, currency: 'EUR' } };
const saidOf = async (id: string) =>
  (await world.cases.get(`nordhavn~bazaar~${id}~1`))?.verdict.signals.find(({ id }) => id === 'seller-offers');

describe('what a seller offers besides', () => {
  test('is known from the offers that were judged before, and never from the offer itself', async () => {
    await world.run({ ...SUSPECT, ...BY_STORE });
    await world.run({ ...SUSPECT, ...BY_STORE });
    expect(await saidOf('1001')).toBeUndefined();
    await world.run({ ...SUSPECT, ...BY_STORE, ...BOTTLE, id: '1002' });
    expect((await saidOf('1002'))?.evidence).toBe(
      'The one other offer known of this seller stands at a third of the genuine price or less.',
    );
  });

  test('does not bring an offer back that a person found honest: the offer itself is as it was', async () => {
    await world.run({ ...SUSPECT, ...BY_STORE });
    const flagged = (await world.cases.get(CASE_ID))!;
    await world.cases.transition(flagged, { to: 'dismissed', by: 'ann', why: 'a bargain', at: NOW });
    const kinds = ['Fjord Parka', 'Havn Bottle', 'Tinde Backpack', 'Kyst Cap', 'Isbre Gloves', 'Ask Socks'];
    world.offers = kinds.map((product, i) => ({
      brandId: 'nordhavn',
      ownerId: 'nordhavn',
      sellerId: BY_STORE.seller.id,
      offerId: `other-${i}`,
      at: NOW.toISOString(),
      product,
      isFarBelow: true,
    }));
    await world.run({ ...SUSPECT, ...BY_STORE, title: 'Nordhavn Fjord Parka, new' });
    expect((await world.cases.get(CASE_ID))?.state).toBe('dismissed');
  });

  test('is said in the verdict with what it adds', async () => {
    for (const id of ['1', '2', '3']) await world.run({ ...SUSPECT, ...BY_STORE, id });
    await world.run({ ...SUSPECT, ...BY_STORE });
    expect(await world.reasons()).toContain('seller-offers');
    expect((await saidOf('1001'))!.contribution).toBeGreaterThan(0);
  });

  test.each([
    ['an offer of an accessory', { ...INNOCENT, title: 'Zipper for Nordhavn parka', price: SUSPECT.price }],
    ['an offer without a price', { ...INNOCENT, price: null }],
    ['an offer that names no seller', { ...SUSPECT, seller: null }],
    [
      'an offer of an authorised seller',
      { ...SUSPECT, seller: { id: NORDHAVN.fingerprint.authorisedSellers[0]!.sellerId } },
    ],
  ])('does not hold %s', async (_, listing) => {
    await world.run({ ...BY_STORE, ...listing });
    expect(world.offers).toEqual([]);
  });

  test('holds offers at a fair price too, as what they are', async () => {
    await world.run({ ...INNOCENT, ...BY_STORE });
    expect(world.offers).toMatchObject([{ ownerId: 'nordhavn', product: 'Fjord Parka', isFarBelow: false }]);
  });

  test('does not hold an offer whose page is not there', async () => {
    world.page = { finding: 'absent', reason: 'HTTP 404' };
    await world.run({ ...SUSPECT, ...BY_STORE });
    expect(await world.cases.get(CASE_ID)).toBeUndefined();
    expect(world.offers).toEqual([]);
  });
});

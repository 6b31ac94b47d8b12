import { describe, expect, it } from 'vitest';
import { confirmedCases } from '#functions/score/confirmed-cases.ts';
import { linksToEarlier, type Offer } from '#functions/score/earlier-cases.ts';
import { aCase, aConfirmedCase, aListing } from '../../support/builders.ts';
import { offersOfNetworks } from '../../support/seller-networks.ts';

const PICTURE = 'a5'.repeat(32);
const OFFICIAL = '3c'.repeat(32);
const LATER = '2026-06-20T00:00:00.000Z';
const TEXT = Array.from({ length: 30 }, (_, n) => `word${n}`).join(' ');
const CONTACT = 'wechat:nh_store88';
const removed = aConfirmedCase({
  listing: aListing({ id: 'old', description: TEXT }),
  imageHashes: [PICTURE, OFFICIAL],
  contactHandles: [CONTACT],
});
const picture = (pdq: string) => ({ url: 'https://shop.example/p.jpg', sha256: 'x', pdq, pdqQuality: 100 });
const linksOf = (offer: Partial<Offer>, sellerCases = [] as Parameters<typeof linksToEarlier>[1], known = [removed]) =>
  linksToEarlier(
    {
      listing: aListing({ id: 'new', seller: { id: 'newcomer' } }),
      images: [],
      contacts: [],
      firstSeenAt: LATER,
      ...offer,
    },
    sellerCases,
    confirmedCases(known, { images: [{ source: 'official', pdq: OFFICIAL }], known: 'all' }, []),
  );

describe('an offer of somebody else', () => {
  it.each([
    ['the same picture', { images: [picture(PICTURE)] }, ['picture']],
    [
      'the same contact',
      { contacts: [CONTACT], listing: aListing({ id: 'new', title: 'Parka', seller: null }) },
      ['contact'],
    ],
    ['the same wording', { listing: aListing({ id: 'new', seller: null, description: `${TEXT} and more` }) }, ['text']],
  ])('is shown beside the removed one for %s, and continues nothing for that alone', (_, offer, reasons) => {
    expect(linksOf(offer)).toEqual([{ caseId: removed.id, reasons, continues: false }]);
  });

  it.each([
    ['another account', { id: 'newcomer' }, 'bazaar'],
    ['another marketplace', { id: 'newcomer' }, 'ebay'],
    ['a seller who is not named', null, 'bazaar'],
  ])('continues it when two things agree: %s', (_, seller, marketplace) => {
    const listing = aListing({ id: 'new', seller, marketplace });
    const links = linksOf({ listing, images: [picture(PICTURE)], contacts: [CONTACT] });
    expect(links).toEqual([{ caseId: removed.id, reasons: ['contact', 'picture'], continues: true }]);
  });

  it('may be one of several that continue the same removed offer', () => {
    const relisted = { ...removed, state: 'relisted' as const };
    const links = linksOf({ images: [picture(PICTURE)], contacts: [CONTACT] }, [], [relisted]);
    expect(links).toMatchObject([{ continues: true }]);
  });

  it("is tied to nobody by the brand's own picture", () => {
    expect(linksOf({ images: [picture(OFFICIAL)] })).toEqual([]);
  });

  it('continues nothing that it stood beside all the time', () => {
    const links = linksOf({ images: [picture(PICTURE)], contacts: [CONTACT], firstSeenAt: '2026-01-01T00:00:00.000Z' });
    expect(links).toMatchObject([{ continues: false }]);
  });
});

describe("an offer of the same seller's", () => {
  const own = aListing({ id: 'new' });
  it.each([
    ['removed', aCase({ listing: aListing({ id: 'old' }), state: 'removed' })],
    [
      'gone after a notice that nobody acknowledged',
      aCase({ listing: aListing({ id: 'old' }), state: 'ended', submittedAt: '2026-06-02T00:00:00.000Z' }),
    ],
    ['relisted once already', aCase({ listing: aListing({ id: 'old' }), state: 'relisted' })],
  ])('continues one with the same title that was %s', (_, before) => {
    expect(linksOf({ listing: own }, [before], [])).toEqual([
      { caseId: before.id, reasons: ['account', 'text'], continues: true },
    ]);
  });

  it.each(['dismissed', 'restored', 'withdrawn', 'authorised'] as const)('continues nothing that was %s', (state) => {
    expect(linksOf({ listing: own }, [aCase({ listing: aListing({ id: 'old' }), state })], [])).toEqual([]);
  });
});

describe('generated networks of sellers', () => {
  const { offers, handOf } = offersOfNetworks(20, 7);

  it('ties nearly every offer to its hand', () => {
    const guilty = offers.filter(({ hand }) => hand !== undefined);
    const tied = guilty.filter(({ hand, links }) => links.some(({ caseId }) => handOf.get(caseId) === hand));
    expect(tied.length / guilty.length).toBeGreaterThan(0.95);
  });

  it('never says that an innocent offer continues a removed one', () => {
    const accused = offers.filter(({ hand, links }) => hand === undefined && links.some((link) => link.continues));
    expect(accused.map(({ kind }) => kind)).toEqual([]);
  });
});

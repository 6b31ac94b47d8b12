import { describe, expect, test } from 'vitest';
import type { SellerLink } from '#shared/domain/signal.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { sellerLinks } from '#shared/signals/seller-links.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const byContact: SellerLink = {
  kind: 'contact',
  what: 'wechat:nh_store88',
  caseId: 'nordhavn~bazaar~77~1',
  seller: 'Parka Outlet 7',
};
const byPicture: SellerLink = { ...byContact, kind: 'picture', what: 'picture', seller: 'Nordic Deals' };
const linked = (...links: SellerLink[]) => someFacts({ title: 'Warm parka', price: null }, { sellerLinks: links });

describe('seller links', () => {
  test('the same contact as a confirmed seller counts in full, and the evidence names both', () => {
    expect(signalValue(sellerLinks, linked(byContact))).toBe(1);
    expect(evidenceOf(sellerLinks, linked(byContact))).toBe(
      'The contact wechat:nh_store88 is also given by Parka Outlet 7, whose case nordhavn~bazaar~77~1 was confirmed.',
    );
  });

  test('a shared picture counts half: pictures are taken from innocent sellers too', () => {
    expect(signalValue(sellerLinks, linked(byPicture))).toBe(0.5);
    expect(evidenceOf(sellerLinks, linked(byPicture, byContact))).toMatch(/wechat:nh_store88.*; 1 more such seller\.$/);
  });

  test('no link says nothing, and neither does not having looked', () => {
    expect(signalValue(sellerLinks, linked())).toBeNull();
    expect(signalValue(sellerLinks, someFacts({}))).toBeNull();
  });

  test('a link takes an offer of the goods to a person, and no further: anybody can write the contact of another', () => {
    const offer = { title: 'Nordhavn Fjord Parka, size L', price: { amountMinor: 29_900, currency: 'EUR' } };
    expect(scoreListing(someFacts(offer, { sellerLinks: [byContact, byPicture] })).decision).toBe('review');
    expect(scoreListing(linked(byContact)).decision).toBe('ignore');
  });
});

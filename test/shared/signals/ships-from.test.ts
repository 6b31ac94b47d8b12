import { describe, expect, test } from 'vitest';
import type { Facts } from '#shared/domain/signal.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { shipsFrom } from '#shared/signals/ships-from.ts';
import { anImage, evidenceOf, NORDHAVN, NOW, signalValue, someFacts } from '../../support/facts.ts';

const BRAND = { ...NORDHAVN, fingerprint: { ...NORDHAVN.fingerprint, shipsFrom: ['EU', 'NO'] } };
const sentFrom = (itemLocation: string | undefined, listing: Parameters<typeof someFacts>[0] = {}): Facts =>
  someFacts({ listedAt: undefined, ...listing, itemLocation }, { brand: BRAND });
const valueOfOffer = (...offer: Parameters<typeof sentFrom>) => signalValue(shipsFrom, sentFrom(...offer));

describe('where an offer is sent from', () => {
  test('is a hint where the brand names other countries, and is said with both', () => {
    expect(valueOfOffer('Quanzhou, China')).toBe(1);
    expect(evidenceOf(shipsFrom, sentFrom('Quanzhou, China'))).toBe(
      'The offer is sent from Quanzhou, China; genuine goods come from EU, NO, as the brand says.',
    );
  });

  test.each(['الصين', '中国', 'CN'])('names the country in English beside "%s"', (place) => {
    expect(evidenceOf(shipsFrom, sentFrom(place))).toContain(`is sent from China ("${place}");`);
  });

  test.each(['Leipzig, Deutschland', 'Bergen, Norway', 'Quanzhou', 'somewhere', undefined])(
    'says nothing of %s',
    (place) => {
      expect(valueOfOffer(place)).toBeNull();
    },
  );

  test('says nothing where the brand does not say where genuine goods come from', () => {
    expect(signalValue(shipsFrom, someFacts({ itemLocation: 'Quanzhou, China' }))).toBeNull();
  });

  test.each([
    ['China', { marketplace: 'tmall', url: 'https://detail.tmall.com/item.htm?id=1' }],
    ['China', { marketplace: 'aliexpress', url: 'https://www.aliexpress.com/item/1.html' }],
    ['Leeds, United Kingdom', { marketplace: 'ebay@ebay.co.uk', url: 'https://www.ebay.co.uk/itm/1' }],
    ['Austin, TX, United States', { marketplace: 'ebay', url: 'https://www.ebay.com/itm/1' }],
  ])('%s says nothing on a marketplace where it is usual', (place, listing) => {
    expect(valueOfOffer(place, listing)).toBeNull();
  });

  test('of a new offer adds nothing to its youth', () => {
    expect(valueOfOffer('China', { listedAt: NOW.toISOString() })).toBe(0);
  });

  test('brings no offer before a person, not beside the maker’s picture at full price either, however young', () => {
    for (const days of [0, 20, 60, 500]) {
      const listedAt = new Date(NOW.getTime() - days * 86_400_000).toISOString();
      const facts = sentFrom('China', {
        title: 'Nordhavn Fjord Parka',
        price: { amountMinor: 29_900, currency: 'EUR' },
        listedAt,
      });
      const pictured = { ...facts, images: [anImage()], officialImages: [{ source: 'fjord.jpg', pdq: anImage().pdq }] };
      expect(scoreListing(pictured).decision).toBe('ignore');
    }
  });
});

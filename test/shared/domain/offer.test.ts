import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountGroupOf } from '#shared/domain/account-group.ts';
import { OfferKey, offerKeyText } from '#shared/domain/offer.ts';
import { offerKeyOf } from '#shared/notices/programmes/programme-of.ts';
import { aListing } from '#test/support/builders.ts';

const part = fc.string({ minLength: 1, unit: 'grapheme' });
const keys: fc.Arbitrary<OfferKey> = fc
  .record({ group: part, itemId: part, site: fc.option(part), sellerId: fc.option(part) })
  .map(({ group, itemId, site, sellerId }) =>
    OfferKey.parse({ group, itemId, ...(site && { site }), ...(sellerId && { sellerId }) }),
  );

const keyOf = (marketplace: string, id: string, url: string, sellerId?: string) =>
  offerKeyText(offerKeyOf(aListing({ marketplace, id, url, seller: sellerId ? { id: sellerId } : null })));

describe('the key of an offer', () => {
  it('holds every part as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const { group, site = '', itemId, sellerId = '' } = key;
        const parts = offerKeyText(key).split('~').map(decodeURIComponent);
        expect(parts).toEqual([group, site, itemId, sellerId]);
      }),
    );
  });

  it('is another one for any two offers', () => {
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(offerKeyText(one)).not.toBe(offerKeyText(other));
      }),
    );
  });

  it('is the same for an item that is shown on Taobao and on Tmall, and another on 1688', () => {
    const taobao = keyOf('taobao', '570000000001', 'https://item.taobao.com/item.htm?id=570000000001');
    expect(keyOf('tmall', '570000000001', 'https://detail.tmall.com/item.htm?id=570000000001')).toBe(taobao);
    expect(keyOf('1688', '570000000001', 'https://detail.1688.com/offer/570000000001.html')).not.toBe(taobao);
    expect(accountGroupOf('1688')).toBe(accountGroupOf('taobao'));
  });

  it('is one seller’s on a catalogue page, and that of the country', () => {
    const page = 'https://www.amazon.de/dp/B0NORDHV05';
    const one = keyOf('amazon@amazon.de', 'B0NORDHV05', page, 'A1');
    expect(keyOf('amazon@amazon.de', 'B0NORDHV05', page, 'A2')).not.toBe(one);
    expect(keyOf('amazon', 'B0NORDHV05', 'https://www.amazon.com/dp/B0NORDHV05', 'A1')).not.toBe(one);
  });

  it('does not name the site where one number means one item everywhere', () => {
    const french = keyOf('vinted@vinted.fr', '8000000001', 'https://www.vinted.fr/items/8000000001-parka');
    expect(keyOf('vinted@vinted.be', '8000000001', 'https://www.vinted.be/items/8000000001-parka')).toBe(french);
  });

  it('names the site where countries number for themselves, and the shop where shops do', () => {
    const singapore = keyOf('shopee', '1.2', 'https://shopee.sg/product/1/2');
    expect(keyOf('shopee', '1.2', 'https://shopee.vn/product/1/2')).not.toBe(singapore);
    const first = keyOf('rakuten', 'havn-shop:nh-001', 'https://item.rakuten.co.jp/havn-shop/nh-001/');
    expect(keyOf('rakuten', 'other-shop:nh-001', 'https://item.rakuten.co.jp/other-shop/nh-001/')).not.toBe(first);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPage } from '#shared/extraction/page-document.ts';
import { sellerLink } from '#shared/extraction/seller-link.ts';

function linkIn(body: string, seller = { id: 'fjord-42', name: 'Fjord Shop' }): string | undefined {
  const doc = openPage({ url: 'https://www.shop.example/item/1', status: 200, body });
  if ('hostile' in doc) throw new Error(doc.hostile);
  return sellerLink(doc, seller);
}

describe("the seller's page, as an offer's page links it", () => {
  test.each([
    ['<a href="/seller/fjord-42?ref=item">Fjord Shop</a>', 'https://www.shop.example/seller/fjord-42'],
    ['<a href="/usr/Fjord-42">Fjord Shop</a>', 'https://www.shop.example/usr/Fjord-42'],
    ['<a href="/shop/Fjord%20Shop">x</a>', 'https://www.shop.example/shop/Fjord%20Shop'],
    ['<a href="/store/fjord-42/reviews"></a><a href="/store/fjord-42"></a>', 'https://www.shop.example/store/fjord-42'],
    ['<a href="/shop/Fjord%20Shop"></a><a href="/user/fjord-42"></a>', 'https://www.shop.example/user/fjord-42'],
  ])('%s', (body, link) => {
    expect(linkIn(body)).toBe(link);
  });

  test.each([
    '<a href="https://elsewhere.example/seller/fjord-42">Fjord Shop</a>',
    '<a href="/seller/fjord-421">another account</a>',
    '<a href="/item/fjord-42">an offer</a>',
    '<a href="/help/fjord-42">help</a>',
    '<a href="javascript:open(\'/seller/fjord-42\')">x</a>',
    '<a href="//elsewhere.example/store/fjord-42">x</a>',
    '<a href="/brands/fjord-42">all of the brand</a>',
    '<a href="/brand/Fjord%20Shop">all of the brand</a>',
  ])('is not: %s', (body) => {
    expect(linkIn(body)).toBeUndefined();
  });

  test('never leads to another site, whatever the page and the account are called', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.webUrl(), (id, address) => {
        const link = linkIn(
          `<a href="${address}/seller/${encodeURIComponent(id.replace(/[\uD800-\uDFFF]/g, ''))}"></a>`,
          {
            id,
            name: id,
          },
        );
        if (link !== undefined) expect(new URL(link).host).toBe('www.shop.example');
      }),
    );
  });
});

import { all } from '#shared/extraction/dom.ts';
import { attr, mapped, rule, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

const PRODUCT_LINK = /\/products\/([a-z0-9][\w.-]{2,200})(?=[?#]|$)/;
const listingUrl = (id: string) => `https://www.scan.co.uk/products/${id}`;

/** Products are known by the name in their address: the numbers on the cards (basket, link, stock) differ from each other. */
export const scanUk: Marketplace = {
  ...RETAILER,
  id: 'scan-uk',
  title: 'Scan Computers',
  hosts: ['scan.co.uk'],
  searchUrl: (keyword) => searchAddress('https://www.scan.co.uk/search', keyword, 'q'),
  listingUrl,
  ...shopReaders({
    marketplace: 'scan-uk',
    currency: 'GBP',
    idInLink: PRODUCT_LINK,
    listingUrl,
    results: [
      cards('li.product:has(a[href*="/products/"])', {
        id: attr('a[href*="/products/"]', 'href', PRODUCT_LINK),
        title: [text('.description a'), attr('', 'data-description')],
        // 999999.00 stands for "no price": only the drawn price counts.
        price: mapped(text('.price'), (shown) => String(shown).replace(/\.\s+(?=\d\d\b)/, '.')),
        imageUrls: rule('lazy image', ({ element }) =>
          all(element, '.lazy-load-image[data-src]').map((box) => box.attribs['data-src']),
        ),
        brand: attr('', 'data-manufacturer'),
        availability: rule('buy button', ({ element }) =>
          all(element, '.buyButtonNoPrice').length > 0 ? 'ended' : undefined,
        ),
      }),
    ],
    listing: { price: text('.buyPanel .price, .price [itemprop="price"]') },
  }),
};

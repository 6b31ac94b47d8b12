import { attr, image, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopId, shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

const ID_IN_LINK = /(?:\.product\.|\/p\/-\/[^/?#]{1,300}\/)(\d{6,12})(?:\.html)?(?=[?#]|$)/;
const LINK = attr('a[href*=".product."], a[href*="/p/-/"]', 'href', /^[^?#]+/);

const readers = shopReaders({
  marketplace: 'costco',
  currency: 'USD',
  idInLink: ID_IN_LINK,
  listingUrl: (id) => `https://www.costco.com/.product.${id}.html`,
  results: [
    cards('.product-list .product, [automation-id="productList"] .product-tile-set, [data-testid^="ProductTile_"]', {
      id: shopId(LINK, ID_IN_LINK),
      url: LINK,
      title: text(
        '.description a, [data-testid^="Text_ProductTile"], [automation-id^="productDescriptionLink"], a[href*=".product."]',
      ),
      price: text('.price, [data-testid^="Text_Price"], [automation-id^="itemPriceOutput"]'),
      imageUrls: image('img'),
    }),
  ],
  listing: {
    // "--" until a member signs in or a script has run: then there is no price to state.
    price: text('[automation-id="productPriceOutput"], [data-testid="single-price-content"]', /^\$?\s?\d[\d,]*\.\d\d/),
  },
  nextPage: attr('li.forward a[href], a[aria-label="Go to next page"]', 'href'),
});

export const costco: Marketplace = {
  ...RETAILER,
  id: 'costco',
  title: 'Costco',
  hosts: ['costco.com'],
  imageHosts: ['costco-static.com'],
  browser: true,
  searchUrl: (keyword, page) =>
    searchAddress('https://www.costco.com/CatalogSearch', keyword, 'keyword', page, 'currentPage'),
  listingUrl: (id) => `https://www.costco.com/.product.${id}.html`,
  ...readers,
};

import { embeddedJson } from '#shared/extraction/embedded-json.ts';
import { nextFlight } from '#shared/extraction/next-flight.ts';
import { attr, image, mapped, path, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopId, shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

// Each colour is an offer of its own: "…-overshirt-610001#colcode=61000103". Without a colour the model's six digits must do.
const ID_IN_LINK = /(?:#colcode=|-)(\d{8}|\d{6})(?=[?&]|$)/;
const LINK = attr('', 'href');
const listingUrl = (id: string) =>
  searchAddress('https://www.flannels.com/searchresults', id.slice(0, 6), 'descriptionfilter');

export const flannels: Marketplace = {
  ...RETAILER,
  id: 'flannels',
  title: 'Flannels',
  hosts: ['flannels.com'],
  imageHosts: ['amplience.net'],
  searchUrl: (keyword, page) =>
    searchAddress('https://www.flannels.com/searchresults', keyword, 'descriptionfilter', page, 'dcp'),
  // A product's address holds its name, which the number does not tell: the search for the number leads to it.
  listingUrl,
  ...shopReaders({
    marketplace: 'flannels',
    currency: 'GBP',
    idInLink: ID_IN_LINK,
    listingUrl,
    listFirst: true,
    results: [
      entries('page stream', (doc) => embeddedJson(nextFlight(doc.page.body), '"products":'), {
        id: path('key'),
        url: mapped(path('productUrl'), (link) => `https://www.flannels.com/${String(link).replace(/^\//, '')}`),
        title: path('name', 'nameWithoutBrand'),
        price: path('discountedPrice', 'price'),
        imageUrls: path('image'),
        brand: path('brand'),
      }),
      cards('a[data-testid="product-card"][href*="colcode="]', {
        id: shopId(LINK, ID_IN_LINK),
        url: LINK,
        title: [text('[data-testid="product-card-name"], [class*="ProductCard_name"]'), attr('', 'aria-label')],
        price: [
          text('[data-testid*="discounted" i], [class*="discountedPrice" i]'),
          text('[data-testid="price"], [class*="ProductCard_price"]'),
        ],
        imageUrls: image('img'),
        brand: text('[data-testid="product-card-brand"], [class*="ProductCard_brand"]'),
      }),
    ],
    nextPage: attr('a[aria-label="Go To Next Page" i]', 'href'),
  }),
};

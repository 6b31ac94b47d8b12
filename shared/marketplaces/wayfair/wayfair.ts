import { first } from '#shared/extraction/dom.ts';
import { attr, image, rule, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopId, shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

const ID_IN_LINK = /\/pdp\/[^?#]{0,300}-([a-z]{1,4}\d{2,12})\.html/i;
const CARD_LINK = attr('a[href*="/pdp/"]', 'href', /^[^?#]+/);

// An item that is no longer sold keeps its address and title and shows a shelf of similar things.
const SHELF_HEADING = '[data-enzyme-id="BrowseRoadsign"]';

const readers = shopReaders({
  marketplace: 'wayfair',
  currency: (doc) => (/wayfair\.ca/.test(doc.page.url) ? 'CAD' : /wayfair\.co\.uk/.test(doc.page.url) ? 'GBP' : 'USD'),
  idInLink: ID_IN_LINK,
  listingUrl: (id) => `https://www.wayfair.com/keyword.php?keyword=${encodeURIComponent(id)}`,
  results: [
    cards('[data-hb-id="ProductCard"], [data-enzyme-id="ProductCard"], [data-test-id="Browse-Grid-Item"]', {
      id: shopId(CARD_LINK, ID_IN_LINK),
      url: CARD_LINK,
      title: [
        text('[data-enzyme-id="productNameSpacing"] h2, [data-test-id="ListingCard-ListingCardName-Text"], h2'),
        attr('img', 'alt'),
      ],
      price: [
        text('.SFPrice > span:first-child'),
        text('[data-test-id="PriceDisplay"], [data-enzyme-id="PriceBlock"]'),
      ],
      imageUrls: image('img'),
      brand: text(
        'h2 ~ p, [data-enzyme-id="productNameSpacing"] ~ p, [data-test-id*="Manufacturer"]',
        /^by (.{1,100})$/,
      ),
      sponsored: rule('"Sponsored"', (scope) => text('span, p, div', /^Sponsored$/).read(scope) !== undefined),
    }),
  ],
  listing: {
    title: [
      text('[data-rtl-id="productHeader"] h1, [data-hb-id="Heading"][data-enzyme-id="PdpTitle"]'),
      rule('page title of a withdrawn item', ({ doc }) =>
        first(doc.root, SHELF_HEADING) ? doc.title().replace(/\s*\|\s*Wayfair.*$/, '') : undefined,
      ),
    ],
    price: text('[data-test-id="PriceDisplay"], [data-enzyme-id="PriceBlock"] .SFPrice > span:first-child'),
  },
  gone: (doc) =>
    first(doc.root, SHELF_HEADING) &&
    /\/pdp\//.test(first(doc.root, 'link[rel="canonical"]')?.attribs.href ?? doc.page.url)
      ? 'ended'
      : undefined,
  nextPage: attr('a[data-enzyme-id="paginationNextPageLink"]', 'href'),
});

export const wayfair: Marketplace = {
  ...RETAILER,
  id: 'wayfair',
  title: 'Wayfair',
  hosts: ['wayfair.com', 'wayfair.ca', 'wayfair.co.uk'],
  imageHosts: ['wfcdn.com'],
  searchUrl: (keyword, page) =>
    searchAddress('https://www.wayfair.com/keyword.php', keyword, 'keyword', page, 'curpage'),
  // A product's address holds its name, which the number does not tell: the search for the number leads to it.
  listingUrl: (id) => searchAddress('https://www.wayfair.com/keyword.php', id, 'keyword'),
  ...readers,
};

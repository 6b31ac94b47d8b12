import { first } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopId, shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

const ID_IN_LINK = /\/pdp\/[^?#]{0,300}-([a-z]{1,4}\d{2,12})\.html/i;
const CARD_LINK = attr('a[href*="/pdp/"]', 'href', /^[^?#]+/);

// An item that is no longer sold keeps its address and title and shows a shelf of similar things.
const SHELF_HEADING = '[data-enzyme-id="BrowseRoadsign"]';

/** The whole result, of which the page draws the first dozen tiles. */
const GRID_OBJECT: ListingRules = {
  id: shopId(path('url'), ID_IN_LINK),
  url: mapped(path('url'), (link) => String(link).replace(/[?#].*$/s, '')),
  title: path('product_name'),
  price: path('raw_pricing_data.pricing.customerPrice.display.value'),
  // The address of a picture holds more than its number; of those that are drawn it is known.
  imageUrls: rule('its tile', ({ item, doc }) => {
    const number = at(item, 'image_data.ireid');
    return Number.isInteger(number) ? first(doc.root, `img[src*="/${number}/"]`)?.attribs.src : undefined;
  }),
  brand: path('manufacturer'),
  sponsored: rule('is_featured', ({ item }) => at(item, 'is_featured') === true),
};

const readers = shopReaders({
  marketplace: 'wayfair',
  currency: (doc) => (/wayfair\.ca/.test(doc.page.url) ? 'CAD' : /wayfair\.co\.uk/.test(doc.page.url) ? 'GBP' : 'USD'),
  idInLink: ID_IN_LINK,
  listingUrl: (id) => `https://www.wayfair.com/keyword.php?keyword=${encodeURIComponent(id)}`,
  results: [
    entries('state: browse_grid_objects', (doc) => doc.state('"browse_grid_objects":'), GRID_OBJECT),
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

import { at } from '#shared/extraction/json-path.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopId, shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';
import { STACK_ITEM, stackedItems } from '../walmart/search-state.ts';

const ID_IN_LINK = /\/(?:p|ip)\/(?:[^/?#]{1,300}\/)?((?:P|prod)?\d{5,12})(?=[?#]|$)/;
const LINK = attr('a[href*="/p/"], a[href*="/ip/"]', 'href', /^[^?#]+/);

/** The first offer of the page's product in the Redux state: its bar code is nowhere else. */
function offer(doc: PageDocument): unknown {
  const products = at(doc.state('#tb-djs-wml-redux-state'), 'cache.products');
  return at(Object.values((products ?? {}) as object)[0], 'skus.0.onlineOffer');
}

const readers = shopReaders({
  marketplace: 'samsclub',
  currency: 'USD',
  idInLink: ID_IN_LINK,
  listingUrl: (id) => `https://www.samsclub.com/p/${id}`,
  results: [
    // Since 2025 the site runs on Walmart's, state and all.
    entries('search result stacks', stackedItems, { ...STACK_ITEM, url: path('canonicalUrl') }),
    cards('.sc-pc-large-desktop-product-card, [data-testid="product-card"], .sc-plp-cards > div', {
      id: shopId(LINK, ID_IN_LINK),
      url: LINK,
      title: text('.sc-pc-title-medium, [data-automation-id="product-title"], h3'),
      price: text(
        '.Price-group[title], .Price-characteristic, [data-automation-id="product-price"] .visuallyhidden, .sc-price',
      ),
      imageUrls: image('img'),
    }),
  ],
  listing: {
    gtin: rule('state: generatedUPC', ({ doc }) => at(offer(doc), 'generatedUPC')),
  },
});

export const samsClub: Marketplace = {
  ...RETAILER,
  id: 'samsclub',
  title: "Sam's Club",
  hosts: ['samsclub.com'],
  imageHosts: ['samsclubimages.com', 'scene7.samsclub.com'],
  browser: true,
  searchUrl: (keyword, page) => {
    const url = new URL(searchAddress('https://www.samsclub.com/s', keyword, 'searchTerm'));
    if (page > 1) url.searchParams.set('offset', String((page - 1) * 48));
    return url.href;
  },
  listingUrl: (id) => `https://www.samsclub.com/p/${id}`,
  ...readers,
};

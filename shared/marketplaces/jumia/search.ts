import { siteOfPage } from '#shared/extraction/country-sites.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { ID_IN_LINK, itemUrl, SITES } from './sites.ts';

const PRODUCT: ListingRules = {
  id: mapped(path('url'), (url) => ID_IN_LINK.exec(String(url))?.[1]),
  url: path('url'),
  title: path('displayName', 'name'),
  price: path('prices.rawPrice'),
  imageUrls: path('image'),
  // Only third parties have a number; goods of Jumia itself have none.
  sellerId: mapped(path('sellerId'), String),
  brand: path('brand'),
  sku: path('sku'),
  sponsored: rule('isSponsored', ({ item }) => at(item, 'isSponsored') === true),
};

const TILE: ListingRules = {
  id: attr('a.core[href]', 'href', ID_IN_LINK),
  url: attr('a.core[href]', 'href'),
  title: text('.name'),
  price: text('.prc'),
  imageUrls: image('img.img'),
};

export const readSearch = searchReader({
  marketplace: 'jumia',
  listingUrl: (id, doc) => itemUrl(id, siteOfPage(SITES, doc)),
  hints: (doc) => ({ currency: SITES[siteOfPage(SITES, doc)] }),
  sources: [
    entries('state products', (doc) => doc.state('"products":'), PRODUCT),
    // "_rec" marks what is recommended beside the results.
    cards('article.prd:not(._rec)', TILE),
    ...goodsElsewhere(ID_IN_LINK),
  ],
  nothingFound: saysNoResults,
  nextPage: attr('link[rel="next"]', 'href'),
});

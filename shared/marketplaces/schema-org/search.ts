import { saysNoResults } from '#shared/extraction/no-results.ts';
import { attr } from '#shared/extraction/rule.ts';
import { entries, searchReader } from '#shared/extraction/search-reader.ts';
import { listedGoods } from '#shared/extraction/shop/listed-goods.ts';
import { productFields } from '#shared/extraction/shop/product-fields.ts';

export const readSearch = searchReader({
  marketplace: 'schema-org',
  listingUrl: (id, doc) => (URL.canParse(id) ? id : doc.page.url),
  sources: [
    entries('schema.org list', listedGoods, productFields),
    entries('schema.org products', (doc) => doc.products(), productFields),
  ],
  nothingFound: saysNoResults,
  nextPage: [attr('link[rel~="next"]', 'href'), attr('a[rel~="next"]', 'href')],
});

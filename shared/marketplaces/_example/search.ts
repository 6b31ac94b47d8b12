import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { attr, image, text } from '#shared/extraction/rule.ts';
import { cards, searchReader } from '#shared/extraction/search-reader.ts';
import { ITEM_ID, itemUrl } from './address.ts';

export const readSearch = searchReader({
  marketplace: 'example',
  listingUrl: itemUrl,
  hints: () => ({ currency: 'USD' }),
  sources: [
    // First what the page's own scripts read (`entries` with `doc.state(…)`), where there is such a thing.
    cards('.results > .card', {
      id: attr('a[href]', 'href', ITEM_ID),
      url: attr('a[href]', 'href'),
      title: [text('.title'), attr('img', 'alt')],
      price: text('.price'),
      imageUrls: image('img'),
      sellerName: text('.seller'),
    }),
  ],
  nothingFound: (doc) => showsAny(doc, '.no-results') || saysNoResults(doc),
  nextPage: attr('a[rel="next"]', 'href'),
});

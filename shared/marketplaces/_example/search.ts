import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { attr, image, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { ITEM_ID } from './address.ts';

export const search: ResultPages = {
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
};

import { all, first } from '#shared/extraction/dom.ts';
import { attr, image, rule, text } from '#shared/extraction/rule.ts';
import { cards } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopId, shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

const ID_IN_LINK = /\/product\/[^/?#]{1,200}\/([\w.-]{5,30})\/?(?=[?#]|$)/;
const LINK = attr('a[href*="/product/"]', 'href', /^[^?#]+/);
const listingUrl = (id: string) => `https://www.jdsports.co.uk/product/-/${id}/`;

export const jdSports: Marketplace = {
  ...RETAILER,
  id: 'jdsports',
  title: 'JD Sports',
  hosts: [
    'jdsports.co.uk',
    'jdsports.com',
    'jdsports.ie',
    'jdsports.de',
    'jdsports.fr',
    'jdsports.es',
    'jdsports.it',
    'jdsports.nl',
  ],
  imageHosts: ['amplience.net'],
  searchUrl: (keyword, page) => {
    const url = new URL(searchAddress('https://www.jdsports.co.uk/search/', keyword, 'q'));
    if (page > 1) url.searchParams.set('from', String((page - 1) * 72));
    return url.href;
  },
  listingUrl,
  ...shopReaders({
    marketplace: 'jdsports',
    currency: (doc) =>
      /jdsports\.co\.uk/.test(doc.page.url) ? 'GBP' : /jdsports\.com/.test(doc.page.url) ? 'USD' : 'EUR',
    idInLink: ID_IN_LINK,
    listingUrl,
    results: [
      cards('li.productListItem, .productListItem', {
        id: [attr('[data-productsku]', 'data-productsku', /^[\w.-]{5,30}$/), shopId(LINK, ID_IN_LINK)].flat(),
        url: LINK,
        title: [text('.itemTitle a'), attr('img[title]', 'title')],
        // `.was` and `.sav` stand beside the price of a reduced item.
        price: text('.itemPrice .now [data-oi-price], .itemPrice .pri:not(.was)'),
        imageUrls: rule('thumbnail', (scope) =>
          first(scope.element, 'img.thumbnail[data-src]')
            ? all(scope.element, 'img.thumbnail').map((img) => img.attribs['data-src'])
            : image('img').read(scope),
        ),
      }),
    ],
    nextPage: attr('a.pageLink[rel="next"], a.btn-next[href], link[rel="next"]', 'href'),
  }),
};

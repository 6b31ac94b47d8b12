import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { first } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { attr, image, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import { RETAILER, searchAddress } from '#shared/extraction/shop/retailer.ts';
import { shopId, shopReaders } from '#shared/extraction/shop/shop.ts';
import type { Marketplace } from '../marketplace.ts';

const SITES: CountrySites = {
  'zalando.de': 'EUR',
  'zalando.co.uk': 'GBP',
  'zalando.at': 'EUR',
  'zalando.be': 'EUR',
  'zalando.ch': 'CHF',
  'zalando.cz': 'CZK',
  'zalando.dk': 'DKK',
  'zalando.es': 'EUR',
  'zalando.fi': 'EUR',
  'zalando.fr': 'EUR',
  'zalando.hu': 'HUF',
  'zalando.ie': 'EUR',
  'zalando.it': 'EUR',
  'zalando.nl': 'EUR',
  'zalando.no': 'NOK',
  'zalando.pl': 'PLN',
  'zalando.pt': 'EUR',
  'zalando.ro': 'RON',
  'zalando.se': 'SEK',
  'zalando.sk': 'EUR',
};

// "…-indigo-nh100a00b-k12.html": the article number and its colour.
const ID_IN_LINK = /-([a-z0-9]{9}-[a-z0-9]{3})\.html/i;
const LINK = attr('a[href$=".html"]', 'href', /^[^?#]+/);

/** A number leads to its article through the search. */
const listingUrl = (id: string, site?: string) =>
  searchAddress(`https://www.${siteNamed(SITES, site)}/catalog/`, id, 'q');

/** The list as the page's scripts had it from 2016 to 2020. */
const ARTICLE: ListingRules = {
  id: rule('sku', ({ item }) => String(at(item, 'sku') ?? '').toLowerCase()),
  url: rule('url_key', ({ item }) => (at(item, 'url_key') ? `/${String(at(item, 'url_key'))}.html` : undefined)),
  title: path('name'),
  price: path('price.promotional', 'price.original'),
  imageUrls: rule('media', ({ item }) =>
    at(item, 'media.0.path') ? `https://img01.ztat.net/article/${String(at(item, 'media.0.path'))}` : undefined,
  ),
  brand: path('brand_name'),
};

export const zalando: Marketplace = {
  ...RETAILER,
  programme: 'dsa-art16',
  id: 'zalando',
  title: 'Zalando',
  hosts: Object.keys(SITES),
  imageHosts: ['ztat.net'],
  searchUrl: (keyword, page, site) =>
    searchAddress(`https://www.${siteNamed(SITES, site)}/catalog/`, keyword, 'q', page, 'p'),
  listingUrl,
  ...shopReaders({
    marketplace: 'zalando',
    currency: (doc) => SITES[siteOfPage(SITES, doc)],
    idInLink: ID_IN_LINK,
    listingUrl: (id, doc) => listingUrl(id, siteOfPage(SITES, doc)),
    results: [
      entries('state: articles', (doc) => doc.state('"articles":'), ARTICLE),
      cards(
        'article:has(a[href$=".html"]), [class*="catalogArticlesList_item"]',
        {
          id: shopId(LINK, ID_IN_LINK),
          url: LINK,
          title: [text('header h3:last-of-type'), attr('img[alt]', 'alt')],
          price: [
            text('header h3 ~ * span, header > div:nth-child(2) > span:first-child, [class*="articlePrice"]'),
            attr('a[aria-label]', 'aria-label', /(?:Preis|Price|Prix|Precio|Prezzo|Prijs)\s(.{1,40})$/),
            text('header section p, section p span'),
          ],
          imageUrls: image('img'),
          brand: text('header h3:first-of-type ~ h3, header span:first-child'),
        },
        (card) => !ID_IN_LINK.test(first(card, 'a[href$=".html"]')?.attribs.href ?? ''),
      ),
    ],
    nextPage: attr('a[data-testid="pagination-next"], a[title*="next" i], a[title*="nächste" i]', 'href'),
  }),
};

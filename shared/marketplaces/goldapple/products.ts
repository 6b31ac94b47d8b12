import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at, isEmptyList, isObject } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { many, priceOf } from '#shared/extraction/schema-node.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { OfferPages, ResultPages } from '../define-marketplace.ts';

export const SITES: CountrySites = {
  'goldapple.ru': 'RUB',
  'goldapple.kz': 'KZT',
  'goldapple.by': 'BYN',
  'goldapple.uz': 'UZS',
  'goldapple.ae': 'AED',
  'goldapple.qa': 'QAR',
};

export const siteOf = (doc: PageDocument) => siteOfPage(SITES, doc);

/** "/19000012345-some-name": the number leads to the product without its name too. */
export function itemUrl(id: string, site?: string): string {
  return `https://${siteNamed(SITES, site)}/${id}`;
}

const ID_IN_LINK = /^(?:https?:\/\/[^/]+)?\/(\d{6,14})(?:-[^/?#]*)?(?=[/?#]|$)/;

/** Amounts are counted in parts of `denominator`. */
function price(item: unknown, doc: PageDocument) {
  const actual = at(item, 'price.actual') ?? at(item, 'price.regular') ?? at(item, 'price');
  const amount = at(actual, 'amount');
  if (typeof amount !== 'number') return undefined;
  const parts = Number(at(actual, 'denominator') ?? 1) || 1;
  return priceOf(
    { offers: { price: amount / parts, priceCurrency: at(actual, 'currency') ?? SITES[siteOf(doc)] } },
    {},
  );
}

/** "https://…/name/${screen}.${format}": any size and format of those that are offered. */
function pictures(item: unknown): string[] {
  const found = [at(item, 'imageUrls'), at(item, 'images')].flatMap(many);
  return found.flatMap((one) => {
    const address = isObject(one) ? one.url : one;
    if (typeof address !== 'string') return [];
    const [screen, format] = [many(at(one, 'screen'))[0] ?? 'fullhd', many(at(one, 'format'))[0] ?? 'jpg'];
    return address.replace(/\$\{screen\}/, String(screen)).replace(/\$\{format\}/, String(format));
  });
}

const PRODUCT: ListingRules = {
  id: path('itemId', 'id', 'sku'),
  url: rule('url', ({ item, doc }) => {
    const link = at(item, 'url');
    return typeof link === 'string' ? URL.parse(link, `https://${siteOf(doc)}/`)?.href : undefined;
  }),
  title: path('name', 'title'),
  price: rule('price', ({ item, doc }) => price(item, doc)),
  imageUrls: rule('imageUrls', ({ item }) => pictures(item)),
  availability: rule('inStock', ({ item }) => {
    const inStock = at(item, 'inStock');
    return typeof inStock === 'boolean' ? (inStock ? 'active' : 'ended') : undefined;
  }),
  brand: path('brand.name', 'brand'),
};

const CARD: ListingRules = {
  id: attr('a[href]', 'href', ID_IN_LINK),
  url: attr('a[href]', 'href'),
  title: [text('[itemprop="name"], [class*="name"]'), attr('img[alt]', 'alt')],
  price: [attr('[itemprop="price"]', 'content'), text('[itemprop="price"], [class*="price"]')],
  imageUrls: image('img'),
  brand: text('[itemprop="brand"], [class*="brand"]'),
};

export const search: ResultPages = {
  sources: [
    entries(
      'catalogue',
      (doc) =>
        answeredList(doc, 'data.products', 'products') ?? at(doc.state("window.serverCache['plp']"), 'data.products'),
      PRODUCT,
    ),
    cards(
      '[data-scroll-id]:has(a[href]), article[data-scroll-id], [itemtype$="schema.org/Product"]:has(a[href])',
      CARD,
    ),
  ],
  nothingFound: (doc) => isEmptyList(at(doc.json, 'data.products')) || saysNoResults(doc),
  nextPage: attr('link[rel="next"], a[rel="next"]', 'href'),
};

export const listing: OfferPages = {
  item: (doc) => at(doc.state("window.serverCache['card']"), 'data') ?? answeredItem(doc, 'data', 'product'),
  fields: rulesInOrder(
    {
      ...PRODUCT,
      id: [path('itemId', 'id'), attr('link[rel="canonical"]', 'href', ID_IN_LINK), addressPart(ID_IN_LINK)],
      url: [attr('link[rel="canonical"]', 'href'), meta('og:url')],
      price: [rule('price', ({ item, doc }) => price(item, doc) ?? price(at(item, 'variants.0'), doc))],
      imageUrls: rule('imageUrls', ({ item }) => [...pictures(item), ...pictures(at(item, 'variants.0'))]),
    },
    { ...schemaProduct(), sellerName: [] },
    {
      title: [text('h1'), meta('og:title')],
      imageUrls: meta('og:image'),
      price: attr('[itemprop="price"]', 'content'),
    },
  ),
  isListing: ({ title, price: shown }) => title !== '' && shown !== null,
};

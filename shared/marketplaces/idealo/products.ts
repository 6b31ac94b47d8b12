import { type CountrySites, siteNamed, siteOfPage } from '#shared/extraction/country-sites.ts';
import { first } from '#shared/extraction/dom.ts';
import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { OfferPages, ResultPages } from '../define-marketplace.ts';

export const SITES: CountrySites = {
  'idealo.de': 'EUR',
  'idealo.at': 'EUR',
  'idealo.co.uk': 'GBP',
  'idealo.fr': 'EUR',
  'idealo.es': 'EUR',
  'idealo.it': 'EUR',
};

export const siteOf = (doc: PageDocument) => siteOfPage(SITES, doc);

export function itemUrl(id: string, site?: string): string {
  return `https://www.${siteNamed(SITES, site)}/preisvergleich/OffersOfProduct/${id}.html`;
}

const ID_IN_LINK = /\/(?:OffersOfProduct|Typ|compare|prix|precios|confronta-prezzi)\/(\d{5,12})/;

/** A product that shops are compared for, or a single shop's offer. */
const PRODUCT: ListingRules = {
  id: path('product_id', 'productId', 'id'),
  url: path('url', 'link.productLink.href', 'href'),
  title: path('name', 'title'),
  price: rule('price', ({ item, doc }) => {
    const [price, highPrice] = [at(item, 'low_price') ?? at(item, 'price'), at(item, 'high_price')];
    const priceCurrency = at(item, 'currency') ?? SITES[siteOf(doc)];
    return price === undefined ? undefined : priceOf({ offers: { price, highPrice, priceCurrency } }, {});
  }),
  imageUrls: path('image', 'imageUrl', 'images.0'),
  sellerName: path('shop_name', 'shopName'),
  brand: path('brand'),
  description: path('description'),
};

const CARD: ListingRules = {
  id: [
    attr('[data-product-id], [data-wishlist-heart]', 'data-product-id', /\d{5,12}/),
    attr('a[href]', 'href', ID_IN_LINK),
  ],
  url: rule('link', ({ element }) => first(element, 'a[href*="/OffersOfProduct/"], a[href]')?.attribs.href),
  title: [
    text('.sr-productSummary__title, [class*="productSummary__title"], .offerList-item-description-title'),
    attr('img[alt]', 'alt'),
  ],
  // "ab 1.082,00 €": the lowest of several shops.
  price: text('.sr-detailedPriceInfo__price, [class*="detailedPriceInfo__price"], .offerList-item-priceMin'),
  imageUrls: image('.sr-resultItemTile__imageSection img, img'),
};

export const search: ResultPages = {
  sources: [
    entries('product list', (doc) => answeredList(doc, 'products', 'items', 'result.items'), PRODUCT),
    cards('.sr-resultList__item, [class*="resultList__item"], .offerList-item', CARD),
  ],
  nextPage: attr('a[rel="next"], .sr-pageArrow--forward a, a.sr-pageArrow, link[rel="next"]', 'href'),
};

export const listing: OfferPages = {
  item: (doc) => answeredItem(doc, 'product'),
  fields: rulesInOrder(
    {
      ...PRODUCT,
      id: [
        path('product_id', 'productId', 'id'),
        attr('link[rel="canonical"]', 'href', ID_IN_LINK),
        addressPart(ID_IN_LINK),
      ],
      url: [path('url'), attr('link[rel="canonical"]', 'href')],
    },
    { ...schemaProduct(), sellerName: [] },
    {
      title: [text('#oopStage-title, h1'), meta('og:title')],
      imageUrls: meta('og:image'),
      price: text('.oopStage-priceRangePrice, .productOffers-listItemOfferPrice'),
    },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
};

import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { at } from '#shared/extraction/json-path.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';

/** Products are named by their slug: seller, words, four characters. */
export const SLUG = /\/products\/([\w.-]+)/;
const LINK = 'a[href*="/products/"]';

export function productUrl(slug: string): string {
  return `https://www.depop.com/products/${slug}/`;
}

/** Answers of `/api/v2/search/products/` (`products`) and `/api/v3/` (`objects`). Depop has no titles; the description's first line serves. */
const API_PRODUCT: ListingRules = {
  id: path('slug'),
  title: mapped(path('description'), (description) => String(description).split('\n')[0]),
  price: rule('price', ({ item }) => {
    const amount =
      at(item, 'price.priceAmount') ??
      at(item, 'pricing.final_price_breakdown.amount') ??
      at(item, 'pricing.original_price.price_breakdown.price.amount');
    const currency = at(item, 'price.currencyName') ?? at(item, 'pricing.currency_name');
    return priceOf({ offers: { price: amount, priceCurrency: currency } }, {});
  }),
  imageUrls: path('preview.640', 'preview.480', 'pictures.0.formats.P8.url'),
  sellerId: path('seller.id', 'sellerId'),
  sellerName: path('seller.username'),
  availability: mapped(path('status'), (status) => (status === 'ONSALE' ? 'active' : 'ended')),
  brand: path('brand_name', 'brandName'),
};

const CARD: Omit<ListingRules, 'id'> = {
  url: mapped(path('url'), (link) => withoutQuery(String(link))),
  // Nothing on a card but the picture's description, when there is one, names the product.
  title: attr('img', 'alt'),
  price: [
    text('[aria-label="Discounted price"], [data-testid="discountedPrice"]'),
    text('[aria-label="Price"], [data-testid="fullPrice"], [data-testid="product__price"]'),
  ],
  imageUrls: [image('img[class*="mainImage"]'), image('img')],
};

export const search: ResultPages = {
  sources: [
    entries('api products', (doc) => at(doc.json, 'products') ?? at(doc.json, 'objects'), API_PRODUCT),
    linkCards(LINK, SLUG, CARD),
  ],
  nextPage: attr('link[rel="next"], a[rel="next"]', 'href'),
};

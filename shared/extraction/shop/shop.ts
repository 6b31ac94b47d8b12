import { at, isObject } from '../json-path.ts';
import type { ListingRules } from '../listing-fields.ts';
import { type ListingPageRules, listingReader } from '../listing-reader.ts';
import { markupText } from '../markup-text.ts';
import { mergedRules } from '../merged-rules.ts';
import { saysNoResults } from '../no-results.ts';
import type { PageDocument } from '../page-document.ts';
import type { PageReaders } from '../reading.ts';
import { attr, mapped, meta, product, type Rules, rule, text } from '../rule.ts';
import { entries, type ListSource, searchReader } from '../search-reader.ts';
import { goodsElsewhere } from './goods-elsewhere.ts';
import { listedGoods } from './listed-goods.ts';
import { statedAddress } from './offer-address.ts';
import { pageProduct } from './page-product.ts';
import { productFields, stockNumber } from './product-fields.ts';

/** A retailer's site that describes its goods with schema.org, and what it takes to read the rest. */
export type Shop = {
  marketplace: string;
  currency: string | ((doc: PageDocument) => string | undefined);
  /** The number of a product in its address. */
  idInLink: RegExp;
  listingUrl: (id: string, doc: PageDocument) => string;
  /** The shop's own state and result cards; read before the schema.org list. */
  results?: readonly ListSource[];
  /** Read the schema.org list before the cards, where these are drawn only when they come into view. */
  listFirst?: true;
  /** The shop's own rules for a field of the product page; they go before schema.org. */
  listing?: Partial<ListingRules>;
  gone?: ListingPageRules['gone'];
  nextPage?: Rules;
};

/** `readSearch` and `readListing` of a shop. A seller is named only where the page names one: the shop itself is the venue. */
export function shopReaders(shop: Shop): PageReaders {
  const hints = (doc: PageDocument) => ({
    currency: typeof shop.currency === 'string' ? shop.currency : shop.currency(doc),
  });
  const { marketplace, listingUrl, results = [] } = shop;
  const list = entries('schema.org list', listedGoods, goods(shop));
  return {
    readSearch: searchReader({
      marketplace,
      listingUrl,
      hints,
      sources: [...(shop.listFirst ? [list, ...results] : [...results, list]), ...goodsElsewhere(shop.idInLink)],
      nothingFound: saysNoResults,
      nextPage: [shop.nextPage ?? [], attr('link[rel~="next"]', 'href'), attr('a[rel~="next"]', 'href')].flat(),
    }),
    readListing: listingReader({
      marketplace,
      listingUrl,
      hints,
      fields: pageFields(shop),
      gone: shop.gone,
      // A home page and a shelf have titles too.
      isListing: (listing, doc) => listing.title !== '' && (doc.products().length > 0 || listing.price !== null),
    }),
  };
}

/** Address → the product's number. */
export function shopId(inner: Rules, pattern: RegExp): Rules {
  return [inner].flat().map((one) => mapped(one, (link) => pattern.exec(String(link))?.[1]));
}

function goods({ idInLink }: Shop): ListingRules {
  const address = rule('schema.org url', ({ item, doc }) => (isObject(item) ? statedAddress(item, doc) : undefined));
  const number = rule('schema.org sku', ({ item }) => (isObject(item) ? stockNumber(item) : undefined));
  return { ...productFields, id: [shopId(address, idInLink), number].flat() };
}

function pageFields(shop: Shop): ListingRules {
  const canonical = [attr('link[rel="canonical"]', 'href'), meta('og:url'), rule('address', ({ doc }) => doc.page.url)];
  const described: ListingRules = {
    ...pageProduct,
    id: [shopId(canonical, shop.idInLink), product('sku', 'productID', 'mpn')].flat(),
    url: mapped(canonical[0]!, (link) => (shop.idInLink.test(String(link)) ? link : undefined)),
    title: [pageProduct.title, text('h1'), meta('og:title')],
    imageUrls: [pageProduct.imageUrls, meta('og:image')],
    description: [mapped(pageProduct.description, markupText), meta('og:description')],
    sku: rule('schema.org sku', ({ doc }) => at(doc.products()[0], 'sku')),
  };
  return mergedRules(shop.listing ?? {}, described);
}

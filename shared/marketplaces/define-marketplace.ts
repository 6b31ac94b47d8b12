import { hostMatches } from '#shared/extraction/absolute-url.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { type ListingPageRules, listingReader } from '#shared/extraction/listing-reader.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import { openPage, type PageDocument } from '#shared/extraction/page-document.ts';
import { firstOf, type Rules, rule } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { type SearchRules, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import { mainProduct } from '#shared/extraction/shop/product-fields.ts';
import { searchAddress } from '#shared/extraction/shop/retailer.ts';
import type { Marketplace } from './marketplace.ts';

/** What the reader of any of a site's pages must know, said once by `defineMarketplace`. */
type SaidOnce = 'marketplace' | 'listingUrl' | 'hints';

/** How result pages are read. `nothingFound`: what else than the words of any shop says so. */
export type ResultPages = Omit<SearchRules, SaidOnce | 'nothingFound'> & Partial<Pick<SearchRules, 'nothingFound'>>;

/** How an offer's own page is read. */
export type OfferPages = Omit<ListingPageRules, SaidOnce>;

type Definition = Omit<Marketplace, 'readSearch' | 'readListing'> & {
  /** What the site trades in, where a price does not say; of several sites, each. */
  readonly currency?: string | ((doc: PageDocument) => string | undefined);
  /** Which of its sites a page is of, for `listingUrl`; absent: it has one. */
  readonly siteOf?: (doc: PageDocument) => string;
  readonly search: ResultPages;
  readonly listing: OfferPages;
};

/** What stands behind a site's own rules: what its page says of the goods for machines. Ids and sellers are the site's own matter. */
const { sellerName: _, ...STATED } = pageProduct;

/** A marketplace from what is particular about it. */
export function defineMarketplace({ currency, siteOf, search, listing, ...facts }: Definition): Marketplace {
  const hints = (doc: PageDocument) => ({ currency: typeof currency === 'function' ? currency(doc) : currency });
  const saidOnce = {
    marketplace: facts.id,
    listingUrl: (id: string, doc: PageDocument) => facts.listingUrl(id, siteOf?.(doc)),
    hints,
  };
  const price = rule('schema.org offers', ({ doc }) => {
    const product = mainProduct(doc);
    return product && priceOf(product, hints(doc));
  });
  return {
    ...facts,
    readSearch: searchReader({
      ...saidOnce,
      nothingFound: saysNoResults,
      ...search,
      sources: [...search.sources, ...goodsElsewhere(numberIn(facts.hosts, listing.fields.id))],
    }),
    readListing: listingReader({ ...saidOnce, ...listing, fields: rulesInOrder(listing.fields, { ...STATED, price }) }),
  };
}

/** The number that the site's own rules find in an offer's address. */
const numberIn =
  (hosts: readonly string[], id: Rules) =>
  (url: string): string | undefined => {
    const doc = openPage({ url, status: 200, body: '' });
    return 'hostile' in doc || !hostMatches(URL.parse(url)?.hostname ?? '', hosts)
      ? undefined
      : firstOf(id, { doc, element: doc.root, item: undefined }, asNumber)?.value;
  };

const asNumber = (found: unknown) => (typeof found === 'string' ? found : undefined);

/** `https://shop.example/search?q=…&page=2`; the page is left out for the first, and everywhere where its name is not given. */
export function searchPages(base: string, keywordName: string, pageName?: string): Marketplace['searchUrl'] {
  return (keyword, page) => searchAddress(base, keyword, keywordName, pageName === undefined ? 1 : page, pageName);
}

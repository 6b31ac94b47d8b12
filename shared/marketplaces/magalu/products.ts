import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import { addressPart, attr, image, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { many } from '#shared/extraction/schema-node.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { OfferPages, ResultPages } from '../define-marketplace.ts';

const HINTS = { currency: 'BRL' };
const PAGE = 'props.pageProps.data';

/** "/some-name/p/236613800/te/galx/", "/some-name/p/ce1a2b3c4d/…": numbers for the venue's own goods, letters too for its sellers'. */
const ID_IN_LINK = /\/p\/([0-9a-z]{6,16})(?=[/?#]|$)/;

export function itemUrl(id: string): string {
  return `https://www.magazineluiza.com.br/produto/p/${id}/`;
}

function itemLink(link: unknown): string | undefined {
  if (typeof link !== 'string' || !ID_IN_LINK.test(link)) return undefined;
  return withoutQuery(URL.parse(link, 'https://www.magazineluiza.com.br/')?.href ?? '') || undefined;
}

/** Picture addresses of the state leave their size open. */
function pictures(item: unknown): string[] {
  const found = [at(item, 'image'), ...many(at(item, 'media.images'))];
  return found.flatMap((one) => (typeof one === 'string' ? one.replace('{w}x{h}', '800x560') : []));
}

const PRODUCT: ListingRules = {
  id: path('id', 'variationId'),
  url: mapped(path('path', 'url'), itemLink),
  title: path('title'),
  // `bestPrice` is paid at once by bank transfer, which is the price shown first; `fullPrice` the one struck out.
  price: path('price.bestPrice', 'price.price', 'price.fullPrice'),
  imageUrls: rule('image', ({ item }) => pictures(item)),
  sellerId: path('seller.id'),
  sellerName: path('seller.description', 'seller.name'),
  availability: rule('available', ({ item }) => {
    const available = at(item, 'available');
    return typeof available === 'boolean' ? (available ? 'active' : 'ended') : undefined;
  }),
  sponsored: rule('ads', ({ item }) => (at(item, 'ads') ? true : undefined)),
  brand: path('brand.label', 'brand'),
};

const CARD: ListingRules = {
  id: [attr('', 'href', ID_IN_LINK), attr('a[href*="/p/"]', 'href', ID_IN_LINK)],
  url: [mapped(attr('', 'href'), itemLink), mapped(attr('a[href*="/p/"]', 'href'), itemLink)],
  title: [text('[data-testid="product-title"], h2, h3'), attr('img[alt]', 'alt')],
  price: text('[data-testid="price-value"]', /R\$\s?[\d.,]+/),
  imageUrls: image('img[data-testid="image"], img'),
};

export const search: ResultPages = {
  sources: [
    entries(
      'search state',
      (doc) =>
        at(doc.state('#__NEXT_DATA__'), `${PAGE}.search.products`) ??
        answeredList(doc, 'data.search.products', 'products'),
      PRODUCT,
    ),
    cards('[data-testid="product-card-container"], [data-testid="product-list"] li:has(a[href*="/p/"])', CARD),
  ],
  nothingFound: (doc) =>
    at(doc.state('#__NEXT_DATA__'), `${PAGE}.search.pagination.records`) === 0 ||
    showsAny(doc, '[data-testid="main-title"] [data-testid="no-results"]') ||
    saysNoResults(doc),
  nextPage: attr('link[rel="next"], a[rel="next"]', 'href'),
};

export const listing: OfferPages = {
  item: (doc) => at(doc.state('#__NEXT_DATA__'), `${PAGE}.product`) ?? answeredItem(doc, 'data.product', 'product'),
  fields: rulesInOrder(
    {
      ...PRODUCT,
      id: [path('id', 'variationId'), attr('link[rel="canonical"]', 'href', ID_IN_LINK), addressPart(ID_IN_LINK)],
      url: [mapped(path('path'), itemLink), mapped(attr('link[rel="canonical"]', 'href'), itemLink)],
    },
    schemaProduct(HINTS),
    {
      title: [text('[data-testid="heading-product-title"], h1'), meta('og:title')],
      price: text('[data-testid="price-value"]', /R\$\s?[\d.,]+/),
      imageUrls: meta('og:image'),
      sellerName: text('[data-testid="label-seller"], .seller__indicator .seller-info-button'),
    },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
};

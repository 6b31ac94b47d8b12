import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { many, priceOf } from '#shared/extraction/schema-node.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';

const SLUG_IN_LINK = /\/(?:sneakers|apparel|bags|accessories|jewelry)\/(?!brand\b|featured\b)([\w-]{4,200})(?=[?#]|$)/;
const PAGE = 'props.pageProps';

const listingUrl = (slug: string) => `https://www.goat.com/sneakers/${encodeURIComponent(slug)}`;

/** The lowest offer, in hundredths. 0 means that nobody offers it; the other prices are what it once cost new. */
function lowestPrice(item: unknown) {
  const localized = at(item, 'localizedLowestPriceCents') ?? at(item, 'localizedNewLowestPriceCents');
  const cents =
    (typeof localized === 'number' ? localized : (at(localized, 'amount') ?? at(localized, 'amountCents'))) ??
    at(item, 'lowestPriceCents') ??
    at(item, 'lowest_price_cents');
  const priceCurrency = at(localized, 'currency') ?? at(item, 'localizedSpecialDisplayPriceCents.currency') ?? 'USD';
  return typeof cents === 'number' && cents > 0
    ? priceOf({ offers: { price: cents / 100, priceCurrency } }, {})
    : undefined;
}

/** A product ("template") of the site: it names goods that many unnamed sellers offer. */
const PRODUCT: ListingRules = {
  id: path('slug'),
  url: rule('slug', ({ item }) => {
    const slug = at(item, 'slug');
    const shelf = /apparel|bags|accessories|jewelry/.exec(String(at(item, 'productCategory') ?? ''))?.[0] ?? 'sneakers';
    return typeof slug === 'string' ? `https://www.goat.com/${shelf}/${slug}` : undefined;
  }),
  title: path('name', 'title', 'value'),
  price: rule('lowest price', ({ item }) => lowestPrice(item)),
  imageUrls: rule('pictures', ({ item }) => [
    ...['mainPictureUrl', 'pictureUrl', 'image_url'].flatMap((name) => at(item, name) ?? []).slice(0, 1),
    ...many(at(item, 'productTemplateExternalPictures')).flatMap((picture) => at(picture, 'mainPictureUrl') ?? []),
  ]),
  availability: rule('lowest price', ({ item }) => {
    if (lowestPrice(item)) return 'active';
    return (at(item, 'lowestPriceCents') ?? at(item, 'lowest_price_cents')) === 0 ? 'ended' : undefined;
  }),
  description: path('story'),
  brand: path('brandName', 'brand'),
  sku: path('sku'),
};

/** The search service keeps an entry's name beside its `data`. */
function results(doc: PageDocument): unknown[] | undefined {
  const found =
    answeredList(doc, 'response.results', 'data.productsList', 'productsList') ??
    at(doc.state('#__NEXT_DATA__'), `${PAGE}.results`);
  return Array.isArray(found)
    ? found.map((one) => (isObject(one) && isObject(one.data) ? { value: one.value, ...one.data } : one))
    : undefined;
}

const CARD: ListingRules = {
  id: attr('a[href]', 'href', SLUG_IN_LINK),
  url: attr('a[href]', 'href'),
  title: [text('[data-qa="grid_cell_product_name"]'), attr('img[alt]', 'alt')],
  price: text('[data-qa="grid_cell_product_price"], [class*="Price"]'),
  imageUrls: image('img'),
};

export const readSearch = searchReader({
  marketplace: 'goat',
  listingUrl,
  hints: () => ({ currency: 'USD' }),
  sources: [
    entries('products', results, PRODUCT),
    cards('[data-qa="grid_cell_product"], [class*="GridCell"]:has(a[href])', CARD),
    ...goodsElsewhere(SLUG_IN_LINK),
  ],
  nothingFound: (doc) => at(doc.json, 'response.total_num_results') === 0 || saysNoResults(doc),
});

export const readListing = listingReader({
  marketplace: 'goat',
  listingUrl,
  hints: () => ({ currency: 'USD' }),
  item: (doc) =>
    doc.json === undefined
      ? at(doc.state('#__NEXT_DATA__'), `${PAGE}.productTemplate`)
      : answeredItem(doc, 'data', 'productTemplate'),
  fields: rulesInOrder(
    PRODUCT,
    {
      id: [attr('link[rel="canonical"]', 'href', SLUG_IN_LINK), addressPart(SLUG_IN_LINK)],
      url: attr('link[rel="canonical"]', 'href'),
    },
    { ...schemaProduct(), sellerName: [] },
    { title: [text('h1'), meta('og:title')], imageUrls: meta('og:image') },
  ),
  isListing: ({ title, price, sku }) => title !== '' && (price !== null || sku !== undefined),
});

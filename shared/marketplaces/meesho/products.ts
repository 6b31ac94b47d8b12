import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { many } from '#shared/extraction/schema-node.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { OfferPages, ResultPages } from '../define-marketplace.ts';

const HINTS = { currency: 'INR' };
const STATE = 'props.pageProps.initialState';
const SITE = 'https://www.meesho.com/';

/** A number in base 36: "/some-name/p/86eri5". */
const ID_IN_LINK = /\/p\/([0-9a-z]{4,12})(?=[/?#]|$)/;

export function itemUrl(id: string): string {
  return `${SITE}product/p/${id}`;
}

function itemLink(link: unknown): string | undefined {
  if (typeof link !== 'string' || !ID_IN_LINK.test(link)) return undefined;
  return withoutQuery(URL.parse(link, SITE)?.href ?? '') || undefined;
}

/** The state keeps the pages that were scrolled to, one after the other; many saves have none and the cards only. */
function products(doc: PageDocument): unknown[] | undefined {
  const listing =
    at(doc.state('#__NEXT_DATA__'), `${STATE}.searchListing.listing.products`) ??
    answeredList(doc, 'catalogs', 'products');
  return many(listing).flatMap((one) => at(one, 'products') ?? one);
}

const PRODUCT: ListingRules = {
  id: path('product_id', 'hero_pid', 'id'),
  url: rule('slug', ({ item }) => itemLink(`/${at(item, 'slug')}/p/${at(item, 'product_id')}`)),
  title: path('hero_product_name', 'name'),
  price: path('min_product_price', 'min_catalog_price', 'price'),
  imageUrls: rule('images', ({ item }) =>
    [...many(at(item, 'product_images')), ...many(at(item, 'images')), at(item, 'image')].flatMap((one) =>
      isObject(one) ? (one.url ?? []) : (one ?? []),
    ),
  ),
  sellerId: path('supplier.id', 'supplier_id'),
  sellerName: path('supplier.name', 'supplier_name'),
  description: path('description'),
};

const CARD: ListingRules = {
  id: attr('', 'href', ID_IN_LINK),
  url: mapped(attr('', 'href'), itemLink),
  title: [text('[class*="ProductTitle"]'), text('p'), attr('img[alt]', 'alt')],
  price: text('[class*="PriceRow"] h5, h5, h4', /₹\s?[\d,]+/),
  imageUrls: image('[class*="ProductImage"] img, picture img'),
};

export const search: ResultPages = {
  sources: [
    entries('search state', products, PRODUCT),
    cards('[class*="ProductListItem"] a[href*="/p/"], .products a[href*="/p/"]', CARD),
  ],
};

const DETAILS = `${STATE}.product.details.data`;

export const listing: OfferPages = {
  item: (doc) => at(doc.state('#__NEXT_DATA__'), DETAILS) ?? answeredItem(doc, 'product', 'data'),
  fields: rulesInOrder(
    {
      ...PRODUCT,
      id: [path('product_id', 'id'), attr('link[rel="canonical"]', 'href', ID_IN_LINK), addressPart(ID_IN_LINK)],
      url: [mapped(attr('link[rel="canonical"]', 'href'), itemLink), mapped(meta('og:url'), itemLink)],
      title: path('name', 'hero_product_name'),
      price: path('suppliers.0.price', 'price', 'min_product_price'),
      sellerId: path('suppliers.0.id', 'supplier.id', 'supplier_id'),
      sellerName: [
        path('suppliers.0.name', 'supplier.name', 'supplier_name'),
        text('[class*="ShopName"], [class*="ShopCard"] [class*="Name"]'),
      ],
    },
    schemaProduct(HINTS),
    {
      title: [text('h1'), meta('og:title')],
      imageUrls: meta('og:image'),
      price: text('[class*="ShippingInfo__PriceRow"] h4, [class*="PriceRow"] h4'),
    },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
};

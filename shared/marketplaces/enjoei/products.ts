import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, ownText, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { OfferPages, ResultPages } from '../define-marketplace.ts';

const HINTS = { currency: 'BRL' };
const ID_IN_LINK = /\/p\/(?:[^/?#]{1,300}-)?(\d{5,12})(?=[/?#]|$)/;
/** "/@some-shop". An empty name is a shop that is not linked. */
const SHOP_IN_LINK = /\/@([\w.-]{1,80})(?=[/?#]|$)/;

export function itemUrl(id: string): string {
  return `https://www.enjoei.com.br/p/${id}`;
}

function itemLink(link: unknown): string | undefined {
  if (typeof link !== 'string' || !ID_IN_LINK.test(link)) return undefined;
  return withoutQuery(URL.parse(link, 'https://www.enjoei.com.br/')?.href ?? '') || undefined;
}

/** Search answers are lists of edges. */
function nodes(doc: PageDocument): unknown[] | undefined {
  const edges = answeredList(doc, 'data.search.products.edges', 'data.products.edges', 'products');
  return edges?.map((edge) => at(edge, 'node') ?? edge);
}

const NODE: ListingRules = {
  id: path('id', 'product_id'),
  url: rule('path', ({ item }) => itemLink(`/p/${at(item, 'path') ?? at(item, 'slug')}`)),
  title: path('title.name', 'title', 'name'),
  price: path('price.current', 'price.sale', 'price.original', 'price'),
  imageUrls: path('photo.image_url', 'photo.url', 'photos', 'default_photo'),
  sellerId: path('store.path', 'user.path', 'user.id'),
  sellerName: path('store.displayable.name', 'store.name', 'user.name'),
  brand: path('brand.displayable_name', 'brand.name', 'brand'),
};

const CARD: ListingRules = {
  id: attr('a[href*="/p/"]', 'href', ID_IN_LINK),
  url: mapped(attr('a[href*="/p/"]', 'href'), itemLink),
  title: [text('[data-test="div-nome-prod"], .c-product-card__title'), attr('img[data-test="image-prod"]', 'alt')],
  // With a discount the struck-out price follows in the same element.
  price: [
    rule('shown price', ({ element, doc }) =>
      ownText('[data-test="div-preco"] > span:not(.c-product-card__price-discount)').read({
        element,
        doc,
        item: undefined,
      }),
    ),
    ownText('[data-test="div-preco"], .c-product-card__price'),
  ],
  imageUrls: image('img[data-test="image-prod"], .c-product-card__img'),
  sellerId: attr('a[href*="/@"]', 'href', SHOP_IN_LINK),
  sellerName: text('.c-product-card__user-name'),
  brand: text('[data-test="div-marca"], .c-product-card__brand'),
};

export const search: ResultPages = {
  sources: [entries('search answer', nodes, NODE), cards('.c-product-card:has(a[href*="/p/"])', CARD)],
  nothingFound: (doc) => saysNoResults(doc, /não rolou|nenhum resultado|não encontramos/),
  nextPage: attr('link[rel="next"]', 'href'),
};

export const listing: OfferPages = {
  item: (doc) => answeredItem(doc, 'product', 'data.product'),
  fields: rulesInOrder(
    {
      ...NODE,
      id: [
        path('id'),
        attr('link[rel="canonical"]', 'href', ID_IN_LINK),
        mapped(meta('og:url'), (address) => ID_IN_LINK.exec(String(address))?.[1]),
        addressPart(ID_IN_LINK),
      ],
      url: [mapped(attr('link[rel="canonical"]', 'href'), itemLink), mapped(meta('og:url'), itemLink)],
      sellerId: [
        NODE.sellerId!,
        attr('.l-product__user a[href*="/@"], [class*="seller"] a[href*="/@"]', 'href', SHOP_IN_LINK),
      ].flat(),
      sellerName: [NODE.sellerName!, text('.l-product__user a[href*="/@"], [class*="seller"] a[href*="/@"]')].flat(),
    },
    schemaProduct(HINTS),
    { title: [text('h1'), meta('og:title')], imageUrls: meta('og:image'), price: meta('product:price:amount') },
  ),
  isListing: ({ title, price }) => title !== '' && price !== null,
};

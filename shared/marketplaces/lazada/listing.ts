import { first, textOf } from '#shared/extraction/dom.ts';
import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { canonicalItemUrl, itemIdIn } from './sites.ts';

/** `fields` of `__moduleData__` (2019 on), also the answer of mtop.global.detail.web.getdetailinfo. */
function moduleFields(doc: PageDocument): unknown {
  const state = doc.json ?? doc.state('__moduleData__');
  const isItem = ({ product: item, seller, skuInfos }: Record<string, unknown>) =>
    isObject(item) && (isObject(seller) || skuInfos !== undefined);
  return at(state, 'data.root.fields') ?? objectsWhere(state, isItem)[0];
}

const PAGE: ListingRules = {
  id: [
    path('primaryKey.itemId', 'tracking.core.itemId', 'product.itemId'),
    mapped(attr('link[rel="canonical"]', 'href'), itemIdIn),
    mapped(meta('og:url'), itemIdIn),
    mapped(addressPart(/.+/), itemIdIn),
  ],
  url: [mapped(attr('link[rel="canonical"]', 'href'), canonicalItemUrl), mapped(meta('og:url'), canonicalItemUrl)],
  title: [path('product.title'), text('h1.pdp-mod-product-badge-title, h1')],
  price: [
    path('skuInfos.0.price.salePrice.text', 'product.price.salePrice.text'),
    text('.pdp-price_type_normal, [class*="pdp-v2-product-price-content-salePrice"]'),
  ],
  imageUrls: [
    rule('skuGalleries', ({ item }) => {
      const gallery = at(item, 'skuGalleries.0');
      return Array.isArray(gallery) ? gallery.map((one) => at(one, 'src') ?? at(one, 'poster')) : undefined;
    }),
    image('.gallery-preview-panel img, .item-gallery img'),
  ],
  sellerId: [
    path('seller.sellerId'),
    attr('a.seller-name__detail-name', 'href', /lazada\.[\w.]+\/(?:shop\/)?([\w-]+)/),
  ],
  sellerName: [path('seller.name'), text('a.seller-name__detail-name, .seller-name-retail__detail')],
  sellerRating: mapped(path('seller.percentRate', 'seller.rate'), (rate) =>
    typeof rate === 'string' ? rate : Number(rate) <= 1 ? Number(rate) : Number(rate) / 100,
  ),
  soldCount: text('.pdp-mod-product-info-section [class*="sold"], [class*="sold-count"]', /[\d.,]+[KkMm]?/),
  brand: [path('product.brand.name', 'tracking.brand_name'), text('.pdp-product-brand__brand-link')],
  sku: path('skuInfos.0.sku'),
};

export const listing: OfferPages = {
  item: moduleFields,
  fields: rulesInOrder(PAGE, schemaProduct(), { imageUrls: meta('og:image') }),
  gone: (doc) => {
    const notice = first(doc.root, '.error-content, .comm-error, .pdp-error');
    return notice &&
      /no longer available|not available|not found|tidak tersedia|không tồn tại|ไม่พบ/i.test(textOf(notice, 300))
      ? 'removed'
      : undefined;
  },
  isListing: ({ title, price, seller }) => title !== '' && (price !== null || seller !== null),
};

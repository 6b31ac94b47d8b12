import { first, textOf } from '#shared/extraction/dom.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, product, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { itemIdIn } from './address.ts';

const HINTS = { currency: 'TWD' };

const PAGE: Partial<ListingRules> = {
  title: [text('h1'), mapped(meta('og:title'), (title) => String(title).replace(/\s*\|\s*Yahoo.*$/, ''))],
  price: text('[class*="mainPrice" i], [class*="salePrice" i], .priceinfo .price'),
  imageUrls: [image('[class*="mainImage" i] img, [class*="gallery" i] img'), meta('og:image')],
};

function goneSay(doc: PageDocument): 'removed' | undefined {
  const notice = first(doc.root, '[class*="error" i], [class*="notFound" i]');
  return notice && /商品不存在|已下架|找不到(?:此|這個)?(?:商品|頁面)/.test(textOf(notice, 300))
    ? 'removed'
    : undefined;
}

export const listing: OfferPages = {
  fields: rulesInOrder(
    {
      ...schemaProduct(HINTS),
      id: [
        mapped(attr('link[rel="canonical"]', 'href'), itemIdIn),
        mapped(meta('og:url'), itemIdIn),
        mapped(addressPart(/.+/), itemIdIn),
        product('sku', 'productID'),
      ],
    },
    PAGE,
  ),
  gone: goneSay,
  isListing: ({ title, price }) => title !== '' && price !== null,
};

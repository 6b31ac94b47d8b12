import { first, textOf } from '#shared/extraction/dom.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, product, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { goodsIdIn } from './address.ts';

const HINTS = { currency: 'TWD' };

const PAGE: Partial<ListingRules> = {
  title: [
    text('#osmGoodsName, .fprdTitle h1, .prdName h1, h1'),
    mapped(meta('og:title'), (title) => String(title).replace(/\s*-\s*momo購物網.*$/i, '')),
  ],
  price: [
    meta('product:price:amount'),
    text('.prdPrice .special .seoPrice, .priceArea .seoPrice, .price b, .special .price'),
  ],
  imageUrls: [image('.prdImgArea img, img.jqzoom'), meta('og:image')],
  sellerName: text('.webBrandName, .shopName, .storeName'),
  availability: meta('product:availability'),
  brand: meta('product:brand'),
};

function goneSay(doc: PageDocument): 'removed' | undefined {
  const notice = first(doc.root, '.noGoods, .error-content, .soldOutArea');
  return notice && /查無|已下架|停止販售|商品不存在/.test(textOf(notice, 300)) ? 'removed' : undefined;
}

export const listing: OfferPages = {
  fields: rulesInOrder(
    {
      ...schemaProduct(HINTS),
      id: [
        mapped(attr('link[rel="canonical"]', 'href'), goodsIdIn),
        mapped(meta('og:url'), goodsIdIn),
        mapped(addressPart(/.+/), goodsIdIn),
        product('sku', 'productID'),
      ],
    },
    PAGE,
  ),
  gone: goneSay,
  isListing: ({ title, price }) => title !== '' && price !== null,
};

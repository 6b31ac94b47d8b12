import { first } from '#shared/extraction/dom.ts';
import { rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { addressPart, attr, image, mapped, meta, product, text } from '#shared/extraction/rule.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { itemLink, PID_IN_LINK } from './item-link.ts';

const HINTS = { currency: 'INR' };

export const listing: OfferPages = {
  fields: rulesInOrder(
    {
      id: [product('sku'), addressPart(PID_IN_LINK), meta('og:url'), attr('a[href*="pid="]', 'href', PID_IN_LINK)].map(
        (one) =>
          mapped(one, (found) => PID_IN_LINK.exec(String(found))?.[1] ?? /^[0-9A-Z]{8,24}$/.exec(String(found))?.[0]),
      ),
      url: [mapped(attr('link[rel="canonical"]', 'href'), itemLink), mapped(meta('og:url'), itemLink)],
      title: [],
      // "Fulfilled by" names the warehouse, not the seller.
      sellerName: text('#sellerName span span, #sellerName'),
    },
    schemaProduct(HINTS),
    {
      title: [text('h1 .B_NuCI, h1 .VU-ZEz, h1'), meta('og:title')],
      price: text('._30jeq3._16Jk6d, .Nx9bqj.CxhGGd'),
      imageUrls: [image('img._396cs4, img.DByuf4'), meta('og:image')],
    },
  ),
  isListing: ({ title, price }, doc) => title !== '' && (price !== null || doc.products().length > 0),
  gone: (doc) =>
    first(doc.root, 'script[type^="application/ld+json"]') === null &&
    /(?:unfortunately the page you are looking for|this product is (?:no longer available|discontinued))/i.test(
      doc.text(),
    )
      ? 'removed'
      : undefined,
};

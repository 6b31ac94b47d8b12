import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { all } from '#shared/extraction/dom.ts';
import { at, isObject } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, path, product, rule, text } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { oldProduct } from './old-state.ts';
import { ITEM_IN_LINK, itemLink } from './sites.ts';

/** The product as the page's scripts have it: today's names at the top level, those of the old state below. */
function productState(doc: PageDocument): unknown {
  return (
    at(doc.state('#__NEXT_DATA__'), 'props.pageProps.initialData.data.product') ??
    at(doc.json, 'data.product') ??
    oldProduct(doc)
  );
}

const FIELDS: ListingRules = {
  id: [
    path('usItemId', 'product.usItemId'),
    attr('link[rel="canonical"]', 'href', ITEM_IN_LINK),
    addressPart(ITEM_IN_LINK),
  ],
  url: [
    rule('canonicalUrl', ({ item, doc }) => itemLink(at(item, 'canonicalUrl'), doc)),
    rule('canonical address', ({ doc }) => itemLink(doc.meta('og:url'), doc)),
  ],
  title: [
    path('name', 'product.productAttributes.productName'),
    product('name'),
    text('h1[itemprop="name"], h1.prod-ProductTitle, h1#main-title'),
    meta('og:title'),
  ],
  price: [
    rule('priceInfo', ({ item }) => {
      const price = at(item, 'priceInfo.currentPrice') ?? at(item, 'offer.pricesInfo.priceMap.CURRENT');
      return priceOf({ offers: { price: at(price, 'price'), priceCurrency: at(price, 'currencyUnit') } }, {});
    }),
    path('priceInfo.priceRange.priceString'),
    rule('schema.org offers', ({ doc }) => doc.products()[0] && priceOf(doc.products()[0]!, {})),
    text('[itemprop="price"], [data-testid="price-wrap"] [itemprop="price"]'),
    text('.prod-PriceHero .price-group, .product-price .price'),
  ],
  imageUrls: [
    rule('imageInfo.allImages', ({ item }) => {
      const pictures = at(item, 'imageInfo.allImages') ?? at(item, 'images');
      const addresses = (Array.isArray(pictures) ? pictures : []).map((picture) =>
        isObject(picture) ? picture.url : picture,
      );
      return addresses.flatMap((address) => (typeof address === 'string' ? withoutQuery(address) : []));
    }),
    path('imageInfo.thumbnailUrl'),
    mapped(image('[data-testid="hero-image"] img, [data-testid="media-thumbnail"] img'), (addresses) =>
      (addresses as string[]).map(withoutQuery),
    ),
    meta('og:image'),
  ],
  sellerId: path('sellerId', 'seller.sellerId', 'offer.sellerId'),
  sellerName: [
    path('sellerDisplayName', 'sellerName', 'seller.sellerDisplayName', 'seller.sellerName'),
    text('[data-testid="seller-name-link"], [data-automation-id="product-seller-info"] a, a.seller-name'),
  ],
  sellerRating: mapped(path('sellerAverageRating'), (stars) => Number((Number(stars) / 5).toFixed(4))),
  sellerFeedback: path('sellerReviewCount'),
  condition: path('conditionType'),
  availability: [
    path('availabilityStatus', 'availabilityStatusV2.value', 'offer.productAvailability.availabilityStatus'),
    product('offers.availability', 'offers.0.availability', 'hasVariant.0.offers.0.availability'),
    rule('offers in microdata', ({ element }) => all(element, '[itemprop="availability"]')[0]?.attribs.href),
  ],
  description: [
    mapped(path('shortDescription', 'product.productAttributes.shortDescription'), markupText),
    product('description'),
  ],
  brand: [path('brand', 'product.productAttributes.brand'), product('brand.name', 'brand')],
  sku: path('manufacturerProductId', 'model'),
  gtin: [path('upc', 'product.upc'), product('gtin13', 'gtin14', 'gtin12')],
};

/** A dead item answers 200 with "This page could not be found". */
function notFound(doc: PageDocument): 'removed' | undefined {
  const said = /^(?:page not found|error page)|this page could not be found|this item is no longer available/i;
  return said.test(doc.title()) ||
    (doc.products().length === 0 && productState(doc) === undefined && said.test(doc.text()))
    ? 'removed'
    : undefined;
}

export const listing: OfferPages = {
  item: productState,
  fields: FIELDS,
  // A shelf or a block page has a heading too.
  isListing: (listing, doc) => listing.title !== '' && (productState(doc) !== undefined || listing.price !== null),
  gone: notFound,
};

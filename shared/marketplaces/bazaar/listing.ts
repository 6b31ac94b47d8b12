import { first } from '#shared/extraction/dom.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { addressPart, attr, image, longText, product, text } from '#shared/extraction/rule.ts';
import { listingUrl, siteOf } from './address.ts';

export const readListing = listingReader({
  marketplace: 'bazaar',
  listingUrl: (id, doc) => listingUrl(id, siteOf(doc.page.url)),
  hints: () => ({ currency: 'EUR' }),
  fields: {
    // A removed item's page shows no id; its address still does.
    id: [attr('article.item', 'data-listing'), addressPart(/\/item\/(\d+)/)],
    url: product('offers.url'),
    title: [product('name'), text('article.item h1')],
    price: [text('article.item .price')],
    imageUrls: [product('image'), image('.gallery img')],
    sellerId: attr('.seller-box a.seller', 'href', /\/seller\/([^/?#]+)/),
    sellerName: [product('offers.seller.name'), text('.seller-box a.seller')],
    sellerRating: text('.seller-box .rating'),
    sellerFeedback: attr('.seller-box .feedback', 'data-count'),
    sellerLocation: text('.seller-box .location'),
    sellerSince: attr('.seller-box .member-since', 'datetime'),
    itemLocation: text('.ships-from'),
    condition: text('article.item .condition'),
    soldCount: text('article.item .sold'),
    stockCount: product('offers.inventoryLevel.value'),
    availability: product('offers.availability'),
    description: [product('description'), longText('.description')],
    listedAt: attr('time.listed', 'datetime'),
    brand: product('brand.name'),
    sku: product('sku'),
  },
  gone: (doc) =>
    first(doc.root, '.item-removed')
      ? 'removed-by-venue'
      : first(doc.root, '.listing-ended')
        ? 'ended-by-seller'
        : undefined,
});

import { all, attribute, first } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import { attr, image, longText, mapped, meta, rule, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import { POST_ID, postUrl, regionOf } from './sites.ts';

const FIELDS: ListingRules = {
  id: [idOfOwnAddress(POST_ID), text('.postinginfo', /post id:\s*(\d{9,11})/)],
  url: ownAddress(POST_ID),
  title: [
    text('#titletextonly'),
    pageProduct.title,
    mapped(meta('og:title'), (title) => String(title).replace(/ - \S+ for sale.*$/, '')),
  ],
  price: [text('.postingtitletext .price, .postingtitle .price'), pageProduct.price],
  imageUrls: [
    rule('a.thumb', ({ element }) => all(element, 'a.thumb[href]').map((thumb) => attribute(thumb, 'href'))),
    image('.gallery img, #iwi'),
    meta('og:image'),
  ],
  itemLocation: [
    mapped(text('.postingtitletext small, .postingtitle small'), (place) =>
      String(place).replace(/^\s*\(|\)\s*$/g, ''),
    ),
    text('.mapaddress'),
  ],
  condition: [text('.attr.condition .valu'), text('.attrgroup span', /^condition:\s*(.+)$/)],
  availability: rule('posting body', ({ element }) => (first(element, '#postingbody') ? 'active' : undefined)),
  description: longText('#postingbody'),
  listedAt: attr('time.date[datetime], time.timeago[datetime]', 'datetime'),
};

const GONE =
  /this posting has (?:been (?:deleted by its author|flagged for removal)|expired)|there is nothing here|page not found/i;

export const readListing = listingReader({
  marketplace: 'craigslist',
  listingUrl: (id, doc) => postUrl(id, regionOf(doc)),
  hints: () => ({ currency: 'USD' }),
  fields: FIELDS,
  gone: (doc) => (first(doc.root, '#postingbody') === null && GONE.test(doc.text()) ? 'removed' : undefined),
  isListing: (listing) => listing.title !== '' && listing.availability === 'active',
});

import { all, first, textOf } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { mergedRules } from '#shared/extraction/merged-rules.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { parsePriceRange } from '#shared/extraction/price.ts';
import { addressPart, attr, image, mapped, meta, product, rule, text } from '#shared/extraction/rule.ts';
import { imagesOf, nameOf, priceOf } from '#shared/extraction/schema-node.ts';
import { LISTING_ID, listingLink, listingUrl, SHOP_NAME } from './address.ts';
import { API_LISTING, apiListings } from './open-api.ts';

const UNAVAILABLE =
  /this (?:item|listing) (?:is (?:currently )?(?:unavailable|no longer available)|has been (?:removed|deactivated))|artikel ist (?:leider )?nicht (?:mehr )?verfügbar|article n['’]est (?:plus|pas) disponible|artículo (?:ya )?no está disponible|articolo non è (?:più )?disponibile|item não está (?:mais )?disponível|artikel is niet (?:meer )?beschikbaar/i;
const SOLD_OUT =
  /(?:this )?item (?:has |is )?sold(?: out)?\b|(?:artikel|produkt) (?:ist )?ausverkauft|article (?:est )?(?:épuisé|vendu)|artículo (?:está )?(?:agotado|vendido)/i;

const PAGE: ListingRules = {
  id: [
    attr('link[rel="canonical"]', 'href', LISTING_ID),
    mapped(product('url'), (url) => LISTING_ID.exec(String(url))?.[1]),
    addressPart(LISTING_ID),
    attr('[data-buy-box] [data-listing-id], input[name="listing_id"]', 'value', /^\d{5,12}$/),
  ],
  url: [mapped(attr('link[rel="canonical"]', 'href'), listingLink), mapped(product('url'), listingLink)],
  title: [
    mapped(product('name'), markupText),
    mapped(text('h1[data-buy-box-listing-title], h1'), (title) =>
      UNAVAILABLE.test(String(title)) ? undefined : title,
    ),
    mapped(meta('og:title'), (title) => String(title).replace(/\s*[-|]\s*Etsy.{0,20}$/, '')),
  ],
  price: [
    rule('buy box, with the range of schema.org', ({ doc }) => buyBoxPrice(doc)),
    rule('schema.org offers', ({ doc }) => doc.products()[0] && priceOf(doc.products()[0]!, {})),
  ],
  imageUrls: [
    rule('schema.org image and carousel', ({ doc }) => [
      ...imagesOf(at(doc.products()[0], 'image')),
      ...all(doc.root, '.carousel-image').flatMap((picture) =>
        fullSize(picture.attribs.src ?? picture.attribs['data-src']),
      ),
    ]),
    image('.listing-page-image-carousel-component img'),
    meta('og:image'),
  ],
  // Pictures lie in a folder of the shop's number, the same as `shop_id` in Etsy's data.
  sellerId: [
    rule('shop number in the picture address', ({ doc }) => {
      const pictures = [...imagesOf(at(doc.products()[0], 'image')), doc.meta('og:image') ?? ''];
      return pictures.map((address) => /^https:\/\/i\.etsystatic\.com\/(\d{4,12})\//.exec(address)?.[1]).find(Boolean);
    }),
  ],
  sellerName: [
    rule('schema.org brand: the shop', ({ doc }) => nameOf(at(doc.products()[0], 'brand'))),
    attr(
      '[data-buy-box] a[href*="/shop/"], #seller-info a[href*="/shop/"], .shop-info a[href*="/shop/"]',
      'href',
      SHOP_NAME,
    ),
  ],
  itemLocation: rule('shippingOrigin', ({ doc }) =>
    at(doc.products()[0], 'offers.shippingDetails.shippingOrigin.addressCountry'),
  ),
  availability: product('offers.availability', 'offers.0.availability'),
  description: [mapped(product('description'), markupText), meta('og:description')],
};

/** What the visitor pays, in the visitor's currency and with tax; schema.org knows the other end of "€41.00+" if it starts there too. */
function buyBoxPrice(doc: PageDocument) {
  const lines = all(doc.root, '[data-buy-box-region="price"] p, [data-selector="price-only"] p, .listing-page-price p');
  const shown = lines.map((line) => textOf(line, 80)).find((line) => /\d/.test(line) && !/original|strik/i.test(line));
  const described = doc.products()[0] && priceOf(doc.products()[0]!, {});
  const price = shown && parsePriceRange(shown, { currency: described?.low.currency });
  if (!price) return undefined;
  const { amountMinor, currency } = price.low;
  const isSame = described?.low.amountMinor === amountMinor && described.low.currency === currency;
  return isSame && shown.includes('+') ? described : price;
}

/** `il_794xN.123_abc.jpg` → `il_fullxfull.123_abc.jpg`. */
function fullSize(address: string | undefined): string[] {
  return address === undefined ? [] : [address.replace(/\/il_\d+x[\dN]+\./, '/il_fullxfull.')];
}

function gone(doc: PageDocument): 'sold-out' | 'removed' | undefined {
  // The title of an offer is its seller's.
  const notices = 'h1:not([data-buy-box-listing-title]), h2, [data-buy-box] p, .wt-alert';
  const headings = all(doc.root, notices).map((heading) => textOf(heading, 200));
  if (headings.some((line) => SOLD_OUT.test(line) && line.length < 80)) return 'sold-out';
  const isGone = headings.some((line) => UNAVAILABLE.test(line)) && !first(doc.root, '[data-buy-box-region="price"]');
  return isGone ? 'removed' : undefined;
}

export const readListing = listingReader({
  marketplace: 'etsy',
  listingUrl,
  item: (doc) => apiListings(doc)[0],
  fields: mergedRules(API_LISTING, PAGE),
  gone,
});

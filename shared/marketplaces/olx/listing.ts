import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder, rulesWhen } from '#shared/extraction/listing-fields.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, longText, mapped, meta, rule, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { BRAZIL_AD, brazilAd } from './brazil-ad.ts';
import { adIdOf } from './sites.ts';
import { STATE_AD, stateOf } from './state-ad.ts';

const PAGE: ListingRules = {
  ...pageProduct,
  id: [
    text(
      '[data-testid="ad-footer-bar-section"], [data-cy="ad-footer-bar-section"], .offer-bottombar__items',
      /ID:?\s*(\d{6,12})/,
    ),
    mapped(meta('og:url'), adIdOf),
    rule('address', ({ doc }) => adIdOf(doc.page.url)),
  ],
  url: meta('og:url'),
  title: [
    text('[data-testid="ad_title"], [data-cy="ad_title"], [data-cy="offer_title"], .offer-titlebox h1'),
    pageProduct.title,
    text('h1'),
  ],
  price: text('[data-testid="ad-price-container"] h3, .pricelabel strong, [data-aut-id="itemPrice"]'),
  imageUrls: [
    pageProduct.imageUrls,
    image('[data-testid="swiper-image"], [data-cy="adPhotos-swiperSlide"] img, .offerdescription img'),
    meta('og:image'),
  ],
  sellerName: text('[data-testid="user-profile-user-name"], [data-cy="seller_card"] h4, .offer-user__actions h4'),
  sellerId: attr(
    'a[data-testid="user-profile-link"], .offer-user__actions a',
    'href',
    /\/(?:uzytkownik|user|profile)\/([^/?#]+)/,
  ),
  itemLocation: text('.offer-user__address p, [data-testid="map-aside-section"] p'),
  description: longText('[data-cy="ad_description"] div, [data-testid="ad_description"] div, #textContent'),
};

function europeanAd(doc: PageDocument): unknown {
  return at(stateOf(doc), 'ad.ad') ?? at(doc.json, 'data');
}

const isBrazil = (doc: PageDocument) => brazilAd(doc) !== undefined;

const GONE =
  /og[łl]oszenie (?:nie jest ju[żz] dost[ęe]pne|zosta[łl]o (?:usuni[ęe]te|zako[ńn]czone))|оголошення (?:більше )?(?:недоступне|неактивне|не доступне)|объявление (?:больше )?(?:недоступно|неактивно)|anun[țtţ]ul? (?:nu mai este|a fost) |anúncio (?:já não está|não (?:está mais|encontrado))|обявата вече не/iu;

export const listing: OfferPages = {
  item: (doc) => europeanAd(doc) ?? brazilAd(doc),
  fields: rulesInOrder(
    rulesWhen(({ doc }) => !isBrazil(doc), STATE_AD),
    rulesWhen(({ doc }) => isBrazil(doc), BRAZIL_AD),
    PAGE,
  ),
  gone: (doc) => (europeanAd(doc) === undefined && GONE.test(doc.text()) ? 'removed' : undefined),
  isListing: (listing) => listing.title !== '' && (listing.price !== null || listing.seller !== null),
};

import { all, attribute } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, longText, meta, rule, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { AD_ID } from './address.ts';
import { STATE_AD } from './state-ad.ts';

const PAGE: ListingRules = {
  id: idOfOwnAddress(AD_ID),
  url: ownAddress(AD_ID),
  title: [
    text('[data-qa-id="adview_title"] h1, h1[data-qa-id="adview_title"]'),
    text('h1[itemprop="name"], #ad_subject'),
    pageProduct.title,
  ],
  price: [
    text('[data-qa-id="adview_price"]'),
    attr('[itemprop="price"][content]', 'content'),
    text('[itemprop="price"], .item_price'),
  ],
  imageUrls: [
    image('.lbcImages img, #image, [data-qa-id="slideshow_container"] img'),
    rule('meta[itemprop="image"]', ({ element }) =>
      all(element, 'meta[itemprop="image"]').flatMap((picture) => attribute(picture, 'content') ?? []),
    ),
    pageProduct.imageUrls,
    meta('og:image'),
  ],
  sellerName: [
    attr('meta[itemprop="seller"]', 'content'),
    text('[data-qa-id="adview_contact_container"] a[href*="/profil"], .upload_by a, .uploader-name'),
  ],
  itemLocation: [text('[data-qa-id="adview_location_informations"]'), text('[itemprop="addressLocality"]')],
  description: [
    longText('[data-qa-id="adview_description_container"], [itemprop="description"]'),
    meta('og:description'),
  ],
};

function stateAd(doc: PageDocument): unknown {
  return (
    at(doc.state('#__NEXT_DATA__'), 'props.pageProps.ad') ??
    at(doc.state('window.FLUX_STATE'), 'adview') ??
    (at(doc.json, 'list_id') === undefined ? undefined : doc.json)
  );
}

const GONE =
  /(?:cette annonce|l['’]annonce) (?:est désactivée|n['’]est plus disponible|a été supprimée|n['’]existe (?:pas|plus))|annonce (?:désactivée|introuvable)/iu;

export const listing: OfferPages = {
  item: stateAd,
  fields: rulesInOrder(STATE_AD, PAGE),
  gone: (doc) => (at(stateAd(doc), 'list_id') === undefined && GONE.test(doc.text()) ? 'removed' : undefined),
};

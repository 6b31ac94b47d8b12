import { all, first, textOf } from '#shared/extraction/dom.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { idOfOwnAddress, ownAddress } from '#shared/extraction/own-address.ts';
import { attr, image, longText, mapped, meta, ownText, rule, text } from '#shared/extraction/rule.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { AD_ID } from './address.ts';

const CONTACT = '#viewad-contact, #viewad-profile-box';

const FIELDS: ListingRules = {
  id: [idOfOwnAddress(AD_ID), text('#viewad-ad-id-box', /\d{8,12}/)],
  url: ownAddress(AD_ID),
  // Hidden labels ("Reserviert", "Gelöscht") stand inside the heading.
  title: [ownText('#viewad-title'), meta('og:title')],
  price: [text('#viewad-price'), attr('meta[itemprop="price"]', 'content')],
  imageUrls: [
    image('#viewad-image, .galleryimage-element > img'),
    attr('.galleryimage-element [data-imgsrc]', 'data-imgsrc'),
    meta('og:image'),
  ],
  sellerId: [
    attr(`${CONTACT} a[href*="userId="], a[href*="s-bestandsliste"]`, 'href', /userId=(\d+)/),
    attr('a[href*="/pro/"]', 'href', /\/pro\/([^/?#]+)/),
  ],
  sellerName: [
    text('.userprofile-vip a, .userprofile-vip'),
    text('#viewad-contact .text-bold a, #viewad-contact .iconlist-text .text-bold'),
  ],
  sellerSince: mapped(text(CONTACT, /Aktiv seit (\d\d\.\d\d\.\d{4})/), germanDate),
  itemLocation: text('#viewad-locality'),
  condition: text('.addetailslist--detail:has(.addetailslist--detail--value)', /^Zustand\s+(.+)$/),
  availability: rule('contact box', ({ element }) => (first(element, CONTACT) ? 'active' : undefined)),
  description: [longText('#viewad-description-text'), meta('og:description')],
  listedAt: mapped(text('#viewad-extra-info', /\d\d\.\d\d\.\d{4}/), germanDate),
};

function germanDate(written: unknown): string {
  return String(written).split('.').toReversed().join('-');
}

const GONE =
  /diese anzeige (?:ist|wurde) (?:leider )?(?:nicht mehr verfügbar|gelöscht|deaktiviert|abgelaufen)|die gewünschte anzeige ist nicht mehr verfügbar/iu;

export const listing: OfferPages = {
  fields: FIELDS,
  gone: (doc) => {
    if (first(doc.root, '#viewad-adexpired')) return 'removed';
    const labels = all(doc.root, '#viewad-title .pvap-reserved-title:not(.is-hidden)').map((label) => textOf(label));
    if (labels.some((label) => /^(?:Gelöscht|Verkauft)/.test(label))) return 'ended';
    return GONE.test(doc.text()) ? 'removed' : undefined;
  },
};

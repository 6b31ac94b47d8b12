import { all, first, textOf } from '#shared/extraction/dom.ts';
import { isoDate } from '#shared/extraction/iso-date.ts';
import { objectsWhere } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { cards, entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { AUCTION_ID, AUCTION_LINK } from './address.ts';

/** `li.Product`, since 2018. Flea market offers stand among the auctions and link to the flea market's own site. */
const PRODUCT: ListingRules = {
  id: [attr('[data-auction-id]', 'data-auction-id'), attr(AUCTION_LINK, 'href', AUCTION_ID)],
  url: attr('a.Product__titleLink, a.Product__imageLink, .Product__title a', 'href', /^https?:[^?#]+/),
  title: [attr('[data-auction-title]', 'data-auction-title'), text('.Product__title')],
  // The current price; the one for buying at once stands beside it.
  price: [attr('[data-auction-price]', 'data-auction-price'), text('.Product__priceValue')],
  imageUrls: [attr('[data-auction-img]', 'data-auction-img'), image('.Product__imageData, img')],
  sellerId: attr('[data-auction-auc-seller-id]', 'data-auction-auc-seller-id'),
  sellerName: text('.Product__seller a'),
  sellerRating: mapped(attr('[data-cl-params]', 'data-cl-params', /[;:]grat:([\d.]+)/), (percent) => `${percent}%`),
  sponsored: rule('icon "PR"', ({ element }) =>
    all(element, '.Product__icon').some((icon) => /^(?:PR|注目)/.test(textOf(icon))),
  ),
  listedAt: mapped(attr('[data-cl-params]', 'data-cl-params', /;st:(\d{10});/), isoDate),
};

/** The table of 2010 to 2018, and the list of ended auctions after it. */
const OLD_ROW: ListingRules = {
  id: attr(AUCTION_LINK, 'href', AUCTION_ID),
  url: attr(AUCTION_LINK, 'href', /^[^?#]+/),
  title: [text('h3 a'), attr('img', 'alt')],
  price: text('.pri1, .ePrice, [class*="price" i]'),
  imageUrls: image('img'),
  sellerName: text('.slr a, a[href*="/seller/"]'),
  sellerId: attr('a[href*="/seller/"]', 'href', /\/seller\/([^/?#]+)/),
};

/** Ended auctions (`closedsearch`) are in the page's state. */
const ENDED: ListingRules = {
  id: path('auctionId'),
  title: path('title'),
  price: path('price'),
  imageUrls: path('imageUrl', 'thumbnail'),
  sellerId: path('seller.userId', 'seller.aucUserId'),
  sellerName: path('seller.displayName'),
  availability: mapped(path('endTime'), () => 'ended'),
};

function endedAuctions(doc: PageDocument): unknown {
  return objectsWhere(
    doc.state('#__NEXT_DATA__'),
    ({ auctionId, title, price }) => auctionId !== undefined && title !== undefined && price !== undefined,
  );
}

export const search: ResultPages = {
  sources: [
    cards('li.Product', PRODUCT),
    entries('__NEXT_DATA__ auctions', endedAuctions, ENDED),
    cards('#list01 tr, #list01 .inner > div, .SearchMode ul > li', OLD_ROW, (row) => first(row, AUCTION_LINK) === null),
  ],
  nothingFound: (doc) => showsAny(doc, '.Empty__title, .Notfound') || saysNoResults(doc),
  nextPage: [attr('.Pager__list--next a', 'href'), attr('.next a, a[rel="next"]', 'href')],
};

import { first } from '#shared/extraction/dom.ts';
import { at } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { idOfOwnAddress } from '#shared/extraction/own-address.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, longText, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { pageProduct } from '#shared/extraction/shop/page-product.ts';
import type { OfferPages } from '../define-marketplace.ts';
import { AUCTION_ID } from './address.ts';

/** `initialState.item.detail.item` of the page's state, since about 2021. */
const STATE: ListingRules = {
  id: path('auctionId'),
  title: path('title'),
  price: path('taxinPrice', 'price'),
  imageUrls: rule('img', ({ item }) => {
    const pictures = at(item, 'img') ?? at(item, 'images');
    return Array.isArray(pictures) ? pictures.map((picture) => at(picture, 'image')) : undefined;
  }),
  sellerId: path('seller.aucUserId'),
  sellerName: path('seller.displayName'),
  sellerRating: mapped(path('seller.rating.goodRating'), (percent) => `${percent}%`),
  sellerFeedback: path('seller.rating.totalRating', 'seller.rating.point'),
  itemLocation: path('location.prefecture', 'location'),
  condition: path('conditionName'),
  availability: mapped(path('status'), (status) => (status === 'open' ? 'active' : 'ended')),
  description: [mapped(path('descriptionHtml'), markupText), path('description.0')],
  listedAt: path('startTime'),
  brand: path('brand.name'),
};

const PAGE: ListingRules = {
  id: idOfOwnAddress(AUCTION_ID),
  title: [
    text('.ProductTitle__text'),
    text('h1.decBg'),
    mapped(meta('og:title'), (title) => String(title).replace(/ - Yahoo!オークション$/, '')),
  ],
  price: [text('.Price--current .Price__value, .Price__value'), text('.decTxtMainPrice, [itemprop="price"]')],
  imageUrls: [image('.ProductImage__inner img'), pageProduct.imageUrls, meta('og:image')],
  sellerName: [text('.Seller__name a, .Seller__name'), text('.decSeller a, [itemprop="seller"]')],
  sellerId: attr('.Seller__name a[href*="/seller/"], a[href*="/seller/"]', 'href', /\/seller\/([^/?#]+)/),
  sellerRating: text('.Seller__ratingGood'),
  availability: [
    rule('.ClosedHeader', ({ element }) => (first(element, '.ClosedHeader, .decClosed') ? 'ended' : undefined)),
  ],
  description: [longText('.ProductExplanation__commentBody'), meta('og:description')],
};

function detail(doc: PageDocument): unknown {
  return at(doc.state('#__NEXT_DATA__'), 'props.pageProps.initialState.item.detail.item');
}

const GONE =
  /(?:この|該当(?:する)?)(?:オークション|商品|ページ)は(?:存在しません|見つかりません|取り消され|削除され)|指定された(?:ID|商品)の(?:オークション|商品)は/;

export const listing: OfferPages = {
  item: detail,
  fields: rulesInOrder(STATE, PAGE),
  gone: (doc) => (detail(doc) === undefined && GONE.test(doc.text()) ? 'removed' : undefined),
  isListing: (listing) => listing.title !== '' && listing.price !== null,
};

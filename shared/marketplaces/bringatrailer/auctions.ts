import { attribute, first } from '#shared/extraction/dom.ts';
import { answeredItem, answeredList } from '#shared/extraction/json-answer.ts';
import { at, isEmptyList, isObject } from '#shared/extraction/json-path.ts';
import { type ListingRules, rulesInOrder } from '#shared/extraction/listing-fields.ts';
import { listingReader } from '#shared/extraction/listing-reader.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { addressPart, attr, image, mapped, meta, path, rule, text } from '#shared/extraction/rule.ts';
import { many, priceOf } from '#shared/extraction/schema-node.ts';
import { schemaProduct } from '#shared/extraction/schema-product.ts';
import { cards, entries, searchReader } from '#shared/extraction/search-reader.ts';
import { goodsElsewhere } from '#shared/extraction/shop/goods-elsewhere.ts';

const SITE = 'https://bringatrailer.com/';
const SLUG_IN_LINK = /\/listing\/([\w-]{3,200})/;
const MEMBER_IN_LINK = /\/member\/([\w-]{1,80})/;

/** The site's short form: a post's number leads to its page. */
export function itemUrl(id: string): string {
  return /^\d+$/.test(id) ? `${SITE}?p=${id}` : `${SITE}listing/${encodeURIComponent(id)}/`;
}

/** What the auctions page starts with: running auctions, then ended ones. */
function items(doc: PageDocument): unknown[] | undefined {
  const states = ['auctionsCurrentInitialData', 'auctionsCompletedInitialData'].flatMap((marker) =>
    many(at(doc.state(marker), 'items')),
  );
  return answeredList(doc, 'items', 'data.items') ?? states;
}

/** The highest bid so far, or the one that won. */
const ITEM: ListingRules = {
  id: path('id'),
  url: path('url', 'permalink'),
  title: mapped(path('title', 'titleRaw'), markupText),
  price: [
    rule('current_bid', ({ item }) => {
      const amount = at(item, 'current_bid');
      return amount
        ? priceOf({ offers: { price: amount, priceCurrency: at(item, 'currency') ?? 'USD' } }, {})
        : undefined;
    }),
    path('current_bid_formatted', 'sold_text'),
  ],
  priceIsBid: path('active'),
  imageUrls: path('thumbnail_url', 'image', 'images.large.url'),
  itemLocation: path('country'),
  availability: rule('active', ({ item }) => {
    const active = at(item, 'active');
    return typeof active === 'boolean' ? (active ? 'active' : 'ended') : undefined;
  }),
  description: mapped(path('excerpt'), markupText),
};

const CARD: ListingRules = {
  id: [
    attr('', 'data-listing_id'),
    attr('[data-listing_id]', 'data-listing_id'),
    attr('[data-listing-current]', 'data-listing-current'),
    attr('a[href*="/listing/"]', 'href', SLUG_IN_LINK),
  ],
  url: [attr('a[href*="/listing/"]', 'href'), attr('', 'href')],
  title: [text('h3 a, h3, .auctions-item-title'), attr('img[alt]', 'alt')],
  price: text('.bidding-bid .bid-formatted, .bid-formatted, .auctions-item-meta, .item-results'),
  imageUrls: image('img'),
};

export const readSearch = searchReader({
  marketplace: 'bringatrailer',
  listingUrl: itemUrl,
  hints: () => ({ currency: 'USD' }),
  sources: [
    entries('auctions', items, ITEM),
    cards('.listing-card, .auctions-item', CARD, (card) => first(card, 'a[href*="/listing/"]') === null),
    ...goodsElsewhere(SLUG_IN_LINK),
  ],
  nothingFound: (doc) => isEmptyList(at(doc.json, 'items')) || saysNoResults(doc),
});

/** The auction is over when its page says for how much: "Sold for", "Bid to … (reserve not met)", "Withdrawn". */
function state(doc: PageDocument): 'active' | 'ended' | undefined {
  const box = first(doc.root, '.listing-available-info, #listing-bid, .listing-stats');
  if (!box) return undefined;
  const said = text('.listing-available-info, #listing-bid, .listing-stats').read({
    doc,
    element: doc.root,
    item: undefined,
  });
  return /\b(?:sold (?:for|to|on)|bid to|withdrawn|ended)\b/i.test(String(said)) ? 'ended' : 'active';
}

export const readListing = listingReader({
  marketplace: 'bringatrailer',
  listingUrl: itemUrl,
  hints: (doc) => {
    const marked = first(doc.root, '[data-listing-currency]');
    return { currency: (marked && attribute(marked, 'data-listing-currency')) || 'USD' };
  },
  item: (doc) => answeredItem(doc),
  fields: rulesInOrder(
    {
      ...ITEM,
      id: [
        path('id'),
        attr('[data-listing-bid-id], [data-listing-intro-id]', 'data-listing-bid-id'),
        attr('[data-listing-intro-id]', 'data-listing-intro-id'),
        addressPart(SLUG_IN_LINK),
      ],
      url: [attr('link[rel="canonical"]', 'href'), meta('og:url')],
      price: [
        text(
          '#current-bid-row .current-bid-value strong, .listing-available-info .info-value',
          /(?:[A-Z]{3}\s)?[$€£]\s?[\d,]+/,
        ),
        rule('schema.org offers', ({ doc }) => doc.products()[0] && priceOf(doc.products()[0]!, {})),
      ],
      priceIsBid: rule('auction box', ({ doc }) => state(doc) === 'active'),
      sellerId: attr('.item-seller a[href*="/member/"]', 'href', MEMBER_IN_LINK),
      sellerName: text('.item-seller a[href*="/member/"]'),
      itemLocation: text('.essentials a[href*="google.com/maps"]'),
      availability: rule('auction box', ({ doc }) => state(doc)),
    },
    schemaProduct(),
    { title: [text('h1.post-title, h1'), meta('og:title')], imageUrls: meta('og:image') },
  ),
  isListing: ({ title, seller }, doc) =>
    title !== '' && (seller !== null || doc.products().length > 0 || isObject(doc.json) || Array.isArray(doc.json)),
});

import { isoDate } from '#shared/extraction/iso-date.ts';
import { at } from '#shared/extraction/json-path.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';

/** An item's address is its slug with a number; the API names it by another id of letters and digits. The number is what both share. */
export const SLUG_ID = /\/item\/[^/?#]*?-?(\d{6,12})(?:[/?#]|$)/;
const LINK = 'a[href*="/item/"]';

export function itemUrl(id: string): string {
  return `https://es.wallapop.com/item/-${id}`;
}

export function slugUrl(slug: unknown): string | undefined {
  return typeof slug === 'string' ? `https://es.wallapop.com/item/${slug}` : undefined;
}

/** Answers of `/api/v3/search` (`data.section.payload.items`, `search_objects` before 2024). */
const API_ITEM: ListingRules = {
  id: [mapped(path('web_slug'), (slug) => /(\d{6,12})$/.exec(String(slug))?.[1]), path('id')],
  url: mapped(path('web_slug'), slugUrl),
  title: path('title'),
  price: rule('price', ({ item }) => {
    const price = at(item, 'price.amount') ?? at(item, 'price');
    return priceOf(
      { offers: { price, priceCurrency: at(item, 'price.currency') ?? at(item, 'currency') } },
      { currency: 'EUR' },
    );
  }),
  imageUrls: rule('images', ({ item }) => {
    const images = at(item, 'images');
    return Array.isArray(images)
      ? images.map((one) => at(one, 'urls.big') ?? at(one, 'urls.medium') ?? at(one, 'original'))
      : undefined;
  }),
  sellerId: path('user_id', 'user.id'),
  sellerName: path('user.micro_name'),
  itemLocation: path('location.city'),
  availability: rule('flags', ({ item }) => (at(item, 'flags.sold') === true ? 'ended' : undefined)),
  description: path('description'),
  listedAt: mapped(path('created_at', 'creation_date'), isoDate),
};

const CARD: Omit<ListingRules, 'id'> = {
  title: [
    attr('', 'title'),
    attr(`${LINK}[title]`, 'title'),
    text('[class*="ItemCard__title"], [class*="title"], h3'),
    attr('img', 'alt'),
  ],
  price: [text('[class*="ItemCard__price"], [aria-label="Item price"], strong'), text('span, p', /^[\d.,]+\s?€/)],
  imageUrls: image('img'),
};

function apiItems(doc: PageDocument): unknown {
  return (
    at(doc.json, 'data.section.payload.items') ?? at(doc.json, 'data.section.items') ?? at(doc.json, 'search_objects')
  );
}

export const search: ResultPages = {
  sources: [entries('api items', apiItems, API_ITEM), linkCards(LINK, SLUG_ID, CARD)],
  nothingFound: (doc) => (doc.json === undefined ? saysNoResults(doc) : Array.isArray(apiItems(doc))),
  nextPage: attr('link[rel="next"], a[rel="next"]', 'href'),
};

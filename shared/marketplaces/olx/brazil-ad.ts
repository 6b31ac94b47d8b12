import { attribute, first } from '#shared/extraction/dom.ts';
import { parseJson } from '#shared/extraction/embedded-json.ts';
import { isoDate } from '#shared/extraction/iso-date.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { markupText } from '#shared/extraction/markup-text.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { mapped, path, rule } from '#shared/extraction/rule.ts';

/** An advertisement of olx.com.br, in lists and on its own page. */
export const BRAZIL_AD: ListingRules = {
  id: path('listId'),
  url: path('friendlyUrl', 'url'),
  title: path('subject', 'title'),
  price: path('priceValue', 'price'),
  imageUrls: rule('images', ({ item }) => {
    const images = at(item, 'images');
    return Array.isArray(images) ? images.map((image) => at(image, 'original')) : at(item, 'thumbnail');
  }),
  sellerId: path('user.userId', 'user.accountId'),
  sellerName: path('user.name'),
  itemLocation: rule('location', ({ item }) => {
    const place = at(item, 'location');
    return typeof place === 'string' ? place : [at(place, 'municipality'), at(place, 'uf')].filter(Boolean).join(', ');
  }),
  sponsored: rule('featured', ({ item }) => {
    const featured = at(item, 'featured');
    return Array.isArray(featured) ? featured.length > 0 : undefined;
  }),
  description: mapped(path('body', 'description'), markupText),
  listedAt: mapped(path('origListTime', 'listTime'), isoDate),
};

/** `__NEXT_DATA__` since 2022, `<script id="initial-data" data-json="…">` before and on advertisements' own pages. */
function pageData(doc: PageDocument): unknown {
  const initial = first(doc.root, 'script#initial-data[data-json]');
  return initial ? parseJson(attribute(initial, 'data-json')!) : at(doc.state('#__NEXT_DATA__'), 'props.pageProps');
}

/** Advertising banners stand among the entries; they have no list id. */
export function brazilAds(doc: PageDocument): unknown {
  const data = pageData(doc);
  const ads = at(data, 'ads') ?? at(data, 'listingProps.adList');
  return Array.isArray(ads) ? ads.filter((ad) => at(ad, 'listId') !== undefined) : undefined;
}

export function brazilAd(doc: PageDocument): unknown {
  return at(pageData(doc), 'ad');
}

export function brazilNextPage(doc: PageDocument): string | undefined {
  const data = pageData(doc);
  const [page, total, size] = ['pageIndex', 'totalOfAds', 'pageSize'].map((name) => Number(at(data, name)));
  if (!(page! * size! < total!) || !URL.canParse(doc.page.url)) return undefined;
  const next = new URL(doc.page.url);
  next.searchParams.set('o', String(page! + 1));
  return next.href;
}

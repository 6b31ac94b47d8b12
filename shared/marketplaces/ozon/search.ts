import { at, isObject, objectsWhere } from '#shared/extraction/json-path.ts';
import { linkCards } from '#shared/extraction/link-cards.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { saysNoResults, showsAny } from '#shared/extraction/no-results.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { attr, image, mapped, path, rule, text } from '#shared/extraction/rule.ts';
import { entries } from '#shared/extraction/search-reader.ts';
import type { ResultPages } from '../define-marketplace.ts';
import { bareUrl, PRODUCT_ID } from './address.ts';
import { widgetState, widgetStates } from './widgets.ts';

const LINK = 'a[href*="/product/"]';

/** What stands on a tile; class names change with every build, the design system's `tsBody…` and `tsHeadline…` stay. */
const TILE: Omit<ListingRules, 'id'> = {
  url: mapped(path('url'), bareUrl),
  title: [
    text(`${LINK} .tsBody500Medium, ${LINK} .tsBodyL`),
    text(`${LINK} span, ${LINK} div`, /^(?![\d\s.,]*(?:₽|%|отзыв)).{12,}$/s),
    attr('img', 'alt'),
  ],
  price: [text('.tsHeadline500Medium, .tsHeadline400Small'), text('span', /^[\d\s.,]+\s?(?:₽|руб|Br|₸|֏|сом|€|\$)/u)],
  imageUrls: image(`${LINK} img`),
  sellerName: text('.tsBodyM:not(:has(.tsBodyM))', /продавец\s+(\S.{0,60})$/u),
};

/** A tile of the widget's state. */
const ENTRY: ListingRules = {
  id: [path('skuId', 'sku'), mapped(path('action.link'), (link) => PRODUCT_ID.exec(String(link))?.[1])],
  url: mapped(path('action.link'), bareUrl),
  title: rule('mainState name', ({ item }) => at(atomOf(item, 'name', 'tile-name'), 'textAtom.text')),
  price: rule('mainState priceV2', ({ item }) => priceText(item)),
  imageUrls: rule('tileImage', ({ item }) => {
    const pictures = at(item, 'tileImage.items');
    return Array.isArray(pictures)
      ? pictures.flatMap((picture) => at(picture, 'image.link') ?? [])
      : at(item, 'tileImage.coverImage');
  }),
};

/** An atom of the tile by its id or by the name that Ozon's own tests give it. */
function atomOf(item: unknown, id: string, testName: string): unknown {
  const states = at(item, 'mainState');
  const found = (Array.isArray(states) ? states : []).find(
    (entry) => at(entry, 'id') === id || at(entry, 'atom.textAtom.testInfo.automatizationId') === testName,
  );
  return at(found, 'atom');
}

function priceText(item: unknown): string | undefined {
  const priceAtom = objectsWhere(
    at(item, 'mainState'),
    (object) => isObject(object.priceV2) || isObject(object.price),
  )[0];
  const parts = at(priceAtom, 'priceV2.price');
  const part = Array.isArray(parts) ? parts.find((one) => at(one, 'textStyle') === 'PRICE') : undefined;
  const written = at(part, 'text') ?? at(priceAtom, 'price.price');
  return typeof written === 'string' ? written : undefined;
}

function tiles(doc: PageDocument): unknown {
  const widgets = ['searchResultsV2', 'tileGridDesktop', 'skuGridSimple'].flatMap((name) => widgetStates(doc, name));
  return widgets.flatMap((widget) => at(widget, 'items') ?? []);
}

export const search: ResultPages = {
  sources: [
    linkCards(`[data-widget="searchResultsV2"] ${LINK}, [data-widget="tileGridDesktop"] ${LINK}`, PRODUCT_ID, TILE),
    entries('widget state', tiles, ENTRY),
    linkCards(`#paginatorContent ${LINK}, .widget-search-result-container ${LINK}`, PRODUCT_ID, TILE),
  ],
  nothingFound: (doc) =>
    showsAny(doc, '[data-widget="searchResultsError"]') ||
    widgetState(doc, 'searchResultsError') !== undefined ||
    saysNoResults(doc),
  nextPage: [
    rule('paginator state', ({ doc }) => at(widgetState(doc, 'infiniteVirtualPaginator'), 'nextPage')),
    attr('[data-widget="megaPaginator"] a[rel="next"], a[rel="next"]', 'href'),
  ],
};

import { withoutQuery } from '#shared/extraction/absolute-url.ts';
import { at } from '#shared/extraction/json-path.ts';
import type { ListingRules } from '#shared/extraction/listing-fields.ts';
import { parseCount } from '#shared/extraction/numbers.ts';
import type { PageDocument } from '#shared/extraction/page-document.ts';
import { path, type Rule, rule } from '#shared/extraction/rule.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';
import { pageState } from './page-state.ts';

// Advertisements link through a counter; their target is not in the page.
const COUNTER = /^(?:https?:\/\/)?click\d*\./;

/** One result as the site's card component reads it (since late 2024): metadata, pictures and a list of components. */
export const POLYCARD: ListingRules = {
  id: path('polycard.metadata.id'),
  url: rule('metadata.url', ({ item }) => {
    const url = at(item, 'polycard.metadata.url');
    return typeof url === 'string' && !COUNTER.test(url)
      ? withoutQuery(`https://${url.replace(/^https?:\/\//, '')}`)
      : undefined;
  }),
  title: component('title', 'text'),
  price: rule('component price', ({ item }) => {
    const price = at(componentOf(item, 'price'), 'current_price');
    return priceOf({ offers: { price: at(price, 'value'), priceCurrency: at(price, 'currency') } }, {});
  }),
  imageUrls: rule('pictures in the template', ({ item, doc }) => pictures(item, doc)),
  sellerName: rule('component seller', ({ item }) => sellerName(phrase(componentOf(item, 'seller')))),
  itemLocation: rule(
    'component shipped_from',
    ({ item }) =>
      /^(?:env[ií]o|enviado) desde? (\p{L}[\p{L} ]{2,40})$/iu.exec(phrase(componentOf(item, 'shipped_from')))?.[1],
  ),
  condition: component('item_condition', 'text'),
  soldCount: rule('component review_compacted', ({ item }) => {
    const line = phrase(componentOf(item, 'review_compacted'));
    return soldCount(line);
  }),
  sponsored: rule('metadata.is_pad', ({ item }) => {
    const isAdvertisement = at(item, 'polycard.metadata.is_pad');
    return isAdvertisement === undefined ? undefined : String(isAdvertisement) === 'true';
  }),
};

/** "| +5mil vendidos" → 5000. */
export function soldCount(line: string): number | undefined {
  const sold = /\+?\s?(\d[\d.,]*\s?(?:mil|k|M)?)\s*vendid[oa]s?/i.exec(line)?.[1];
  return sold ? parseCount(sold) : undefined;
}

/** "NORDHAVN por Fjord Sports" and "Por Fjord Sports" are sold by Fjord Sports. */
export function sellerName(shown: string): string | undefined {
  return shown.replace(/^(?:.{0,80}?\s)?(?:por|by)\s+(?=\S)/iu, '').trim() || undefined;
}

function component(type: string, field: string): Rule {
  return rule(`component ${type}`, ({ item }) => at(componentOf(item, type), field));
}

function componentOf(item: unknown, type: string): unknown {
  const components = at(item, 'polycard.components');
  const found = Array.isArray(components) ? components.find((one) => at(one, 'type') === type) : undefined;
  return at(found, type);
}

/** "{label} por Nordhavn {icon_cockade}" with its labels put in and its icons left out. */
function phrase(value: unknown): string {
  const text = at(value, 'text');
  const values = at(value, 'values');
  const labels = new Map(
    (Array.isArray(values) ? values : []).map((one) => [at(one, 'key'), at(one, 'label.text')] as const),
  );
  const filled = String(text ?? '').replace(/\{(\w{1,40})\}/g, (_, key: string) => String(labels.get(key) ?? ''));
  return filled.replace(/\s+/g, ' ').trim();
}

/** `D_{square}_NP{2x}_{id}-{size}{sanitized_title}.webp`, filled as the page does. */
function pictures(item: unknown, doc: PageDocument): string[] {
  const context = at(pageState(doc), 'polycard_context');
  const template = at(context, 'picture_template');
  const shown = at(item, 'polycard.pictures.pictures');
  if (typeof template !== 'string' || !Array.isArray(shown)) return [];
  const parts: Record<string, unknown> = {
    square: at(item, 'polycard.pictures.square') ?? at(context, 'picture_square_default'),
    '2x': '_2X',
    size: at(context, 'picture_size_default'),
    sanitized_title: at(item, 'polycard.pictures.sanitized_title'),
  };
  return shown.map((picture) =>
    template.replace(/\{(\w{1,40})\}/g, (_, key: string) =>
      String((key === 'id' ? at(picture, 'id') : parts[key]) ?? ''),
    ),
  );
}

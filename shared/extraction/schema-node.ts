import { moneyFromMajor } from '#shared/domain/money.ts';
import { isObject, type JsonObject } from './json-path.ts';
import { machineAmount, type PriceHints, type PriceRange, parsePrice } from './price.ts';

/** True when a schema.org node is of one of the types, with or without the vocabulary's address; shops also write "product". */
export function isType(node: JsonObject, types: readonly string[]): boolean {
  const said = many(node['@type']).flatMap((type) =>
    typeof type === 'string' ? type.replace(/^.*[/#:]/, '').toLowerCase() : [],
  );
  return said.length > 0 && types.some((type) => said.includes(type.toLowerCase()));
}

/** schema.org allows one or many everywhere. */
export function many(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A text, or the `name` (then `@value`, `@id`) of a node. */
export function nameOf(value: unknown): string | undefined {
  for (const one of many(value)) {
    if (typeof one === 'string' && one.trim() !== '') return one;
    if (typeof one === 'number') return String(one);
    const name = isObject(one) ? (one.name ?? one['@value']) : undefined;
    if (typeof name === 'string' && name.trim() !== '') return name;
  }
  return undefined;
}

/** Addresses of an `image` property: strings, ImageObjects, or lists of them. */
export function imagesOf(value: unknown): string[] {
  return many(value).flatMap((image) => {
    if (typeof image === 'string') return image.split(/\s+(?=https?:)/).map((address) => address.trim());
    if (!isObject(image)) return [];
    return many(image.contentUrl ?? image.contentURL ?? image.url ?? image['@id']).filter(
      (address) => typeof address === 'string',
    );
  });
}

/** The product's offers; variants of a ProductGroup and the members of an AggregateOffer stand behind the direct ones. */
export function offersOf(product: JsonObject): JsonObject[] {
  const direct = many(product.offers).filter(isObject);
  const members = direct.flatMap((offer) => many(offer.offers).filter(isObject));
  const variants = many(product.hasVariant).filter(isObject);
  const ofVariants = variants.flatMap((variant) => many(variant.offers).filter(isObject));
  return [...direct, ...members, ...ofVariants].slice(0, 500);
}

/** The first offer's price, or the range of an AggregateOffer. */
export function priceOf(product: JsonObject, hints: PriceHints): PriceRange | undefined {
  for (const offer of offersOf(product)) {
    const price = offerPrice(offer, hints);
    if (price) return price;
  }
  return undefined;
}

/** Codes that shops still write years after the currency was renumbered. */
const REPLACED_CODES: Record<string, string> = { RUR: 'RUB', BYR: 'BYN' };

function offerPrice(offer: JsonObject, hints: PriceHints): PriceRange | undefined {
  const specification = many(offer.priceSpecification).find(isObject);
  const currency = nameOf(offer.priceCurrency) ?? nameOf(specification?.priceCurrency);
  const code = currency && /^[A-Za-z]{3}$/.test(currency.trim()) ? currency.trim().toUpperCase() : undefined;
  const known = code && (REPLACED_CODES[code] ?? code);
  const use: PriceHints = { ...hints, currency: known ?? hints.currency };
  const low = amount(offer.price ?? offer.lowPrice ?? specification?.price ?? specification?.minPrice, use);
  // 0 stands for "no price": sold out, on request, or a template that was not filled.
  if (!low || low.amountMinor === 0) return undefined;
  const high = amount(offer.highPrice ?? specification?.maxPrice, use);
  return high && high.amountMinor > low.amountMinor ? { low, high } : { low };
}

/** Numbers and machine decimals as they are; "1.299,00 €" through the reader for people. */
function amount(value: unknown, hints: PriceHints) {
  const one = many(value)[0];
  if (typeof one === 'number' && one >= 0 && hints.currency) {
    const money = moneyFromMajor(one, hints.currency);
    return Number.isSafeInteger(money.amountMinor) ? money : null;
  }
  if (typeof one !== 'string') return null;
  return (hints.currency ? machineAmount(one.trim(), hints.currency) : null) ?? parsePrice(one, hints);
}

const ENDED = new Set(['outofstock', 'soldout', 'discontinued', 'oos', 'sold']);
const ACTIVE = new Set(
  'instock instoreonly onlineonly limitedavailability preorder presale backorder madetoorder reserved available'.split(
    ' ',
  ),
);

/** An ItemAvailability or the like ("https://schema.org/InStock", "in stock", "oos"). */
export function availabilityOf(value: unknown): 'active' | 'ended' | undefined {
  const word = nameOf(value)
    ?.replace(/^.*[/#:]/, '')
    .replace(/[\s_-]/g, '')
    .toLowerCase();
  if (word === undefined) return undefined;
  return ENDED.has(word) ? 'ended' : ACTIVE.has(word) ? 'active' : undefined;
}

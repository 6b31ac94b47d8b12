import { availabilityWord } from './availability-words.ts';
import { isObject, type JsonObject } from './json-path.ts';
import { currencyIn, machineAmount, machineNumber, type PriceHints, type PriceRange, parsePrice } from './price.ts';

/** True when a schema.org node is of one of the types, with or without the vocabulary's address; shops also write "product". */
export function isType(node: JsonObject, types: readonly string[]): boolean {
  const said = many(node['@type']).flatMap((type) =>
    typeof type === 'string' ? type.replace(/^.*[/#:]/, '').toLowerCase() : [],
  );
  return said.length > 0 && types.some((type) => said.includes(type.toLowerCase()));
}

/** schema.org allows one or many everywhere; JSON-LD may wrap them. */
export function many(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  if (isObject(value)) {
    const wrapped = value['@list'] ?? value['@set'] ?? (value['@type'] === undefined ? value['@graph'] : undefined);
    if (Array.isArray(wrapped)) return wrapped;
  }
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

/** Makers' numbers are a field of free text to sellers ("Does not apply", "none"): a number has a digit. */
export function makersNumber(said: unknown): string | undefined {
  return (typeof said === 'string' || typeof said === 'number') && /\d/.test(String(said)) ? String(said) : undefined;
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

/** The members of a ProductGroup; shops also call them models. */
export const variantsOf = (product: JsonObject): JsonObject[] =>
  [...many(product.hasVariant), ...many(product.model)].filter(isObject);

/** The product's offers; variants of a ProductGroup and the members of an AggregateOffer stand behind the direct ones. */
export function offersOf(product: JsonObject): JsonObject[] {
  const direct = many(product.offers).filter(isObject);
  const members = direct.flatMap((offer) =>
    many(offer.offers)
      .filter(isObject)
      .map((member) => ({
        ...(offer.priceCurrency !== undefined && { priceCurrency: offer.priceCurrency }),
        ...member,
      })),
  );
  const ofVariants = variantsOf(product).flatMap((variant) => many(variant.offers).filter(isObject));
  const offers = [...direct, ...members, ...ofVariants].slice(0, 500);
  // Shops also write the offer's price into the product itself.
  return offers.length === 0 && product.price !== undefined ? [product] : offers;
}

/** Pieces that the offers say are there; undefined where one does not say, or where they are of several sellers. */
export function stockOf(product: JsonObject): number | undefined {
  const offers = offersOf(product).filter((offer) => many(offer.offers).length === 0);
  const sellers = new Set(offers.map((offer) => nameOf(offer.seller) ?? nameOf(offer.offeredBy)));
  if (sellers.size > 1) return undefined;
  const levels = (offers.length > 0 ? offers : [product]).map((offer) =>
    levelOf(offer.inventoryLevel ?? (offers.length <= 1 ? product.inventoryLevel : undefined)),
  );
  return levels.reduce((sum, level) => (sum === undefined || level === undefined ? undefined : sum + level), 0);
}

/** A QuantitativeValue, or its bare number. */
function levelOf(level: unknown): number | undefined {
  const [first] = many(level);
  const said = isObject(first) ? (first.value ?? first['@value']) : first;
  const pieces = typeof said === 'string' && /^\d{1,9}(?:\.0+)?$/.test(said.trim()) ? Number(said) : said;
  return typeof pieces === 'number' && Number.isSafeInteger(pieces) && pieces >= 0 ? pieces : undefined;
}

/** The first price that is to be paid, or the range of an AggregateOffer; a list price only where nothing else is stated. */
export function priceOf(product: JsonObject, hints: PriceHints): PriceRange | undefined {
  const offers = offersOf(product);
  return firstPrice(offers, 'paid', hints) ?? firstPrice(offers, 'list', hints);
}

function firstPrice(offers: readonly JsonObject[], wanted: PriceKind, hints: PriceHints): PriceRange | undefined {
  for (const offer of offers) {
    const price = offerPrice(offer, wanted, hints);
    if (price) return price;
  }
  return undefined;
}

/** `list` is also what few people pay, or what is not all to pay: a price for members, one without tax. */
type PriceKind = 'paid' | 'list' | 'other';

const LIST_PRICE =
  /(?:list|strikethrough|suggestedretail|msrp|srp|regular|invoice|minimumadvertised)price$|^(?:msrp|srp|rrp)$/i;
/** One part of what is to be paid, or what comes on top. */
const PART_OF_PRICE =
  /(?:deliverycharge|paymentcharge)specification$|(?:installment|downpayment|activationfee|cleaningfee|distancefee)(?:price)?$/i;
/** UN/CEFACT codes: pieces, sets, pairs, packs. A price for one of any other unit is that of a measure. */
const PIECE = new Set(['C62', 'H87', 'EA', 'PCE', 'SET', 'PR', 'NMP', 'XPK', 'PK', 'XBX', 'BX', 'ONE']);
const PERIOD = /^(?:MON|ANN|WEE|DAY|HUR|month|year|week|day|hour|P\d+[DWMY])/i;

/** What an Offer or a PriceSpecification says that its price is. */
function kindOf(node: JsonObject): PriceKind {
  const parts = [...many(node['@type']), node.priceType, node.priceComponentType].map((one) => nameOf(one) ?? '');
  if (parts.some((one) => PART_OF_PRICE.test(one))) return 'other';
  const type = nameOf(node.priceType)?.replace(/^.*[/#:]/, '') ?? '';
  if (LIST_PRICE.test(type) || LIST_PRICE.test(nameOf(node.name)?.replace(/\s+/g, '') ?? '')) return 'list';
  if (node.validForMemberTier !== undefined || String(node.valueAddedTaxIncluded) === 'false') return 'list';
  if (node.billingDuration !== undefined || node.billingIncrement !== undefined) return 'other';
  if (PERIOD.test(nameOf(node.unitText) ?? '') || PERIOD.test(nameOf(node.unitCode) ?? '')) return 'other';
  const reference = many(node.referenceQuantity).find(isObject);
  const unit = reference && (nameOf(reference.unitCode) ?? nameOf(reference.unitText));
  return unit !== undefined && !PIECE.has(unit.toUpperCase()) ? 'other' : 'paid';
}

/** Codes that shops still write years after the currency was renumbered. */
const REPLACED_CODES: Record<string, string> = { RUR: 'RUB', BYR: 'BYN' };

function offerPrice(offer: JsonObject, wanted: PriceKind, hints: PriceHints): PriceRange | undefined {
  const specifications = many(offer.priceSpecification)
    .filter(isObject)
    .flatMap((one) => [one, ...many(one.priceComponent).filter(isObject)]);
  const price = [offer.price, offer.lowPrice, offer.highPrice].find((one) => !isNothing(one));
  // What only says how often it is to be paid stands beside the offer's own price.
  const says = specifications.find((one) => kindOf(one) === 'other' && (one.price ?? price) === price);
  const own = says && says.referenceQuantity === undefined ? 'other' : kindOf(offer);
  // An offer's own price is what is asked, unless the offer says otherwise.
  if (own === wanted && price !== undefined) return rangeIn([offer, ...specifications], price, offer.highPrice, hints);
  const fitting = own === 'other' ? [] : specifications.filter((specification) => kindOf(specification) === wanted);
  for (const specification of fitting) {
    const { price: stated, minPrice, maxPrice } = specification;
    const range = rangeIn([offer, specification], stated ?? minPrice, maxPrice, hints);
    if (range) return range;
  }
  return undefined;
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || Number(value) === 0;

/** `named`: the nodes that may name the currency. */
function rangeIn(named: JsonObject[], from: unknown, to: unknown, hints: PriceHints): PriceRange | undefined {
  const currency = named.map((node) => nameOf(node.priceCurrency)).find((name) => name !== undefined);
  const code = currency && /^[A-Za-z]{3}$/.test(currency.trim()) ? currency.trim().toUpperCase() : undefined;
  const known = code ? (REPLACED_CODES[code] ?? code) : currency && currencyIn(currency, hints);
  const use: PriceHints = { ...hints, currency: known ?? hints.currency };
  const low = amount(from, use);
  // 0 stands for "no price": sold out, on request, or a template that was not filled.
  if (!low || low.amountMinor === 0) return undefined;
  const high = amount(to, use);
  return high && high.amountMinor > low.amountMinor ? { low, high } : { low };
}

/** Numbers and machine decimals as they are; "1.299,00 €" through the reader for people. */
function amount(value: unknown, hints: PriceHints) {
  const first = many(value)[0];
  const one = isObject(first) ? first['@value'] : first;
  if (typeof one === 'number') return hints.currency ? machineNumber(one, hints.currency) : null;
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
    ?.replace(/^.*[/#:](?=\w)/, '')
    .replace(/[\s_/-]/g, '')
    .toLowerCase();
  if (word === undefined) return undefined;
  return ENDED.has(word) ? 'ended' : ACTIVE.has(word) ? 'active' : availabilityWord(nameOf(value)!);
}

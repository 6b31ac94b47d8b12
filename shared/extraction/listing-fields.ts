import { Availability, type Listing, Listing as ListingSchema, type Seller } from '#shared/domain/listing.ts';
import { Money, moneyFromMajor } from '#shared/domain/money.ts';
import { absoluteUrl } from './absolute-url.ts';
import { asTitle } from './card-words.ts';
import { cleanText } from './clean-text.ts';
import { brandElsewhere, titleElsewhere } from './elsewhere.ts';
import { isObject } from './json-path.ts';
import { withoutMarks } from './markup-text.ts';
import { parseCount, parsePercent } from './numbers.ts';
import { type PriceHints, type PriceRange, parsePriceRange } from './price.ts';
import { firstOf, type Rules, type Scope } from './rule.ts';
import { availabilityOf } from './schema-node.ts';
import { sellerNameOf } from './seller-name.ts';
import { asSpecifics } from './specifics.ts';

/**
 * Where each field of a listing is found. Rules may answer what the page gives: `price` takes text, a number in major units,
 * Money or `{ low, high? }`; counts take text or numbers; `sellerRating` a share 0..1 or a text with "%";
 * `availability` our own words or schema.org's; `imageUrls` one address or several.
 */
export type ListingRules = {
  id: Rules;
  /** Default: the marketplace's address for the id. */
  url?: Rules;
  title: Rules;
  price?: Rules;
  priceIsBid?: Rules;
  imageUrls?: Rules;
  sellerId?: Rules;
  sellerName?: Rules;
  sellerRating?: Rules;
  sellerFeedback?: Rules;
  sellerLocation?: Rules;
  sellerSince?: Rules;
  itemLocation?: Rules;
  condition?: Rules;
  soldCount?: Rules;
  stockCount?: Rules;
  availability?: Rules;
  sponsored?: Rules;
  description?: Rules;
  /** Rows as `{ name, value }` or `[name, value]`, or one object of names and values. */
  specifics?: Rules;
  listedAt?: Rules;
  brand?: Rules;
  sku?: Rules;
  gtin?: Rules;
};

/** Several rule sets as one: for each field the first set's rules, then the next one's. Only the first must be whole. */
export function rulesInOrder(whole: ListingRules, ...further: readonly Partial<ListingRules>[]): ListingRules {
  const merged: ListingRules = { ...whole };
  for (const set of further) {
    for (const [name, rules] of Object.entries(set) as [keyof ListingRules, Rules][])
      merged[name] = [merged[name] ?? [], rules].flat();
  }
  return merged;
}

/** Rules that hold only for some scopes, such as one of two API answers that name alike what they count differently. */
export function rulesWhen(applies: (scope: Scope) => boolean, set: ListingRules): ListingRules {
  const guarded = Object.entries(set).map(([name, rules]: [string, Rules]) => [
    name,
    [rules]
      .flat()
      .map((rule) => ({ ...rule, read: (scope: Scope) => (applies(scope) ? rule.read(scope) : undefined) })),
  ]);
  return Object.fromEntries(guarded) as ListingRules;
}

export type FieldContext = {
  marketplace: string;
  hints: PriceHints;
  listingUrl: (id: string) => string;
};

/** Field → the rule that found it. */
export type FieldSources = Record<string, string>;

type FieldReader = <T>(name: keyof ListingRules, accept: (found: unknown) => T | undefined) => T | undefined;

/** One listing from one scope; undefined when it has no id or no address. Everything is cleaned and capped here. */
export function readListingFields(
  rules: ListingRules,
  scope: Scope,
  context: FieldContext,
): { listing: Listing; sources: FieldSources } | undefined {
  const sources: FieldSources = {};
  const field: FieldReader = (name, accept) => {
    const found = firstOf(rules[name], scope, accept);
    if (found) sources[name] = found.from;
    return found?.value;
  };
  const id = field('id', line(256));
  if (id === undefined) return undefined;
  const stated = field('title', (value) => asTitle(asText(withoutMarks(value), 2000)));
  const title = titleElsewhere(scope, stated, sources) ?? stated ?? '';
  const price = field('price', (found) => asPrice(found, context.hints));
  const seller = readSeller(field);
  const { baseUrl } = scope.doc;
  const candidate = {
    marketplace: context.marketplace,
    id,
    url: field('url', (found) => asAddress(found, baseUrl)) ?? context.listingUrl(id),
    title,
    price: price?.low ?? null,
    priceMax: price?.high,
    priceIsBid: price && field('priceIsBid', (found) => (found === true ? found : undefined)),
    imageUrls: field('imageUrls', (found) => asImages(found, baseUrl)) ?? [],
    seller,
    ...readDetails(field),
    brand: field('brand', line(256)) ?? brandElsewhere(scope, { title, sellerName: seller?.name }, sources),
  };
  const listing = ListingSchema.safeParse(withoutUndefined(candidate));
  return listing.success ? { listing: listing.data, sources } : undefined;
}

/** Of a listing, only where it is and what it costs; undefined when it has no id or no price. */
export function readPriceAt(rules: ListingRules, scope: Scope, { hints, listingUrl }: FieldContext) {
  const id = firstOf(rules.id, scope, line(256))?.value;
  const price = id && firstOf(rules.price, scope, (found) => asPrice(found, hints))?.value;
  if (!id || !price) return undefined;
  const stated = firstOf(rules.url, scope, (found) => asAddress(found, scope.doc.baseUrl))?.value;
  return { url: stated ?? listingUrl(id), price };
}

function readSeller(field: FieldReader): Seller | null {
  const said = field('sellerName', line(256));
  const named = said === undefined ? undefined : sellerNameOf(said);
  const seller = withoutUndefined({
    id: field('sellerId', line(256)),
    name: named?.name,
    rating: field('sellerRating', asShare) ?? named?.rating,
    feedbackCount: field('sellerFeedback', asCount),
    location: field('sellerLocation', line(256)),
    memberSince: field('sellerSince', line(40)),
  });
  return seller.id === undefined && seller.name === undefined ? null : seller;
}

function readDetails(field: FieldReader) {
  return {
    itemLocation: field('itemLocation', line(256)),
    condition: field('condition', line(100)),
    soldCount: field('soldCount', asCount),
    stockCount: field('stockCount', asCount),
    availability: field('availability', asAvailability),
    sponsored: field('sponsored', (found) => (typeof found === 'boolean' ? found : undefined)),
    description: field('description', line(20_000)),
    specifics: field('specifics', asSpecifics),
    listedAt: field('listedAt', line(40)),
    sku: field('sku', line(256)),
    gtin: field('gtin', (found) => /^\d{8,14}$/.exec(asText(found, 40) ?? '')?.[0]),
  };
}

function line(maxLength: number): (found: unknown) => string | undefined {
  return (found) => asText(found, maxLength);
}

function asAddress(found: unknown, baseUrl: string): string | undefined {
  return typeof found === 'string' ? (absoluteUrl(found, baseUrl) ?? undefined) : undefined;
}

function withoutUndefined<T extends object>(object: T): T {
  const defined = {} as T;
  for (const name in object) if (object[name] !== undefined) defined[name] = object[name];
  return defined;
}

export function asText(found: unknown, maxLength: number): string | undefined {
  if (typeof found !== 'string' && typeof found !== 'number') return undefined;
  return cleanText(String(found), maxLength) || undefined;
}

export function asPrice(found: unknown, hints: PriceHints): PriceRange | undefined {
  if (typeof found === 'string') return parsePriceRange(found, hints) ?? undefined;
  if (typeof found === 'number') {
    const money = hints.currency && found >= 0 ? Money.safeParse(moneyFromMajor(found, hints.currency)) : undefined;
    return money?.success ? { low: money.data } : undefined;
  }
  if (!isObject(found)) return undefined;
  const money = Money.safeParse(found.low ?? found);
  const high = Money.safeParse(found.high);
  return money.success ? { low: money.data, ...(high.success && { high: high.data }) } : undefined;
}

const MAX_IMAGES = 50;
// "./Page_files/x.jpg": a browser that saved the page put the picture beside it, and its address is lost.
const SAVED_BESIDE_PAGE = /^(?:\.\/)?[^:?]*_files\//;

function asImages(found: unknown, baseUrl: string): string[] | undefined {
  const addresses = (Array.isArray(found) ? found : [found]).slice(0, MAX_IMAGES * 4);
  const absolute = addresses.flatMap((one) =>
    typeof one === 'string' && !one.startsWith('data:') && !SAVED_BESIDE_PAGE.test(one)
      ? (absoluteUrl(one, baseUrl) ?? [])
      : [],
  );
  const distinct = [...new Set(absolute)].slice(0, MAX_IMAGES);
  return distinct.length > 0 ? distinct : undefined;
}

export function asCount(found: unknown): number | undefined {
  if (typeof found === 'number') return Number.isSafeInteger(found) && found >= 0 ? found : undefined;
  return typeof found === 'string' ? parseCount(found) : undefined;
}

export function asShare(found: unknown): number | undefined {
  if (typeof found === 'number') return found >= 0 && found <= 1 ? found : undefined;
  return typeof found === 'string' ? parsePercent(found) : undefined;
}

function asAvailability(found: unknown): Availability | undefined {
  const own = Availability.safeParse(found);
  return own.success ? own.data : availabilityOf(found);
}

import { majorAmount } from '#shared/domain/money.ts';
import { ReferenceProduct } from '#shared/domain/product.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { machineAmount, parsePrice } from '#shared/extraction/price.ts';
import type { FeedProblem, FeedRow } from './feed-row.ts';

/** More of any are not worth their reading: one picture is recognised by several forms already. */
const MOST = { aliases: 20, gtins: 200, images: 5 };
const LONGEST = { sku: 100, name: 300, address: 2000 };

export type RowProduct = {
  place: number;
  product?: ReferenceProduct;
  isVariant?: boolean;
  problems: FeedProblem[];
};

/** A row as a product, with everything that was not taken from it. @param currency of prices that name none */
export function productOfRow(row: FeedRow, currency: string | undefined): RowProduct {
  const problems: FeedProblem[] = [];
  const say = (isLost: boolean) => (field: string, message: string) =>
    void problems.push({ place: row.place, field, message, isLost });
  const [lost, leftOut] = [say(true), say(false)];
  const sku = cleanText(row.sku ?? '', LONGEST.sku + 1);
  const name = cleanText(row.name ?? '', LONGEST.name);
  if (sku === '') lost('sku', 'is missing');
  else if (sku.length > LONGEST.sku) lost('sku', `is longer than ${LONGEST.sku} characters`);
  if (name === '') lost('name', 'is missing');
  if (row.condition && !/^new$/i.test(row.condition))
    lost('condition', `is "${shown(row.condition)}": only new goods are a reference`);
  const hint = row.currency?.trim().toUpperCase() || currency;
  const price = priceIn(row.price, hint);
  if (typeof price === 'string') lost('price', price);
  const country = row.country?.trim().toUpperCase();
  const countryPrices = { ...row.countryPrices, ...(country && row.price && { [country]: row.price }) };
  const optional = (field: 'outletPrice' | 'minimumAdvertisedPrice') => {
    const read = row[field] === undefined ? undefined : priceIn(row[field], hint);
    if (typeof read === 'string') leftOut(field, read);
    return typeof read === 'string' ? undefined : read;
  };
  const prices = Object.entries(countryPrices).flatMap(([code, written]) => {
    const read = /^[A-Z]{2}$/.test(code) ? priceIn(written, hint) : `"${shown(code)}" is no two-letter country code`;
    if (typeof read !== 'string') return [{ country: code, ...read }];
    leftOut(`price.${shown(code)}`, read);
    return [];
  });
  const fields = {
    aliases: (row.aliases ?? []).map((alias) => cleanText(alias, LONGEST.name)).filter((alias) => alias !== ''),
    gtins: (row.gtins ?? []).flatMap((gtin) => {
      const problem = gtinProblem(gtin);
      if (problem) leftOut('gtins', problem);
      return problem ? [] : [gtin.replace(/[\s-]/g, '')];
    }),
    images: (row.images ?? []).flatMap((address) => {
      const url = address.length <= LONGEST.address ? URL.parse(address.trim()) : null;
      if (url && /^https?:$/.test(url.protocol)) return [url.href];
      leftOut('images', `"${shown(address)}" is no web address`);
      return [];
    }),
  };
  if (problems.some(({ isLost }) => isLost) || typeof price === 'string') return { place: row.place, problems };
  const product = ReferenceProduct.parse({
    sku,
    name,
    price,
    ...withoutEmpty({
      prices: prices.length > 0 ? prices : undefined,
      outletPrice: optional('outletPrice'),
      minimumAdvertisedPrice: optional('minimumAdvertisedPrice'),
      line: cleanText(row.productLine ?? '', LONGEST.name) || undefined,
      licensee: cleanText(row.licensee ?? '', LONGEST.name) || undefined,
    }),
    aliases: [...new Set(fields.aliases)].slice(0, MOST.aliases),
    gtins: [...new Set(fields.gtins)].slice(0, MOST.gtins),
    images: [...new Set(fields.images)].slice(0, MOST.images),
  });
  return { place: row.place, product, isVariant: row.isVariant, problems };
}

/** Variants of one product: all their numbers and pictures, and the lowest of their prices, so that a doubt is in a seller's favour. */
export function merged(one: ReferenceProduct, other: ReferenceProduct): ReferenceProduct {
  const union = <T>(a: readonly T[], b: readonly T[], most: number): T[] => [...new Set([...a, ...b])].slice(0, most);
  const prices = [...(one.prices ?? []), ...(other.prices ?? [])];
  const byCountry = Map.groupBy(prices, ({ country }) => country);
  const lowest = [...byCountry.values()].map((all) => all.toSorted((a, b) => a.amount - b.amount)[0]!);
  return {
    ...other,
    ...one,
    price:
      other.price.currency === one.price.currency && other.price.amount < one.price.amount ? other.price : one.price,
    ...(lowest.length > 0 && { prices: lowest }),
    aliases: union(one.aliases, other.aliases, MOST.aliases),
    gtins: union(one.gtins, other.gtins, MOST.gtins),
    images: union(one.images, other.images, MOST.images),
  };
}

type Price = { amount: number; currency: string };

/** "199.00 EUR", "199,00", "1.234,50 kr"; a text says what is wrong. */
function priceIn(written: string | undefined, currency: string | undefined): Price | string {
  const text = written?.trim() ?? '';
  if (text === '') return 'is missing';
  if (/^\s*-/.test(text)) return `"${shown(text)}" is below nothing`;
  // As programs write it; to people "1.234" is more than a thousand.
  const plain = /^(\d+(?:\.\d+)?)(?: ([A-Z]{3}))?$/.exec(text);
  const named = plain?.[2] ?? currency;
  const money = plain && named ? machineAmount(plain[1]!, named) : parsePrice(text, { currency });
  if (!money)
    return /\d/.test(text) && !currency
      ? `"${shown(text)}" names no currency: say which one the feed is in`
      : `"${shown(text)}" is no price`;
  if (money.amountMinor === 0) return 'is 0';
  return { amount: majorAmount(money), currency: money.currency };
}

function gtinProblem(written: string): string | undefined {
  const gtin = written.replace(/[\s-]/g, '');
  if (/^\d(?:[.,]\d+)?e\+?\d+$/i.test(gtin))
    return `"${shown(written)}" was rounded by a spreadsheet: format the column as text`;
  return /^\d{8}(?:\d{4,6})?$/.test(gtin) ? undefined : `"${shown(written)}" is no GTIN of 8, 12, 13 or 14 digits`;
}

const shown = (text: string): string => cleanText(text, 60);

const withoutEmpty = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { convertedAmount } from './exchange.ts';
import { askOf, matchedReference } from './price-reference.ts';
import { readProducts } from './product-matching.ts';

/** Of the price of the goods. Published lists of replicas ask a third of it in the median, 1 % of them less than a tenth. */
export const PART_SHARE = 0.1;
const EUROS = 60;

/** Asks what a part or an accessory costs, far below what even copies of the product that the title names are sold for. */
export function isPricedAsPart(brand: Brand, listing: Listing): boolean {
  const euros = listing.price && convertedAmount(listing.price, 'EUR');
  if (!listing.price || listing.priceIsBid || euros === undefined || euros === null || euros >= EUROS) return false;
  const { matches, kindred } = readProducts(brand, listing);
  if (matches.length === 0) return false;
  const reference = matchedReference(matches, kindred, false, askOf(listing.price, listing.title));
  return reference !== undefined && reference.asked < PART_SHARE * reference.amount;
}

import type { Listing } from '#shared/domain/listing.ts';
import { TRINKET_BITS } from '#shared/recognition/goods-nouns.ts';
import { convertedAmount } from './exchange.ts';

/** A sticker, a badge, a book. */
const TRINKET_EUROS = 60;

/** Who asks more than a trinket costs sells what it is on: "Aero 50 wheels, custom decals". @param kinds that the title names (`kindBits`) */
export function kindsAtPrice(kinds: number, { price }: Listing, productKinds: number): number {
  const euros = price && convertedAmount(price, 'EUR');
  return euros && euros > TRINKET_EUROS ? kinds & ~(TRINKET_BITS & ~productKinds) : kinds;
}

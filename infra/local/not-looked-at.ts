import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { convertedAmount } from '#shared/scoring/exchange.ts';
import { isFile } from './saved-images.ts';

const LONGEST_ADDRESS = 120; // a data: address is the whole picture

/** Pictures that are not looked at here, for their address is none of a file. */
export function picturesElsewhere(addresses: readonly string[]): string[] {
  return addresses
    .filter((address) => !isFile(address))
    .map((address) => {
      const shown = address.length > LONGEST_ADDRESS ? `${address.slice(0, LONGEST_ADDRESS - 1)}…` : address;
      const reason = /^https?:/i.test(address)
        ? 'nothing is fetched here; save the picture and name it as file:'
        : 'only file: addresses are read here';
      return `${shown}: ${reason}`;
    });
}

/** A price that cannot be compared with some of the brand's, for want of an exchange rate. */
export function pricesWithoutRate({ fingerprint }: Brand, { price, priceIsBid }: Listing): string[] {
  if (!price || priceIsBid) return [];
  const currencies = new Set(fingerprint.products.map((product) => product.price.currency));
  return [...currencies]
    .filter((currency) => convertedAmount(price, currency) === undefined)
    .map((currency) => `price: there is no exchange rate between ${price.currency} and ${currency}`);
}

/** Every picture that the brand compares with. */
export function referenceAddresses({ fingerprint }: Brand): string[] {
  return [...new Set([...fingerprint.images, ...fingerprint.products.flatMap((product) => product.images)])];
}

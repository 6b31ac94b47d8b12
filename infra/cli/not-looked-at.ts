import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import { convertedAmount } from '#shared/products/exchange.ts';
import { counted } from './print.ts';
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

/** What a running host would have fetched for a listing of a saved search page. */
export function onlyOnTheWeb({ imageUrls }: Listing, { decision }: Verdict): string[] {
  const pictures = counted(imageUrls.length, 'picture');
  return [
    ...(imageUrls.length > 0 ? [`${pictures}: nothing is fetched here`] : []),
    ...(decision === 'ignore'
      ? []
      : ['its own page: nothing is fetched here; a running host opens it before it judges']),
  ];
}

/** Every picture that the brand compares with. */
export function referenceAddresses({ fingerprint }: Brand): string[] {
  return [...new Set([...fingerprint.images, ...fingerprint.products.flatMap((product) => product.images)])];
}

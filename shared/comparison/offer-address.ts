import { withoutSite } from '#shared/domain/ids.ts';
import type { Listing } from '#shared/domain/listing.ts';

const MOST_PARTS = 24;

/** An address without what varies from one link to the other: scheme, "www.", query, fragment, a trailing slash. */
export function plainAddress(address: string): string | undefined {
  const url = URL.parse(address.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return `${url.hostname.replace(/^(www|m)\./, '')}${url.pathname.replace(/\/+$/, '')}`.toLowerCase();
}

/**
 * What in an address may be the id of its offer: parts of path and query with a digit, and neighbours of them joined ("MLC-460000001").
 * Which one it is shows when an offer of that marketplace has it.
 */
export function possibleIds(address: string): string[] {
  const url = URL.parse(address.trim());
  if (!url) return [];
  const places = [...url.pathname.split('/'), ...url.searchParams.values()].map(decoded);
  const found = places.slice(0, MOST_PARTS).flatMap((place) => {
    const whole = place.replace(/\.html?$/i, '');
    const parts = whole.split(/[-_.]/);
    const joined = parts.slice(1).map((part, at) => parts[at]! + part);
    return [whole, ...parts, ...joined];
  });
  // Shops' own numbers: the shop and the item, which stand beside one another.
  const pairs = places.slice(1, MOST_PARTS).map((place, at) => `${places[at]}${place}`);
  return [...new Set([...found, ...pairs])].filter((part) => /\d/.test(part) && part.length >= 4 && part.length <= 256);
}

/** Two offers of one marketplace are one when their ids are, whatever the address. */
export const offerKeyOf = ({ marketplace, id }: Pick<Listing, 'marketplace' | 'id'>): string =>
  `${withoutSite(marketplace)}~${id.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()}`;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import type { Brand, Mark } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { goodsClasses } from './goods-classes.ts';

// Member states of the European Union, where an EU trade mark has effect (2026).
const EU_COUNTRIES = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** A mark counts until the end of its last day. */
export function isInForce(mark: Mark, now: Date): boolean {
  return mark.expires.slice(0, 10) >= now.toISOString().slice(0, 10);
}

/**
 * The right that a notice about this listing rests on: in force, best in the venue's country, for the goods offered, then the one of
 * widest reach. Undefined when no mark is in force.
 */
export function chooseMark(brand: Brand, listing: Listing, now: Date): Mark | undefined {
  const country = countryOf(URL.parse(listing.url)?.hostname);
  const classes = goodsClasses(listing.title);
  const rank = (mark: Mark): number[] => [
    country && covers(mark, country) ? 1 : 0,
    classes.filter((niceClass) => mark.niceClasses.includes(niceClass)).length,
    mark.jurisdictions.includes('EU') ? EU_COUNTRIES.size : mark.jurisdictions.length,
    mark.niceClasses.length,
  ];
  return brand.marks.filter((mark) => isInForce(mark, now)).toSorted((a, b) => compare(rank(b), rank(a)))[0];
}

function covers(mark: Mark, country: string): boolean {
  return mark.jurisdictions.includes(country) || (EU_COUNTRIES.has(country) && mark.jurisdictions.includes('EU'));
}

/** Only country-code domains say where a site sells; ".com" says nothing. */
function countryOf(host: string | undefined): string | undefined {
  const ending = host?.split('.').at(-1)?.toUpperCase();
  if (ending === 'UK') return 'GB';
  return ending?.length === 2 ? ending : undefined;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, position) => value !== b[position]);
  return index < 0 ? 0 : a[index]! - b[index]!;
}

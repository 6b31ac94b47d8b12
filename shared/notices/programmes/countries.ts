import type { Site } from '#shared/domain/programme.ts';
import { EU_COUNTRIES } from '#shared/domain/territories.ts';

/**
 * Where a site without a country of its own delivers to. No list is published: these are the larger markets, so that a right in
 * one of them covers a part, and a person decides.
 */
export const WORLDWIDE: string[] = [
  ...EU_COUNTRIES,
  ...'GB CH NO US CA MX BR CL AU NZ JP KR CN HK TW SG MY TH ID PH VN IN AE SA IL TR ZA'.split(' '),
];

/** Sites told apart by their host: host → country, or countries. */
export function countrySites(
  name: string,
  countries: Readonly<Record<string, string | string[]>>,
  more: Partial<Site> = {},
): Site[] {
  return Object.entries(countries).map(([host, country]) => ({
    id: host,
    hosts: [host],
    countries: [country].flat(),
    label: `${name} (${host})`,
    ...more,
  }));
}

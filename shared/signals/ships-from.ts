import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Signal } from '#shared/domain/signal.ts';
import { countriesOf } from '#shared/domain/territories.ts';
import { countryName, countryOfPlace } from '#shared/recognition/place-country.ts';
import { offerYouth } from './listing-age.ts';

/** Where nearly everything comes from that is sold there, by account group, where the address does not say it. */
const HOME: Readonly<Record<string, string>> = {
  'alibaba-cn': 'CN',
  alibaba: 'CN',
  aliexpress: 'CN',
  jd: 'CN',
  temu: 'CN',
  trendyol: 'TR',
  hepsiburada: 'TR',
  flipkart: 'IN',
  indiamart: 'IN',
  meesho: 'IN',
  nykaa: 'IN',
  tokopedia: 'ID',
  momo: 'TW',
};
/** American sites have no country in their address. */
const AMERICAN = /(^|\.)(ebay|amazon|etsy|mercari|walmart)\.com$/;

/**
 * The offer is sent from a country that the brand does not name. Silent where the brand names none, where the place tells no country,
 * and where it is the marketplace's own: what is usual there is no sign. Counts as one hint with the youth of the offer.
 */
export const shipsFrom: Signal = {
  id: 'ships-from',
  title: 'Sent from elsewhere',
  family: 'seller',
  needs: 'search-result',
  gated: true,
  notice: 'not quoted',
  evaluate(facts) {
    const { brand, listing } = facts;
    const genuine = brand.fingerprint.shipsFrom;
    if (!genuine || !listing.itemLocation) return 'not-applicable';
    const country = countryOfPlace(listing.itemLocation);
    if (!country || country === homeOf(listing) || countriesOf(genuine).has(country)) return 'not-applicable';
    return {
      value: 1 - Math.max(0, offerYouth(facts) ?? 0),
      evidence: `The offer is sent from ${inEnglish(listing.itemLocation.trim(), country)}; genuine goods come from ${genuine.join(', ')}, as the brand says.`,
    };
  },
  bounds: () => [0, 1],
};

function inEnglish(place: string, country: string): string {
  const name = countryName(country);
  return place.includes(name) ? place : `${name} ("${place}")`;
}

function homeOf({ marketplace, url }: Listing): string | undefined {
  const home = HOME[accountGroupOf(marketplace)];
  if (home || !URL.canParse(url)) return home;
  const { hostname } = new URL(url);
  if (AMERICAN.test(hostname)) return 'US';
  const suffix = hostname.slice(hostname.lastIndexOf('.') + 1).toUpperCase();
  return countryOfPlace(suffix);
}

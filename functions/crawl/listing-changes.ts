import type { Brand } from '#shared/domain/brand.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { searchOf } from '#shared/domain/watched-search.ts';
import { sha256Base64url } from '#shared/runtime/sha256.ts';
import type { StoredListing } from '#shared/stores/listing-store.ts';

export type ListingChanges = {
  /** Never stored for this brand. */
  fresh: Listing[];
  /** Stored, but different in a field that matters to scoring. */
  changed: Listing[];
  /** Stored as it is, but its verdict never arrived, or a picture could not be had for it that may be had now. */
  unjudged: Listing[];
  /**
   * Stored as it is and judged, but long ago: written again before it expires, and judged again, for the brand's profile, the
   * seller's record and the model have moved on.
   */
  ageing: Listing[];
};

const REFRESH_MS = 30 * DAY_MS; // a third of the time that listings are kept

export function listingChanges(
  listings: readonly Listing[],
  stored: ReadonlyMap<string, StoredListing>,
  now: Date,
): ListingChanges {
  const changes: ListingChanges = { fresh: [], changed: [], unjudged: [], ageing: [] };
  for (const listing of listings) {
    const known = stored.get(listingKey(listing));
    if (!known) changes.fresh.push(listing);
    else if (known.digest !== listingDigest(listing)) changes.changed.push(listing);
    else if (!known.verdict || known.judgedDigest !== known.digest || isWorthAnotherLook(known, now))
      changes.unjudged.push(listing);
    else if (now.getTime() - Date.parse(known.lastSeenAt) > REFRESH_MS) changes.ageing.push(listing);
  }
  return changes;
}

const isWorthAnotherLook = ({ judgeAgainAt }: StoredListing, now: Date) =>
  judgeAgainAt !== undefined && judgeAgainAt <= now.toISOString();

/** Of what scoring looks at. Rank, advertising, sales and feedback counts move daily and change no verdict. */
export function listingDigest(listing: Listing): string {
  const { title, price, priceMax, imageUrls, seller, itemLocation, condition, availability } = listing;
  const { description, brand, sku, gtin, specifics } = listing;
  const facts = [
    [title, price?.amountMinor, price?.currency, priceMax?.amountMinor, priceMax?.currency, imageUrls],
    [seller?.id, seller?.name, seller?.location, itemLocation, condition, availability],
    // Appended only when there: digests stored before this field was read stay what they are.
    [description, brand, sku, gtin, ...(specifics ? [specifics] : [])],
  ];
  return sha256Base64url(JSON.stringify(facts)).slice(0, 22);
}

/** Of the brand's watches on this marketplace, or of the one with this keyword. */
export const excludedWords = ({ watches }: Brand, marketplace: string, keyword?: string): string[] =>
  watches
    .filter((watch) => watch.marketplaces.includes(marketplace) && (keyword ?? searchOf(watch)) === searchOf(watch))
    .flatMap(({ excluded }) => excluded);

/** Drops listings whose title contains one of the watch's excluded words or phrases, as whole words in any case. */
export function withoutExcluded(listings: readonly Listing[], excluded: readonly string[]): Listing[] {
  const phrases = excluded.map(words).filter((phrase) => phrase.length > 2);
  return listings.filter(({ title }) => !phrases.some((phrase) => words(title).includes(phrase)));
}

/** " nordhavn jacket 2024 ": padded, so that containing a phrase means containing its words. */
function words(text: string): string {
  return ` ${
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;
}

import * as z from 'zod';

/** What a feed says of one product, each field as it was written. */
export type FeedRow = {
  /** Where it stands: a line of the file, or for JSON the place in its list; counted from 1. */
  place: number;
  sku?: string;
  name?: string;
  price?: string;
  /** Of prices that are written without one. */
  currency?: string;
  /** One size or colour of the product: its name may differ from the others'. */
  isVariant?: boolean;
  /** In which country this row's price is asked. */
  country?: string;
  /** By country code. */
  countryPrices?: Record<string, string>;
  outletPrice?: string;
  minimumAdvertisedPrice?: string;
  productLine?: string;
  licensee?: string;
  condition?: string;
  aliases?: string[];
  gtins?: string[];
  images?: string[];
};

/** What was not taken as it stands; `isLost`: the whole product. `field` as the feed calls it. */
export const FeedProblem = z.object({ place: z.int(), field: z.string(), message: z.string(), isLost: z.boolean() });
export type FeedProblem = z.infer<typeof FeedProblem>;

/** The feed as a whole is not what it is said to be. */
export class FeedRefusal extends Error {
  override name = 'FeedRefusal';
}

/** Rows a feed may have: five variants of each product that a catalogue may hold. */
export const MOST_ROWS = 50_000;

export function refuseTooMany(rows: number): void {
  if (rows > MOST_ROWS)
    throw new FeedRefusal(`The feed has more than ${MOST_ROWS} rows: import it in parts, one product line at a time.`);
}

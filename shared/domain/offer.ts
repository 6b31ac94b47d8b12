import * as z from 'zod';
import { accountGroupOf } from './account-group.ts';
import type { Listing } from './listing.ts';

/**
 * One offer, however it was found. The group is that of the accounts; `site` is there where item ids are given anew per country or
 * host; `sellerId` where a page shows the offers of several sellers.
 */
export const OfferKey = z.strictObject({
  group: z.string().min(1),
  site: z.string().min(1).optional(),
  itemId: z.string().min(1),
  sellerId: z.string().min(1).optional(),
});
export type OfferKey = z.infer<typeof OfferKey>;

const escaped = (part = '') => encodeURIComponent(part.toWellFormed()).replaceAll('~', '%7E');

/** For keys in stores: two offers never share one, for each part stands in it as it was. */
export function offerKeyText({ group, site, itemId, sellerId }: OfferKey): string {
  return [group, site, itemId, sellerId].map(escaped).join('~');
}

/** The offer of a listing whose marketplace gives each item an id of its own. */
export const offerOf = ({ marketplace, id }: Pick<Listing, 'marketplace' | 'id'>): OfferKey => ({
  group: accountGroupOf(marketplace),
  itemId: id,
});

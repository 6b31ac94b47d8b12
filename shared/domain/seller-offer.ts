import * as z from 'zod';

/** What one offer of a seller said of how the seller trades, when it was last judged for a brand. */
export const SellerOffer = z.object({
  brandId: z.string(),
  /** The venue's number of the offer: the same on each of its country sites. */
  offerId: z.string(),
  at: z.iso.datetime(),
  /** The brand's product that it may be of; absent where only its kind of goods is known. */
  product: z.string().optional(),
  /** Far below what the genuine goods cost. */
  isFarBelow: z.boolean(),
  /** Absent: its pictures were not looked at. */
  showsOwnPicture: z.boolean().optional(),
});
export type SellerOffer = z.infer<typeof SellerOffer>;

import type { Listing, Seller } from '#shared/domain/listing.ts';

/** What is known of an offer, brought up to its page. A page does not decide which listing it is, nor unsay what is known of the same seller. */
export function asShown(known: Listing, shown: Listing): Listing {
  const { marketplace, id, url } = known;
  return { ...known, ...shown, marketplace, id, url, seller: sellerNow(known.seller, shown.seller) };
}

function sellerNow(known: Seller | null, shown: Seller | null | undefined): Seller | null {
  const isAnother = known?.id !== undefined && shown?.id !== undefined && known.id !== shown.id;
  if (!known || !shown || isAnother) return shown ?? known;
  const stated = Object.entries(shown).filter(([, value]) => value !== undefined);
  return { ...known, ...Object.fromEntries(stated) };
}

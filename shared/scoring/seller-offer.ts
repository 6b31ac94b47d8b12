import type { SellerOffer } from '#shared/domain/seller-offer.ts';
import type { Facts } from '#shared/domain/signal.ts';
import { IS_PRODUCT, matchedProducts } from '#shared/products/product-matching.ts';
import { FAR_BELOW } from '#shared/signals/low-price.ts';
import { type ScoringModel, model as shipped } from './model.ts';

/** A doubtful likeness is nothing that other offers are judged by. */
const IS_OWN_PICTURE = 0.5;

/**
 * What a judged offer says of its seller's trade, from the signals' values. Undefined where nothing can be compared: no price, no
 * goods of the brand, or an accessory; and of a seller whom the brand has authorised.
 */
export function sellerOfferFrom(
  { brand, listing, images, now }: Facts,
  values: Readonly<Record<string, number>>,
  model: ScoringModel = shipped,
): SellerOffer | undefined {
  const { 'low-price': cheapness, 'reference-use': gate = 0, 'stolen-image': ownPicture = 0 } = values;
  if (cheapness === undefined || gate > model.expedite.gateLimit || values['authorised-seller']) return undefined;
  const [best] = matchedProducts(brand, listing);
  return {
    brandId: brand.id,
    offerId: listing.id,
    at: now.toISOString(),
    ...(best && best.probability >= IS_PRODUCT && { product: best.product.name }),
    isFarBelow: cheapness * (1 - gate) >= FAR_BELOW,
    ...(images && { showsOwnPicture: ownPicture >= IS_OWN_PICTURE }),
  };
}

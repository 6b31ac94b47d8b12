import type { SellerOffer } from '#shared/domain/seller-offer.ts';
import type { Signal } from '#shared/domain/signal.ts';

/** How many products at an ordinary price weigh as much as not knowing: one cheap product is a bargain, four are a trade. */
const PRIOR_PRODUCTS = 2;

/**
 * What else the seller offers of the same owner's brands, as earlier crawls showed it: a clearance takes one line down, who sells copies
 * has everything at a third of its price. Products count, and not offers: ten sizes of one jacket say what one says. A price like any
 * other is the opposite of a sign, but never speaks for this offer. Of the family of prices: they are the seller's own, as this one's
 * is, and no second opinion on it.
 */
export const sellerOffers: Signal = {
  id: 'seller-offers',
  title: "The seller's other offers",
  family: 'price',
  needs: 'seller-record',
  gated: true,
  notice: 'not quoted',
  evaluate({ sellerOffers: others }) {
    if (!others || others.length === 0) return 'not-applicable';
    const cheap = others.filter(({ isFarBelow }) => isFarBelow);
    const [low, ordinary] = [productsOf(cheap), productsOf(others.filter(({ isFarBelow }) => !isFarBelow))];
    const value = Math.max(0, (low - ordinary) / (low + ordinary + PRIOR_PRODUCTS));
    return { value, evidence: sentence(others, cheap) };
  },
  bounds: ({ sellerOffers: others }) => [0, others?.length === 0 ? 0 : 1],
};

const productsOf = (offers: readonly SellerOffer[]): number =>
  new Set(offers.map(({ brandId, product = '' }) => `${brandId}~${product}`)).size;

function sentence(others: readonly SellerOffer[], cheap: readonly SellerOffer[]): string {
  const brands = new Set(cheap.map(({ brandId }) => brandId)).size;
  const products = productsOf(cheap);
  const pictured = cheap.filter(({ showsOwnPicture }) => showsOwnPicture).length;
  const breadth = [
    products > 1 ? `${products} products` : '',
    brands > 1 ? `${brands} brands` : '',
    pictured > 0 ? `${pictured} with the brand's own picture` : '',
  ].filter(Boolean);
  const which = `${cheap.length === 0 ? 'none' : cheap.length} of the ${others.length} other offers known of this seller`;
  const stand = cheap.length < 2 ? 'stands' : 'stand';
  const said = `${others.length === 1 ? `The one other offer known of this seller ${cheap.length === 0 ? 'does not stand' : 'stands'}` : `${which} ${stand}`} at a third of the genuine price or less`;
  return `${said.replace(/^n/, 'N')}${breadth.length > 0 ? ` (${breadth.join(', ')})` : ''}.`;
}

import { buildCatalogue } from '#infra/local/bazaar/catalogue.ts';
import { inventedCast } from '#infra/local/bazaar/invented-cast.ts';
import type { Offer, Truth } from '#infra/local/bazaar/offer.ts';
import type { BazaarSeller } from '#infra/local/bazaar/sellers.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import type { Facts } from '#shared/domain/signal.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { evaluateSignals } from '#shared/scoring/score-listing.ts';
import { sellerOfferFrom } from '#shared/scoring/seller-offer.ts';

/** One offer of a generated shop, as a scorer meets it and as it truly is. */
export type GeneratedOffer = { facts: Facts; offer: Offer; truth: Truth };

const OPENING = new Date('2026-03-01T00:00:00Z');
const SEEN_AFTER_HOURS = 100;

/** Shops with seeds and sellers of their own: no two have a seller in common, apart from the authorised ones. */
export function generatedOffers(brand: Brand, purpose: string, count: number): GeneratedOffer[] {
  return Array.from({ length: count }, (_, i) => offersOfShop(brand, `${purpose}-${i}`)).flat();
}

function offersOfShop(brand: Brand, seed: string): GeneratedOffer[] {
  const cast = inventedCast(seed);
  const sellers = new Map(
    Object.values(cast)
      .flat()
      .map((seller) => [seller.id, seller]),
  );
  const offers = buildCatalogue(seed, cast).map(({ offer, truth }) => ({
    facts: factsOf(brand, offer, sellers.get(offer.sellerId)!),
    offer,
    truth,
  }));
  const shown = Map.groupBy(offers, ({ offer }) => offer.sellerId);
  const said = new Map(offers.map(({ facts }) => [facts, sellerOfferFrom(facts, valuesOf(facts))]));
  return offers.map(({ facts, offer, truth }) => {
    const others = shown.get(offer.sellerId)!.filter((other) => other.offer !== offer);
    return { facts: { ...facts, sellerOffers: others.flatMap((other) => said.get(other.facts) ?? []) }, offer, truth };
  });
}

/** As every search before has judged them: what a crawl in use for some days knows of a seller. */
const valuesOf = (facts: Facts): Record<string, number> =>
  Object.fromEntries(evaluateSignals(facts).map(({ signal, value }) => [signal.id, value]));

function factsOf(brand: Brand, offer: Offer, seller: BazaarSeller): Facts {
  const after = (hours: number) => new Date(OPENING.getTime() + hours * HOUR_MS);
  const listing = Listing.parse({
    marketplace: 'bazaar',
    id: offer.id,
    url: `https://bazaar.example/item/${offer.id}`,
    title: offer.title,
    price: { amountMinor: offer.priceMinor, currency: offer.currency },
    seller: {
      id: seller.id,
      name: seller.name,
      rating: seller.ratingPercent / 100,
      feedbackCount: seller.feedbackCount,
      memberSince: after(-24 * seller.memberForDays).toISOString(),
    },
    itemLocation: seller.location,
    condition: offer.condition,
    soldCount: offer.soldCount,
    listedAt: after(offer.listedAfterHours).toISOString(),
  });
  return { brand, listing, now: after(SEEN_AFTER_HOURS) };
}

import { bystanderOffers } from './bystander-offers.ts';
import { counterfeitOffers } from './counterfeit-offers.ts';
import { genuineOffers } from './genuine-offers.ts';
import type { CatalogueEntry, Draft, OfferKind } from './offer.ts';
import { hashText, type Random, seededRandom } from './random.ts';
import { type Cast, OPEN_SELLERS, SAMPLE_CAST } from './sellers.ts';

const COUNTERFEIT_KINDS: ReadonlySet<OfferKind> = new Set([
  'low-price',
  'evasive-spelling',
  'stolen-photo',
  'logo-only',
  'foreign-title',
  'replica-wording',
  'plausible',
]);

/** Nine digits, the same for the same seed and name, saying nothing about what they stand for. */
export function listingId(seed: string, name: string): string {
  return String(100_000_000 + (hashText(`${seed}/id/${name}`) % 900_000_000));
}

/** Most offers are there on the first day; one in ten goes up during the next four days, and a few sell out. */
function hoursFor(random: Random, draft: Draft, counterfeit: boolean) {
  const late = random.chance(0.1);
  const listedAfterHours = late ? random.int(6, 96) : -random.int(8, counterfeit ? 24 * 40 : 24 * 300);
  const sellsOut = draft.condition === 'Used' && random.chance(0.12);
  return {
    listedAfterHours,
    ...(sellsOut ? { endsAfterHours: random.int(Math.max(12, listedAfterHours + 12), 160) } : {}),
  };
}

function entryOf(random: Random, seed: string, draft: Draft, index: number): CatalogueEntry {
  const { kind, conduct, ...offer } = draft;
  const counterfeit = COUNTERFEIT_KINDS.has(kind);
  return {
    offer: {
      ...offer,
      id: listingId(seed, String(index)),
      currency: offer.currency ?? 'EUR',
      soldCount: offer.soldCount ?? 0,
      sponsored: offer.condition !== 'Used' && random.chance(0.05),
      ...hoursFor(random, draft, counterfeit),
    },
    truth: { counterfeit, kind },
    conduct: conduct ?? { relistings: 0, raisesPrice: false },
  };
}

/** A market's whole stock for a seed, in an order that gives nothing away. */
export function buildCatalogue(seed: string, cast: Cast = SAMPLE_CAST): CatalogueEntry[] {
  const random = seededRandom(`${seed}/catalogue`);
  const drafts = [...genuineOffers(seed, cast), ...bystanderOffers(seed, cast), ...counterfeitOffers(seed, cast)];
  return random.shuffle(drafts.map((draft, index) => entryOf(random, seed, draft, index)));
}

/** What the sample's shop sells. */
export const sampleStock = (seed: string): CatalogueEntry[] =>
  buildCatalogue(seed).filter(({ offer }) => OPEN_SELLERS.has(offer.sellerId));

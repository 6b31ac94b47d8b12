import { type CatalogueEntry, statedStock } from '#infra/local/bazaar/offer.ts';
import { pastOffers } from '#infra/local/bazaar/past-offers.ts';
import { seededRandom } from '#infra/local/bazaar/random.ts';
import type { BazaarSeller } from '#infra/local/bazaar/sellers.ts';
import { DECISION_MEANING, type ReviewDecision } from '#shared/cases/decide.ts';
import { harmOf } from '#shared/cases/harm.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { type Case, type CaseEvent, caseId } from '#shared/domain/case.ts';
import { Listing } from '#shared/domain/listing.ts';
import { DAY_MS, HOUR_MS, isoAfter } from '#shared/domain/time-units.ts';
import { formatProbability, type Verdict } from '#shared/domain/verdict.ts';
import { matchedProducts } from '#shared/products/product-matching.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';

export const HISTORY_DAYS = 42;
/** What came in later than this still waits: a queue to work on. */
const WAITING_DAYS = 10;
const SAMPLE = 'sample';
const ANALYST = 'analyst:ida@nordhavn.example';
const SHOWN_PLACES = 96;

export type HistoryOptions = { brand: Brand; origin: string; seed: number; now: Date };

/**
 * Six weeks of cases, generated and not played: offers of invented sellers, judged by the real score as of now, and decided as their
 * labels say. Each is marked as sample data where it begins. Nothing of it is on sale in the sample marketplace.
 */
export function sampleHistory({ brand, origin, seed, now }: HistoryOptions): Case[] {
  const random = seededRandom(`${seed}/history/${brand.id}`);
  return pastOffers(seed).flatMap(({ entry, seller }) => {
    const openedAt = new Date(now.getTime() - Math.floor(random.next() * HISTORY_DAYS * DAY_MS));
    const rank = random.int(1, SHOWN_PLACES);
    const record = sampleCase(brand, listingOf(entry, seller, { origin, rank }), openedAt);
    if (!record) return [];
    const waits = now.getTime() - openedAt.getTime() < WAITING_DAYS * DAY_MS;
    return [waits ? record : decided(record, entry.truth, random.next())];
  });
}

function listingOf(
  { offer }: CatalogueEntry,
  seller: BazaarSeller,
  { origin, rank }: { origin: string; rank: number },
): Listing {
  return Listing.parse({
    marketplace: 'bazaar',
    id: offer.id,
    url: `${origin}/item/${offer.id}`,
    title: offer.title,
    price: { amountMinor: offer.priceMinor, currency: offer.currency },
    imageUrls: offer.pictures.map((_, index) => `${origin}/past/${offer.id}-${index + 1}.jpg`),
    seller: {
      id: seller.id,
      name: seller.name,
      location: seller.location,
      rating: seller.ratingPercent / 100,
      feedbackCount: seller.feedbackCount,
    },
    condition: offer.condition,
    soldCount: offer.soldCount,
    stockCount: statedStock(offer),
    sponsored: offer.sponsored,
    rank,
    description: offer.description,
    specifics: Object.entries(offer.specifics).map(([name, value]) => ({ name, value })),
  });
}

/** Without the signals' values nothing is learnt from it: a generated history must not prove that notices may leave by themselves. */
const untaught = ({ signals, ...verdict }: Verdict): Verdict => ({
  ...verdict,
  signals: signals.map(({ value: _, ...finding }) => finding),
});

/** Later than the case is kept: its page was never there to be looked at. */
const NEVER_DAYS = 400;

/** Undefined where the score would have opened no case. */
export function sampleCase(brand: Brand, listing: Listing, at: Date): Case | undefined {
  const verdict = untaught(scoreListing({ brand, listing, now: at }));
  if (verdict.decision === 'ignore') return undefined;
  const why = `sample data; probability ${formatProbability(verdict.probability)}. ${verdict.signals[0]?.evidence ?? ''}`;
  return {
    id: caseId(brand.id, listing),
    brandId: brand.id,
    state: 'flagged',
    version: 1,
    listing,
    verdict,
    harm: harmOf({ listing, product: matchedProducts(brand, listing)[0]?.product, confirmedBefore: 0 }),
    imageHashes: [],
    contactHandles: [],
    openedAt: at.toISOString(),
    updatedAt: at.toISOString(),
    events: [{ at: at.toISOString(), from: null, to: 'flagged', by: SAMPLE, why }],
    nextCheckAt: isoAfter(at, NEVER_DAYS * DAY_MS),
    checks: 0,
    absences: 0,
    opinions: [],
    links: [],
    linkedFrom: [],
    testBuys: [],
    remarks: [],
  };
}

/** As an analyst would have who knows the label, and a venue that took what it was sent. */
function decided(record: Case, { counterfeit, kind }: CatalogueEntry['truth'], chance: number): Case {
  const opened = Date.parse(record.openedAt);
  const decision: ReviewDecision = counterfeit ? 'confirm' : kind === 'parallel' ? 'grey-market' : 'not-infringing';
  const { to, label, why } = DECISION_MEANING[decision];
  const events: CaseEvent[] = [...record.events];
  type Step = [
    hours: number,
    to: CaseEvent['to'],
    by: string,
    reason: string,
    told?: Pick<CaseEvent, 'cause' | 'claim'>,
  ];
  const step = (...[hours, next, by, reason, told]: Step) => {
    const at = new Date(opened + hours * HOUR_MS).toISOString();
    const why = `sample data; ${reason}`;
    events.push({ at, from: events.at(-1)!.to, to: next, by, why, ...(label && { label }), ...told });
  };
  const reviewed = 2 + 30 * chance;
  step(reviewed, to, ANALYST, why);
  if (counterfeit) {
    step(reviewed + 1, 'submitting', 'submit', 'notice on its way');
    step(reviewed + 1, 'submitted', 'submit', 'the venue has it', { cause: 'left', claim: 'counterfeit' });
    step(reviewed + 20, 'acknowledged', 'verify', 'the venue is looking at it', { cause: 'received' });
    step(reviewed + 44 + 40 * chance, 'removed', 'verify', 'the page says so', { cause: 'removed-by-venue' });
  }
  const { at, to: state } = events.at(-1)!;
  const submittedAt = events.find((event) => event.to === 'submitted')?.at;
  return {
    ...record,
    state,
    updatedAt: at,
    events,
    version: events.length,
    nextCheckAt: state === 'removed' ? record.nextCheckAt : undefined,
    ...(submittedAt && { submittedAt, removedAt: at }),
  };
}

/** Whether a case came with the generated history. */
export const isSampleHistory = ({ events }: Pick<Case, 'events'>): boolean => events[0]?.by === SAMPLE;

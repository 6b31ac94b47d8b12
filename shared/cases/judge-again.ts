import { isDeepStrictEqual } from 'node:util';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Facts, Signal } from '#shared/domain/signal.ts';
import type { SignalFinding, Verdict } from '#shared/domain/verdict.ts';
import { type Weighed, weighed } from '#shared/scoring/assessment.ts';
import type { ScoringModel } from '#shared/scoring/model.ts';
import { evaluateSignals, verdictOn } from '#shared/scoring/score-listing.ts';
import { signals } from '#shared/signals/index.ts';

/** An offer as it was seen, and what was concluded from it. */
export type Judged = Pick<Case, 'listing' | 'verdict'>;

export type Bench = { brand: Brand; model: ScoringModel; now: Date };

/** What signals read off the page. Of pictures only those matter that showed something. */
const JUDGED_FIELDS = [
  'title',
  'brand',
  'price',
  'priceMax',
  'priceIsBid',
  'condition',
  'seller',
  'description',
  'specifics',
] as const satisfies (keyof Listing)[];

/** Whether everything that the verdict was concluded from still stands on the page. */
export function standsAsJudged({ listing, verdict }: Judged, shown: Listing): boolean {
  const isSame = JUDGED_FIELDS.every((field) => isDeepStrictEqual(listing[field] ?? null, shown[field] ?? null));
  return isSame && offPage(verdict).every((found) => isStillShown(found, listing, shown));
}

/**
 * The verdict on the page as it shows now: what stands on it is judged again; what was found elsewhere, the seller's record and
 * what was seen on pictures, is kept as far as it is still about this page. Nothing is fetched.
 */
export function judgeAgain(before: Judged, shown: Listing, { brand, model, now }: Bench): Verdict {
  const facts: Facts = { brand, listing: shown, now };
  const kept = offPage(before.verdict)
    .filter((found) => isStillShown(found, before.listing, shown))
    .filter(({ signal }) => signal.family !== 'image' || signal.bounds(facts)[1] > 0); // the logo says nothing beside the name
  return verdictOn(facts, [...evaluateSignals(facts, model), ...kept.map((found) => again(found, model))], model);
}

type OffPage = { signal: Signal; finding: SignalFinding };

const byId = new Map(signals.map((signal) => [signal.id, signal]));

function offPage({ signals: findings }: Verdict): OffPage[] {
  return findings.flatMap((finding) => {
    const signal = byId.get(finding.id);
    return signal && signal.needs !== 'search-result' ? [{ signal, finding }] : [];
  });
}

function isStillShown({ signal, finding }: OffPage, before: Listing, { imageUrls, seller }: Listing): boolean {
  if (signal.family !== 'image') return !seller?.id || seller.id === before.seller?.id;
  // Verdicts from before 2026-12 do not say which picture it was: it may be any.
  return finding.pictures
    ? finding.pictures.some((url) => imageUrls.includes(url))
    : before.imageUrls.every((url) => imageUrls.includes(url));
}

function again({ signal, finding }: OffPage, model: ScoringModel): Weighed {
  const { contribution, evidence, pictures } = finding;
  const weight = model.weights[signal.id]?.weight ?? 0;
  const value = finding.value ?? (weight > 0 ? contribution / weight : 0);
  return { ...weighed(signal, value, evidence, model), ...(pictures && { pictures }) };
}

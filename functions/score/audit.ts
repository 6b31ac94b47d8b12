import type { Brand } from '#shared/domain/brand.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import { isSampled } from '#shared/learning/sampling.ts';
import { mayBeAuthorised } from '#shared/scoring/score-listing.ts';
import type { Judgement } from './evaluate-listing.ts';
import { haveCaptured, newCase } from './follow-up.ts';
import type { ScoreServices } from './services.ts';

/**
 * Random audit: a small share of what the score calls harmless goes to a person all the same, or nobody would ever learn what
 * it misses. The case carries the probability of being drawn, by which training weighs it; the verdict stays as it was,
 * nobody is alerted, and nothing is sent unless the person decides so.
 */
export async function openAudit(brand: Brand, judgement: Judgement, services: ScoreServices): Promise<void> {
  const { facts } = judgement;
  const { auditShare } = brand.enforcement;
  if (isAuthorised(judgement) || !isDrawn(brand, facts.listing)) return;
  if (await services.cases.latestFor(brand.id, facts.listing)) return;
  const drawn = { generation: 1, selectionProbability: auditShare };
  const record = newCase(brand, judgement, drawn, services.clock());
  if (await services.cases.open(record)) await haveCaptured(record, services);
}

/** Or may be: such an offer is no business of ours. */
export const isAuthorised = ({ facts, verdict }: Judgement): boolean =>
  verdict.signals.some(({ id }) => id === 'authorised-seller') || mayBeAuthorised(facts);

/** By lot, once for good: drawn anew each day, an offer that changes daily would be drawn far more often than its weight says. */
export const isDrawn = ({ id, enforcement }: Brand, listing: Listing): boolean =>
  isSampled(`${id}|${listingKey(listing)}`, enforcement.auditShare);

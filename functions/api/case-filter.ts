import * as z from 'zod';
import { GROUPINGS, shares } from '#shared/cases/review-order.ts';
import { type Case, CaseState, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import type { ReviewEntry } from '#shared/domain/review-entry.ts';
import { wantsSecondOpinion } from '#shared/learning/second-opinion.ts';
import { reviewEntry } from '#shared/stores/review-item.ts';
import { After } from './paging.ts';
import { ApiError } from './problem.ts';

/** What a list of cases can be asked for. */
export const CASE_QUERY = {
  brand: z.string().optional(),
  state: CaseState.optional(),
  /** `worth`: probability × harm, of what waits for a person. */
  sort: z.enum(['newest', 'worth']).default('newest'),
  marketplace: z.string().optional(),
  /** Marketplace and account, as in "ebay~some-seller". */
  seller: z
    .string()
    .regex(/^[^~]+~.+$/, 'marketplace~account, as in "ebay~some-seller"')
    .optional(),
  /** Entered its state since then. */
  since: z.iso.datetime().optional(),
  /** Among the first so many results. */
  rankTo: z.coerce.number().int().min(1).optional(),
  priceFrom: z.coerce.number().min(0).optional(),
  priceTo: z.coerce.number().min(0).optional(),
  harmFrom: z.coerce.number().min(0).optional(),
  probabilityFrom: z.coerce.number().min(0).max(1).optional(),
  /** Those that share the seller, the picture or the title with this case. */
  like: z.string().optional(),
  group: z.enum(GROUPINGS).optional(),
  wants: z.literal('second-opinion').optional(),
  limit: z.coerce.number().int().min(1).max(100).default(100),
  after: After,
};

export type CaseQuery = z.output<z.ZodObject<typeof CASE_QUERY>>;

/** Whether more is asked than an index is sorted by. */
export const isNarrowed = ({ brand: _, sort, limit, after, state, since, seller, ...filter }: CaseQuery): boolean =>
  Object.values(filter).some((value) => value !== undefined) || (sort === 'worth' && seller !== undefined);

/** @throws ApiError when parameters do not go together. */
export function refuseContradictions({ sort, state, like, group }: CaseQuery): void {
  if ((like === undefined) !== (group === undefined))
    throw new ApiError(400, 'invalid', 'like and group go together: like=CASE&group=seller, picture or text.');
  if (sort === 'worth' && state && !WAITS_FOR_A_PERSON.includes(state))
    throw new ApiError(400, 'invalid', `sort=worth orders what waits for a person: ${WAITS_FOR_A_PERSON.join(', ')}.`);
}

/** @param like the case that `query.like` names, where it names one */
export function filterOf(query: CaseQuery, like: Case | undefined) {
  const model = like && reviewEntry(like);
  const isWanted = (record: Case): boolean =>
    (!query.state || record.state === query.state) &&
    (!query.since || record.updatedAt >= query.since) &&
    (!query.wants || wantsSecondOpinion(record)) &&
    (query.sort !== 'worth' || WAITS_FOR_A_PERSON.includes(record.state)) &&
    fits(query, reviewEntry(record), model);
  return {
    /** By what the index knows: what it does not, the case itself decides. */
    mayBeWanted: ({ review }: { review?: ReviewEntry }): boolean =>
      !review || fits(query, { ...UNKNOWN, ...review }, model),
    isWanted,
  };
}

/** An entry from before these were kept may have either. */
const UNKNOWN = { rank: Number.NaN, euros: Number.NaN };

function fits(
  { marketplace, seller, rankTo, priceFrom, priceTo, harmFrom, probabilityFrom, group }: CaseQuery,
  entry: ReviewEntry,
  model: ReviewEntry | undefined,
): boolean {
  const { rank = Number.POSITIVE_INFINITY, euros } = entry;
  // Not "<": NaN, which is not known yet, passes; no price at all does not.
  const isPriced = (priceFrom === undefined && priceTo === undefined) || euros !== undefined;
  return (
    (!marketplace || entry.caseId.split('~')[1] === marketplace) &&
    (!seller || entry.seller === seller) &&
    !(rankTo !== undefined && rank > rankTo) &&
    isPriced &&
    !(priceFrom !== undefined && euros! < priceFrom) &&
    !(priceTo !== undefined && euros! > priceTo) &&
    !(harmFrom !== undefined && entry.harm < harmFrom) &&
    !(probabilityFrom !== undefined && entry.probability < probabilityFrom) &&
    (!model || !group || shares(entry, model, group))
  );
}

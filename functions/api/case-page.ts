import { stringify } from 'csv-stringify/sync';
import * as z from 'zod';
import { type Case, CaseState } from '#shared/domain/case.ts';
import { majorAmount } from '#shared/domain/money.ts';
import { wantsSecondOpinion } from '#shared/learning/second-opinion.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { StatePosition } from '#shared/stores/state-pages.ts';
import { ApiError } from './problem.ts';

export type CasePage = { cases: Case[]; next?: string };

type Wanted = {
  state?: CaseState;
  marketplace?: string;
  wants?: 'second-opinion';
  limit: number;
  after?: string;
};

/** Where the reading stands: brand by brand, state by state, page by page. */
const Cursor = z.strictObject({ brandId: z.string(), state: CaseState, after: StatePosition.optional() });
type Cursor = z.infer<typeof Cursor>;

/** However much is stored, one request reads no more pages of the index than these (an empty state is one). */
const MOST_READS = 20;

/**
 * One page of cases, at most about `limit` and a hundred; a page may hold fewer, or none, and still have a `next`.
 * @throws ApiError when `after` is not the `next` of a page of these brands and states.
 */
export async function casePage(
  cases: Pick<CaseStore, 'newest'>,
  brandIds: readonly string[],
  wanted: Wanted,
): Promise<CasePage> {
  const states = wanted.state ? [wanted.state] : CaseState.options;
  const order = brandIds.flatMap((brandId) => states.map((state) => ({ brandId, state })));
  let cursor: Cursor | undefined = wanted.after === undefined ? order[0] : cursorOf(wanted.after);
  let at = order.findIndex((each) => each.brandId === cursor?.brandId && each.state === cursor.state);
  if (cursor && at < 0) throw new ApiError(400, 'invalid', 'This "after" is not the "next" of a page like this.');
  const found: Case[] = [];
  for (let reads = 0; cursor && reads < MOST_READS && found.length < wanted.limit; reads++) {
    const page = await cases.newest(cursor.brandId, cursor.state, cursor.after);
    found.push(...page.cases.filter((record) => isWanted(record, wanted)));
    if (!page.next) at += 1;
    const following: Cursor | undefined = page.next ? { ...cursor, after: page.next } : order[at];
    cursor = following;
  }
  return { cases: found, ...(cursor && { next: Buffer.from(JSON.stringify(cursor)).toString('base64url') }) };
}

const isWanted = (record: Case, { marketplace, wants }: Wanted): boolean =>
  (marketplace === undefined || record.listing.marketplace === marketplace) && (!wants || wantsSecondOpinion(record));

function cursorOf(text: string): Cursor {
  try {
    const cursor = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    // A position is a key of the index: one of another brand would read another brand.
    if (!cursor.after || cursor.after.brandId === cursor.brandId) return cursor;
  } catch {
    // said below
  }
  throw new ApiError(400, 'invalid', 'This "after" is not the "next" of a page.');
}

const COLUMNS = [
  'id',
  'brand',
  'state',
  'probability',
  'marketplace',
  'title',
  'price',
  'currency',
  'seller',
  'url',
  'openedAt',
  'updatedAt',
];

/** The page as CSV or as JSON Lines, when the Accept header asks for one of them. */
export function asText(accept: string | undefined, { cases, next }: CasePage) {
  if (accept?.includes('application/jsonl'))
    return { type: 'application/jsonl', content: cases.map((each) => `${JSON.stringify(each)}\n`).join(''), next };
  if (!accept?.includes('text/csv')) return undefined;
  // Titles are sellers' text: what a spreadsheet would take for a formula gets a quote in front.
  const content = stringify([COLUMNS, ...cases.map(row)], { escape_formulas: true });
  return { type: 'text/csv; charset=utf-8; header=present', content, next };
}

function row({ id, brandId, state, verdict, listing, openedAt, updatedAt }: Case): string[] {
  const { marketplace, title, price, seller, url } = listing;
  const amount = price ? [String(majorAmount(price)), price.currency] : ['', ''];
  const cells = [id, brandId, state, verdict.probability.toFixed(4), marketplace, title, ...amount];
  return [...cells, seller?.id ?? seller?.name ?? '', url, openedAt, updatedAt];
}

import { type Case, CaseState } from '#shared/domain/case.ts';
import type { CaseListPage, CaseListStore } from '#shared/stores/case-list-store.ts';
import { ListPosition } from '#shared/stores/case-list-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { type CaseQuery, filterOf, isNarrowed, refuseContradictions } from './case-filter.ts';
import { MOST_READS, type Position, pageOf } from './paging.ts';
import { notFound } from './problem.ts';

type Stores = { caseLists: CaseListStore; cases: Pick<CaseStore, 'get' | 'getMany'> };
type Source = { brandId: string; state?: CaseState };

/** Of these each has a batch of cases behind it of which few are wanted. */
const MOST_NARROWED = 5;
/** Cases that one query names. */
const KEYS = 100;
/** Of the index that knows enough of a case to leave most of them unread. */
const REVIEW_KEYS = 500;

/**
 * One page of cases, at most `limit`; a page may hold fewer, or none, and still have a `next`.
 * @throws ApiError when the parameters do not go together, or `after` is not the `next` of a page of the same ones.
 */
export async function casePage(
  stores: Stores,
  brandIds: readonly string[],
  query: CaseQuery,
): Promise<{ items: Case[]; next?: string }> {
  refuseContradictions(query);
  const like = query.like === undefined ? undefined : await stores.cases.get(query.like);
  if (query.like !== undefined && !like) notFound('case', query.like);
  const { mayBeWanted, isWanted } = filterOf(query, like);
  const { after, ...question } = query;
  const read = async (source: Source, position: Position | undefined, room: number) => {
    const keys = isNarrowed(query) ? KEYS : room;
    const page = await listed(stores.caseLists, source, query, {
      keys,
      after: position && ListPosition.parse(position),
    });
    const candidates = page.listed.filter(mayBeWanted).slice(0, KEYS);
    const records = new Map(
      (await stores.cases.getMany(candidates.map(({ caseId }) => caseId))).map((record) => [record.id, record]),
    );
    const wanted = candidates.filter(({ caseId }) => records.has(caseId) && isWanted(records.get(caseId)!));
    const items = wanted.slice(0, room).map(({ caseId }) => records.get(caseId)!);
    // Left off at the last one that is given, or was looked at: the others come with the next page.
    const isCut = wanted.length > room || candidates.length === KEYS;
    const last = wanted.length > room ? wanted[room - 1] : candidates.at(-1);
    return { items, next: isCut && !isLast(page, last) ? last!.position : page.next };
  };
  const sources = sourcesOf(brandIds, query);
  const mostReads = isNarrowed(query) ? MOST_NARROWED : MOST_READS;
  return pageOf({ sources, question, after, limit: query.limit, mostReads, read });
}

const isLast = ({ listed }: CaseListPage, one: CaseListPage['listed'][number] | undefined): boolean =>
  listed.at(-1) === one;

/** By state, where only the time of entering it is asked about: the index is sorted by both. */
function sourcesOf(brandIds: readonly string[], { state, since, seller, sort }: CaseQuery) {
  const isByTime = since !== undefined && !state && !seller && sort === 'newest';
  const states: (CaseState | undefined)[] = isByTime ? CaseState.options : [state];
  return brandIds.flatMap((brandId) =>
    states.map((each) => ({ name: `${brandId}~${each ?? ''}`, source: { brandId, ...(each && { state: each }) } })),
  );
}

function listed(
  caseLists: CaseListStore,
  { brandId, state }: Source,
  query: CaseQuery,
  { keys, after }: { keys: number; after: ListPosition | undefined },
): Promise<CaseListPage> {
  const { sort, seller, since } = query;
  const part = { limit: keys, ...(after && { after }) };
  if (sort === 'worth')
    return caseLists.byWorth(brandId, { ...part, ...(isNarrowed(query) && { limit: REVIEW_KEYS }) });
  if (!seller) return caseLists.byState(brandId, { state, since, ...part });
  const cut = seller.indexOf('~');
  return caseLists.ofSeller(brandId, { marketplace: seller.slice(0, cut), sellerId: seller.slice(cut + 1), ...part });
}

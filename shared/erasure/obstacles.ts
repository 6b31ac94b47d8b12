import type { Case } from '#shared/domain/case.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { isClosedState } from '#shared/stores/case-item.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import type { SellerHoldings } from './seller-holdings.ts';

const isOver = ({ state }: NoticeRecord): boolean => state === 'closed' || state === 'withdrawn';

/** Why a brand must not be erased yet: what was stated to a venue cannot be taken back by forgetting it. */
export const brandObstacles = (notices: readonly NoticeRecord[]): string[] =>
  notices
    .filter((notice) => !isOver(notice))
    .map(({ id, state }) => `notice ${id} is under way (${state}): let it end, or withdraw it`);

/** Why a seller must not be erased yet, each with the next step. What serves a legal claim stays until the claim is settled. */
export async function sellerObstacles(
  { cases, notices, storeFiles }: Pick<SellerHoldings, 'cases' | 'notices' | 'storeFiles'>,
  rollUps: Pick<RollUpStore, 'rolledTo'>,
): Promise<string[]> {
  const open = cases.filter(({ state }) => !isClosedState(state));
  return [
    ...open.map(({ id, state }) => `case ${id} is open (${state}): decide it, or withdraw its notice`),
    ...brandObstacles(notices),
    ...storeFiles
      .filter(({ state }) => state === 'filed')
      .map(({ id }) => `the venue was asked to close the store ${id}: say what it decided`),
    ...(await uncounted(cases, rollUps)),
  ];
}

/** The figures of a day are counted in the night after it, from the cases. */
async function uncounted(cases: readonly Case[], rollUps: Pick<RollUpStore, 'rolledTo'>): Promise<string[]> {
  const byBrand = Map.groupBy(cases, ({ brandId }) => brandId);
  const found = await Promise.all(
    [...byBrand].map(async ([brandId, own]) => {
      const rolledTo = await rollUps.rolledTo(brandId);
      const late = own.filter(({ updatedAt }) => rolledTo === undefined || updatedAt.slice(0, 10) > rolledTo);
      return late.map(({ id }) => `case ${id} changed since the figures of ${brandId} were counted: erase it tomorrow`);
    }),
  );
  return found.flat();
}

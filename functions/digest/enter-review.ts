import { logger } from '#shared/runtime/logger.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';

export type EnterReviewServices = { brands: Pick<BrandStore, 'list'>; cases: Pick<CaseStore, 'enterReview'> };

/** Cases from before 2026-12 that wait for a person come into the order of review, and are looked at, from the first tick of the new code on; later ones are. */
export async function enterReviewOfEveryBrand({ brands, cases }: EnterReviewServices): Promise<void> {
  for (const { id } of await brands.list()) {
    const entered = await cases.enterReview(id);
    if (entered > 0) logger.info('old cases entered the review', { brandId: id, count: entered });
  }
}

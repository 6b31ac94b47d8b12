import type { Case } from '#shared/domain/case.ts';
import { MOST_TEST_BUYS, type TestBuy } from '#shared/domain/test-buy.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';

/** Writes down how a test purchase stands: the order is its key, and what is known already stays unless it is said anew. */
export async function recordTestBuy(
  record: Case,
  bought: TestBuy,
  { cases }: { cases: Pick<CaseStore, 'update'> },
): Promise<{ case: Case } | { refused: string }> {
  const others = record.testBuys.filter(({ orderId }) => orderId !== bought.orderId);
  if (others.length >= MOST_TEST_BUYS) return { refused: `A case takes ${MOST_TEST_BUYS} test purchases.` };
  const before = record.testBuys.find(({ orderId }) => orderId === bought.orderId);
  const files = new Map([...(before?.files ?? []), ...bought.files].map((file) => [file.key, file]));
  const testBuys = [...others, { ...before, ...bought, files: [...files.values()] }];
  const updated = await cases.update(record, { testBuys });
  return updated ? { case: updated } : { refused: 'Somebody else changed the case meanwhile: look again.' };
}

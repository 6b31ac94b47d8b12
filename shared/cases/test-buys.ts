import type { Case } from '#shared/domain/case.ts';
import { MOST_TEST_BUYS, TestBuy } from '#shared/domain/test-buy.ts';
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
  const said = Object.entries(bought).filter(([, value]) => value !== undefined);
  // Each half may be right and the whole not: a case that holds such a whole could not be read again.
  const whole = TestBuy.safeParse({ ...before, ...Object.fromEntries(said), files: [...files.values()] });
  if (!whole.success) {
    const problems = whole.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { refused: `With what is known of ${bought.orderId}, ${problems.join('; ')}` };
  }
  const updated = await cases.update(record, { testBuys: [...others, whole.data] });
  return updated ? { case: updated } : { refused: 'Somebody else changed the case meanwhile: look again.' };
}

import type { Case } from '#shared/domain/case.ts';
import { isGoneTarget, isOpenTarget } from '#shared/domain/target.ts';
import { foundGenuine, MOST_TEST_BUYS, TestBuy } from '#shared/domain/test-buy.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';

type Services = {
  cases: Pick<CaseStore, 'update'>;
  notices: Pick<NoticeStore, 'getTarget' | 'writeTarget'>;
  clock: () => Date;
};

/** A look at its page may be written down at the same moment. */
const TRIES = 3;

/** Writes down how a test purchase stands: the order is its key, and what is known already stays unless it is said anew. */
export async function recordTestBuy(
  record: Case,
  bought: TestBuy,
  { cases, notices, clock }: Services,
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
  if (updated && foundGenuine(updated.testBuys)) await lookSoon(updated, { notices, clock });
  return updated ? { case: updated } : { refused: 'Somebody else changed the case meanwhile: look again.' };
}

/** The notice that names genuine goods is wrong today, and its next look may be weeks away, or was the last. Refused or withdrawn it has none. */
async function lookSoon(
  { id, noticeId }: Case,
  { notices, clock }: Pick<Services, 'notices' | 'clock'>,
): Promise<void> {
  const nextCheckAt = clock().toISOString();
  for (let tried = 0; noticeId && tried < TRIES; tried++) {
    const target = await notices.getTarget(noticeId, id);
    if (!target?.sentAt || target.authorisedSince || !(isOpenTarget(target) || isGoneTarget(target))) return;
    if (await notices.writeTarget(target, { ...target, nextCheckAt })) return;
  }
}

import type { SealedCapture } from '#shared/domain/capture.ts';
import type { Case } from '#shared/domain/case.ts';
import { dayOf, isWithin, type Period } from '#shared/domain/days.ts';
import type { Money } from '#shared/domain/money.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';

export type RemovedOffer = {
  title: string;
  marketplace: string;
  price: Money | null;
  /** On which the venue removed it. */
  day: string;
  capture: SealedCapture;
};

export const MOST_PICTURED = 24;
/** Pages of a hundred cases. */
const MOST_READS = 5;

/** Of the offers that were removed in the period and are gone still, those removed last of which a capture is kept; at most 24. */
export async function removedOffers(
  brandId: string,
  period: Period,
  cases: Pick<CaseStore, 'newest'>,
): Promise<RemovedOffer[]> {
  const found: RemovedOffer[] = [];
  let after: Parameters<CaseStore['newest']>[2];
  for (let read = 0; read < MOST_READS && found.length < MOST_PICTURED; read++) {
    const page = await cases.newest(brandId, 'removed', after);
    found.push(...page.cases.flatMap((record) => removedIn(record, period) ?? []));
    after = page.next;
    const last = page.cases.at(-1);
    if (!after || !last || dayOf(last.updatedAt) < period.from) break;
  }
  return found.slice(0, MOST_PICTURED);
}

function removedIn({ events, evidence, listing }: Case, period: Period): RemovedOffer | undefined {
  const removed = events.find(({ to }) => to === 'removed');
  if (!removed || !evidence || !isWithin(dayOf(removed.at), period)) return undefined;
  const { title, marketplace, price } = listing;
  return { title, marketplace, price, day: dayOf(removed.at), capture: evidence };
}

import { HOUR_MS } from '#shared/domain/time-units.ts';
import { listingId } from './catalogue.ts';
import type { Complaint } from './notice-book.ts';
import type { CatalogueEntry } from './offer.ts';
import { newAccount } from './sellers.ts';
import { isAuthorised, type ShopListing } from './shop-listing.ts';

const DECIDED_AFTER_MS = 20 * HOUR_MS;
/** The closed seller is back under a new account. */
const BACK_AFTER_MS = 30 * HOUR_MS;
const REMOVALS_NEEDED = 3;
/** Of every three stores that could be closed the second is kept. */
const KEPT = (index: number) => index % 3 === 1;

export type Closure = { sellerId: string; closedAt: Date };

/** Which of the stores complained about are closed: those of which enough offers had been removed by then, but for some that are kept. */
export function closuresOf(complaints: readonly Complaint[], listings: Iterable<ShopListing>): Closure[] {
  const all = [...listings];
  const deserved = complaints
    .map(({ sellerId, receivedAt }) => ({ sellerId, closedAt: new Date(receivedAt.getTime() + DECIDED_AFTER_MS) }))
    .filter(({ sellerId, closedAt }) => {
      const own = all.filter(({ offer }) => offer.sellerId === sellerId);
      const removed = own.filter(({ removedAt }) => removedAt && removedAt <= closedAt);
      return removed.length >= REMOVALS_NEEDED && !own.some(isAuthorised);
    });
  return deserved.filter((_, index) => !KEPT(index));
}

/** What a closed seller sold last comes back under another account, as if it were somebody else's. */
export function underNewAccount(
  seed: string,
  { sellerId, closedAt }: Closure,
  listings: Iterable<ShopListing>,
  openedAt: Date,
): CatalogueEntry[] {
  const fakes = [...listings].filter(
    ({ offer, truth, removedAt, conduct }) =>
      offer.sellerId === sellerId && truth.counterfeit && removedAt && !conduct.course && conduct.relistings === 0,
  );
  return fakes.slice(0, 2).map(({ offer, truth, conduct }, index) => {
    const listedAfterHours = (closedAt.getTime() + BACK_AFTER_MS - openedAt.getTime()) / HOUR_MS + 3 * index;
    const id = listingId(seed, `${offer.id}/elsewhere`);
    return {
      offer: { ...offer, id, sellerId: newAccount(sellerId), soldCount: 0, listedAfterHours },
      truth,
      conduct: { ...conduct, raisesPrice: false },
    };
  });
}

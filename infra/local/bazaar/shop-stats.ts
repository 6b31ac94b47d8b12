import type { Closure } from './closures.ts';
import type { BookedNotice } from './notice-book.ts';
import { noticeStatus } from './notice-status.ts';
import { isAuthorised, occupantAt, type ShopListing, stateAt } from './shop-listing.ts';

export type BazaarStats = {
  /** Accepted notices, repeats of the same idempotency key not counted. */
  noticesReceived: number;
  distinctReferences: number;
  /** Accepted although the same listing was already noticed and the notice open or upheld, or the very same body was. */
  noticesSentTwice: number;
  /** Same idempotency key again: harmless, answered with the first notice's number. */
  repeats: number;
  /** Notices against the brand's own sellers. */
  authorisedTouched: number;
  removed: number;
  /** Listings that came back under a new id and are out by now. */
  relisted: number;
  storesClosed: number;
};

type Books = {
  seed: string;
  notices: readonly BookedNotice[];
  history: ReadonlyMap<string, ShopListing>;
  closures: readonly Closure[];
  repeats: number;
  now: Date;
};

export function bazaarStats({ seed, notices, history, closures, repeats, now }: Books): BazaarStats {
  const seen = [...history.values()].filter((listing) => stateAt(listing, now) !== 'not-yet');
  const isSameOffer = (listing: ShopListing, one: BookedNotice, other: BookedNotice) =>
    occupantAt(listing, one.receivedAt) === occupantAt(listing, other.receivedAt);
  const isDouble = (notice: BookedNotice, earlier: readonly BookedNotice[]) =>
    earlier.some(
      (other) =>
        other.body === notice.body ||
        other.listingIds.some(
          (id) =>
            notice.listingIds.includes(id) &&
            isSameOffer(history.get(id)!, other, notice) &&
            noticeStatus(seed, other.receivedAt, occupantAt(history.get(id)!, other.receivedAt), notice.receivedAt)
              .status !== 'rejected',
        ),
    );
  return {
    noticesReceived: notices.length,
    distinctReferences: new Set(notices.map((notice) => notice.reference)).size,
    noticesSentTwice: notices.filter((notice, index) => isDouble(notice, notices.slice(0, index))).length,
    repeats,
    authorisedTouched: notices.flatMap(({ listingIds }) => listingIds).filter((id) => isAuthorised(history.get(id)!))
      .length,
    removed: seen.filter((listing) => stateAt(listing, now) === 'removed').length,
    relisted: seen.filter((listing) => listing.relistingOf).length,
    storesClosed: closures.filter(({ closedAt }) => closedAt <= now).length,
  };
}

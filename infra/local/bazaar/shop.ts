import { randomUUID } from 'node:crypto';
import { buildCatalogue } from './catalogue.ts';
import type { BookedNotice, NoticeBook } from './notice-book.ts';
import type { NoticeBody } from './notice-format.ts';
import type { Truth } from './offer.ts';
import { noticeStatus, priceAt, type ShopListing, shopHistory, stateAt } from './shop-history.ts';
import { bazaarStats } from './shop-stats.ts';

export type Acceptance =
  | { outcome: 'accepted' | 'repeated'; notice: BookedNotice }
  | { outcome: 'key-reused' | 'unknown-listing' };

/** The stock and the notice book seen through the clock. */
export type Shop = ReturnType<typeof openShop>;

export function openShop(seed: string, book: NoticeBook, now: () => Date) {
  const catalogue = buildCatalogue(seed);
  let notices = book.all();
  let history = shopHistory(seed, catalogue, book.openedAt, notices);

  const listed = () => [...history.values()].filter((listing) => stateAt(listing, now()) !== 'not-yet');
  const find = (id: string): ShopListing | undefined => {
    const listing = history.get(id);
    return listing && stateAt(listing, now()) !== 'not-yet' ? listing : undefined;
  };

  return {
    seed,
    openedAt: book.openedAt,
    now,
    find,
    active: () => listed().filter((listing) => stateAt(listing, now()) === 'active'),
    stateOf: (listing: ShopListing) => stateAt(listing, now()),
    priceOf: (listing: ShopListing) => priceAt(listing, now()),

    acceptNotice(body: NoticeBody, rawBody: string, idempotencyKey: string): Acceptance {
      const listingIds = body.targets.map(({ listingId }) => listingId);
      const earlier = notices.find((notice) => notice.idempotencyKey === idempotencyKey);
      if (earlier && earlier.listingIds[0] !== listingIds[0]) return { outcome: 'key-reused' };
      if (earlier) {
        book.countRepeat();
        return { outcome: 'repeated', notice: earlier };
      }
      if (!listingIds.every(find)) return { outcome: 'unknown-listing' };
      const notice = {
        id: `BZ-${randomUUID()}`,
        idempotencyKey,
        reference: body.reference,
        listingIds,
        body: rawBody,
        receivedAt: now(),
      };
      book.add(notice);
      notices = [...notices, notice];
      history = shopHistory(seed, catalogue, book.openedAt, notices);
      return { outcome: 'accepted', notice };
    },

    noticesWith: (reference: string) => notices.filter((notice) => notice.reference === reference),
    noticeById: (id: string) => notices.find((notice) => notice.id === id),
    statusOf: ({ receivedAt, listingIds }: BookedNotice) =>
      listingIds.map((listingId) => ({
        listingId,
        ...noticeStatus(seed, receivedAt, history.get(listingId)!, now()),
      })),

    labels: (): Map<string, Truth> => new Map(listed().map((listing) => [listing.offer.id, listing.truth])),

    stats: () => bazaarStats({ seed, notices, history, repeats: book.repeats(), now: now() }),
  };
}

import { randomUUID } from 'node:crypto';
import { sampleStock } from './catalogue.ts';
import type { BookedNotice, NoticeBook } from './notice-book.ts';
import { type Courses, withCourses } from './notice-course.ts';
import type { NoticeBody } from './notice-format.ts';
import { noticeStatus } from './notice-status.ts';
import type { Truth } from './offer.ts';
import { shopHistory } from './shop-history.ts';
import { occupantAt, priceAt, type ShopListing, stateAt } from './shop-listing.ts';
import { bazaarStats } from './shop-stats.ts';

/** Less than the hour after which a sender may take a second "no" for true. */
const LOOK_UP_LAG_MS = 40 * 60_000;

export type Acceptance =
  | { outcome: 'accepted' | 'repeated'; notice: BookedNotice }
  | { outcome: 'key-reused' | 'unknown-listing' };

/** The stock and the notice book seen through the clock. */
export type Shop = ReturnType<typeof openShop>;

/** How the venue treats notices when it does not simply remove. */
export type Manners = {
  courses?: Courses;
  /** Of every fourth notice, beginning with the second, the answer is another page, and the look-up lags. */
  muddles?: boolean;
};

export function openShop(seed: string, book: NoticeBook, now: () => Date, { courses = [], muddles }: Manners = {}) {
  const catalogue = sampleStock(seed);
  let notices = book.all();
  const historyNow = () => {
    const entries = withCourses(courses, catalogue, notices);
    return shopHistory(seed, entries, book.openedAt, notices, book.complaints());
  };
  let { listings: history, closures } = historyNow();
  const refresh = () => {
    ({ listings: history, closures } = historyNow());
  };

  const isMuddled = ({ id }: BookedNotice) => muddles === true && notices.findIndex((each) => each.id === id) % 4 === 1;
  const listed = () =>
    [...history.values()]
      .map((listing) => occupantAt(listing, now()))
      .filter((listing) => stateAt(listing, now()) !== 'not-yet');
  const find = (id: string): ShopListing | undefined => {
    const listing = history.get(id);
    return listing && stateAt(listing, now()) !== 'not-yet' ? occupantAt(listing, now()) : undefined;
  };

  return {
    seed,
    openedAt: book.openedAt,
    now,
    find,
    active: () => listed().filter((listing) => stateAt(listing, now()) === 'active'),
    stateOf: (listing: ShopListing) => stateAt(listing, now()),
    priceOf: (listing: ShopListing) => priceAt(listing, now()),

    acceptNotice(body: Pick<NoticeBody, 'reference' | 'targets'>, rawBody: string, idempotencyKey: string): Acceptance {
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
      refresh();
      return { outcome: 'accepted', notice };
    },

    /** The first one counts: it is what was asked for. */
    takeLetter(notice: BookedNotice, text: string): void {
      book.addLetter(notice.id, text, now());
      notices = book.all();
      refresh();
    },

    /** The first one counts. */
    takeComplaint(sellerId: string, text: string): void {
      book.addComplaint({ sellerId, receivedAt: now() }, text);
      refresh();
    },
    isClosed: (sellerId: string) => closures.some((each) => each.sellerId === sellerId && each.closedAt <= now()),
    /** Whoever sells or has sold something. */
    knows: (sellerId: string) => listed().some(({ offer }) => offer.sellerId === sellerId),

    isMuddled,
    isOnTheBooks: (notice: BookedNotice) =>
      !isMuddled(notice) || now().getTime() >= notice.receivedAt.getTime() + LOOK_UP_LAG_MS,

    noticesWith: (reference: string) => notices.filter((notice) => notice.reference === reference),
    noticeById: (id: string) => notices.find((notice) => notice.id === id),
    statusOf: ({ receivedAt, listingIds }: BookedNotice) =>
      listingIds.map((listingId) => ({
        listingId,
        ...noticeStatus(seed, receivedAt, occupantAt(history.get(listingId)!, receivedAt), now()),
      })),

    labels: (): Map<string, Truth> => new Map(listed().map((listing) => [listing.offer.id, listing.truth])),

    stats: () => bazaarStats({ seed, notices, history, closures, repeats: book.repeats(), now: now() }),
  };
}

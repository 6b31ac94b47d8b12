import { listingId } from './catalogue.ts';
import type { BookedNotice } from './notice-book.ts';
import type { CatalogueEntry, Offer } from './offer.ts';
import { seededRandom } from './random.ts';
import { AUTHORISED_SELLERS } from './sellers.ts';

const HOUR_MS = 3_600_000;
const REVIEW_STARTS_AFTER_MS = 20 * 60_000;
const PRICE_MOVES_AFTER_MS = HOUR_MS;

/** One listing with its times; what it is at a moment is asked with `stateAt`. */
export type ShopListing = CatalogueEntry & {
  listedAt: Date;
  endsAt?: Date;
  firstNoticeAt?: Date;
  removedAt?: Date;
  relistingOf?: string;
};

export type ListingState = 'not-yet' | 'active' | 'ended' | 'removed';
export type NoticeStatus = {
  status: 'received' | 'in-review' | 'removed' | 'rejected';
  decidedAt?: Date;
  reason?: string;
};

/** The venue takes 2 to 40 hours, always the same for the same listing. */
function decisionDelayMs(seed: string, id: string): number {
  return seededRandom(`${seed}/decision/${id}`).between(2, 40) * HOUR_MS;
}

/** The same goods under a new id: the photo unchanged or barely touched, a word more or less in the title. */
function relisted(seed: string, old: ShopListing, openedAt: Date): CatalogueEntry {
  const random = seededRandom(`${seed}/relisting/${old.offer.id}`);
  const back = old.removedAt!.getTime() + random.between(24, 72) * HOUR_MS;
  const retouch = random.chance(0.5);
  const offer: Offer = {
    ...old.offer,
    id: listingId(seed, `${old.offer.id}/again`),
    title: random.pick([old.offer.title, `${old.offer.title} new`, `New ${old.offer.title}`]),
    priceMinor: Math.round(old.offer.priceMinor * random.pick([1, 1, 0.95, 1.05])),
    soldCount: 0,
    listedAfterHours: (back - openedAt.getTime()) / HOUR_MS,
    pictures: old.offer.pictures.map((picture) =>
      retouch
        ? { ...picture, edits: { ...picture.edits, crop: (picture.edits?.crop ?? 0) + 0.012, quality: 74 } }
        : picture,
    ),
  };
  const remaining = old.conduct.relistings === 2 ? 1 : 0;
  return { offer, truth: old.truth, conduct: { ...old.conduct, relistings: remaining } };
}

/**
 * Everything that ever was or will be in the shop, worked out afresh from the stock, the notices and the seed: nothing
 * of it is stored, so a restart cannot lose it.
 */
export function shopHistory(
  seed: string,
  catalogue: readonly CatalogueEntry[],
  openedAt: Date,
  notices: readonly BookedNotice[],
): Map<string, ShopListing> {
  const firstNotice = new Map<string, Date>();
  for (const notice of notices) {
    for (const id of notice.listingIds) if (!firstNotice.has(id)) firstNotice.set(id, notice.receivedAt);
  }
  const listings = new Map<string, ShopListing>();
  const admit = (entry: CatalogueEntry, relistingOf?: string) => {
    const { id, listedAfterHours, endsAfterHours } = entry.offer;
    const at = (hours: number) => new Date(openedAt.getTime() + hours * HOUR_MS);
    const firstNoticeAt = firstNotice.get(id);
    const listing: ShopListing = {
      ...entry,
      listedAt: at(listedAfterHours),
      ...(endsAfterHours === undefined ? {} : { endsAt: at(endsAfterHours) }),
      ...(firstNoticeAt ? { firstNoticeAt } : {}),
      ...(relistingOf ? { relistingOf } : {}),
    };
    listings.set(id, listing);
    if (!firstNoticeAt || !entry.truth.counterfeit) return;
    listing.removedAt = new Date(firstNoticeAt.getTime() + decisionDelayMs(seed, id));
    if (entry.conduct.relistings > 0) admit(relisted(seed, listing, openedAt), id);
  };
  for (const entry of catalogue) admit(entry);
  return listings;
}

export function stateAt(listing: ShopListing, now: Date): ListingState {
  if (listing.listedAt > now) return 'not-yet';
  if (listing.removedAt && listing.removedAt <= now) return 'removed';
  if (listing.endsAt && listing.endsAt <= now) return 'ended';
  return 'active';
}

export function priceAt(listing: ShopListing, now: Date): number {
  const noticed = listing.firstNoticeAt && now.getTime() > listing.firstNoticeAt.getTime() + PRICE_MOVES_AFTER_MS;
  return listing.conduct.raisesPrice && noticed ? Math.round(listing.offer.priceMinor * 2.2) : listing.offer.priceMinor;
}

export function isAuthorised(listing: ShopListing): boolean {
  return AUTHORISED_SELLERS.some((seller) => seller.id === listing.offer.sellerId);
}

/** What the venue answers about one offer of a notice at a moment. */
export function noticeStatus(seed: string, receivedAt: Date, listing: ShopListing, now: Date): NoticeStatus {
  const decidedAt = new Date(receivedAt.getTime() + decisionDelayMs(seed, listing.offer.id));
  if (now.getTime() < receivedAt.getTime() + REVIEW_STARTS_AFTER_MS) return { status: 'received' };
  if (listing.removedAt && listing.removedAt <= now) return { status: 'removed', decidedAt: listing.removedAt };
  if (now < decidedAt) return { status: 'in-review' };
  const reason = isAuthorised(listing)
    ? "the seller is the rights owner's own partner"
    : 'the seller showed that the goods are genuine, or that the mark is not used';
  return { status: 'rejected', decidedAt, reason };
}

import { HOUR_MS } from '#shared/domain/time-units.ts';
import { listingId } from './catalogue.ts';
import { type Closure, closuresOf, underNewAccount } from './closures.ts';
import type { BookedNotice, Complaint } from './notice-book.ts';
import { endOf, removalOf } from './notice-status.ts';
import type { CatalogueEntry, Offer } from './offer.ts';
import { seededRandom } from './random.ts';
import type { ShopListing } from './shop-listing.ts';

/** An id is given out again this long after its offer was removed. */
const REUSED_AFTER_MS = 30 * HOUR_MS;

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

export type ShopHistory = { listings: Map<string, ShopListing>; closures: Closure[] };

/**
 * Everything that ever was or will be in the shop, worked out afresh from the stock, the notices and the seed: nothing
 * of it is stored, so a restart cannot lose it.
 */
export function shopHistory(
  seed: string,
  catalogue: readonly CatalogueEntry[],
  openedAt: Date,
  notices: readonly BookedNotice[],
  complaints: readonly Complaint[] = [],
): ShopHistory {
  const listings = new Map<string, ShopListing>();
  const admit = (entry: CatalogueEntry, relistingOf?: string) => {
    const { id, listedAfterHours, endsAfterHours } = entry.offer;
    const at = (hours: number) => new Date(openedAt.getTime() + hours * HOUR_MS);
    const listing: ShopListing = {
      ...entry,
      listedAt: at(listedAfterHours),
      ...(endsAfterHours === undefined ? {} : { endsAt: at(endsAfterHours) }),
      notices: notices
        .filter((notice) => notice.listingIds.includes(id))
        .map(({ receivedAt, answeredAt }) => ({ receivedAt, ...(answeredAt && { answeredAt }) })),
      ...(relistingOf ? { relistingOf } : {}),
    };
    listings.set(id, listing);
    if (!entry.truth.counterfeit) return;
    const endsAt = endOf(listing);
    if (endsAt) listing.endsAt = endsAt;
    const removedAt = removalOf(seed, listing);
    if (!removedAt) return;
    listing.removedAt = removedAt;
    if (entry.conduct.course === 'reused') listing.reusedBy = reusing(seed, listing, catalogue);
    if (entry.conduct.relistings > 0) admit(relisted(seed, listing, openedAt), id);
  };
  for (const entry of catalogue) admit(entry);
  const closures = closuresOf(complaints, listings.values());
  for (const closure of closures) {
    const back = underNewAccount(seed, closure, listings.values(), openedAt);
    close(closure, listings);
    for (const entry of back) admit(entry);
  }
  return { listings, closures };
}

/** Nothing of the seller's stays, and nothing new comes. */
function close({ sellerId, closedAt }: Closure, listings: Map<string, ShopListing>): void {
  for (const [id, listing] of listings) {
    if (listing.offer.sellerId !== sellerId) continue;
    if (listing.listedAt >= closedAt) listings.delete(id);
    else if (!listing.removedAt || listing.removedAt > closedAt) listing.removedAt = closedAt;
  }
}

/** Another brand's goods by an ordinary seller, under the id of an offer that was removed. What is noticed from then on is about them. */
function reusing(seed: string, old: ShopListing, catalogue: readonly CatalogueEntry[]): ShopListing {
  const others = catalogue.filter(
    ({ truth, offer }) => truth.kind === 'other-brand' && offer.sellerId !== old.offer.sellerId,
  );
  const { offer, truth, conduct } = seededRandom(`${seed}/reused/${old.offer.id}`).pick(others);
  const listedAt = new Date(old.removedAt!.getTime() + REUSED_AFTER_MS);
  const notices = old.notices.filter(({ receivedAt }) => receivedAt >= listedAt);
  return { offer: { ...offer, id: old.offer.id, soldCount: 0 }, truth, conduct, listedAt, notices };
}

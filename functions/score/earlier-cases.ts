import type { Case } from '#shared/domain/case.ts';
import type { CaseLink, LinkReason } from '#shared/domain/case-link.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import type { ImageFacts } from '#shared/domain/signal.ts';
import { pdqDistance, SAME_PICTURE } from '#shared/imaging/image-distance.ts';
import { titleSimilarity } from '#shared/products/text-similarity.ts';
import { foldText } from '#shared/recognition/text-folding.ts';
import type { ConfirmedCases } from './confirmed-cases.ts';
import { isOfSameAccount } from './same-account.ts';

const SAME_TITLE = 0.8;
const MOST_LINKS = 5;

/**
 * @param contacts of the seller's that the offer gives
 * @param firstSeenAt of the listing: what was on sale beside the removed one all the time is no relisting
 */
export type Offer = {
  listing: Listing;
  images: readonly ImageFacts[];
  contacts: readonly string[];
  firstSeenAt: string;
};

/**
 * The earlier cases that an offer belongs with, those first that it continues; several offers may continue one case. Of the seller's own:
 * what went away after a notice and shows the same picture or nearly the same title. Of anybody's, on any marketplace: a confirmed
 * case with the same contact, a picture that is not the brand's, or the same wording. One of these may be chance or theft; two are the
 * same hand.
 */
export function linksToEarlier(offer: Offer, sellerCases: readonly Case[], confirmed: ConfirmedCases): CaseLink[] {
  const own = sellerCases.filter(isGone).flatMap((record) => ownLink(offer, record) ?? []);
  const known = new Set(sellerCases.map(({ id }) => id));
  const wordedLike = new Set(confirmed.wordedLike(offer.listing));
  const others = [...confirmed.byId.values()]
    .filter((record) => !known.has(record.id) && !isOfSameAccount(record.listing, offer.listing))
    .flatMap((record) => foreignLink(offer, record, wordedLike.has(record), confirmed) ?? []);
  return [...own, ...others]
    .toSorted((a, b) => Number(b.continues) - Number(a.continues) || b.reasons.length - a.reasons.length)
    .slice(0, MOST_LINKS);
}

/** Gone after our notice, whoever confirmed it: the seller knows why, and putting it up again is an answer. */
const isGone = ({ state, submittedAt, removedAt }: Case): boolean =>
  state === 'removed' || state === 'relisted' || (state === 'ended' && (submittedAt ?? removedAt) !== undefined);

function ownLink({ listing, images, firstSeenAt }: Offer, record: Case): CaseLink | undefined {
  if (listingKey(record.listing) === listingKey(listing)) return undefined;
  if (firstSeenAt < (record.submittedAt ?? record.openedAt)) return undefined;
  const reasons: LinkReason[] = [
    ...(hasSamePicture(record, images) ? ['picture' as const] : []),
    ...(hasSameTitle(record, listing) ? ['text' as const] : []),
  ];
  return reasons.length > 0 ? { caseId: record.id, reasons: ['account', ...reasons], continues: true } : undefined;
}

function foreignLink(
  { images, contacts, firstSeenAt }: Offer,
  record: Case,
  isWordedAlike: boolean,
  confirmed: ConfirmedCases,
): CaseLink | undefined {
  const hasContact = contacts.some((handle) => confirmed.byContact.get(handle)?.includes(record));
  const ownPictures = images.filter(({ pdq }) => !confirmed.mayBeOfficial(pdq));
  const reasons: LinkReason[] = [
    ...(hasContact ? ['contact' as const] : []),
    ...(hasSamePicture(record, ownPictures) ? ['picture' as const] : []),
    ...(isWordedAlike ? ['text' as const] : []),
  ];
  if (reasons.length === 0) return undefined;
  const isLater = firstSeenAt >= (record.submittedAt ?? record.openedAt);
  return { caseId: record.id, reasons, continues: isLater && reasons.length > 1 };
}

function hasSamePicture({ imageHashes }: Case, images: readonly ImageFacts[]): boolean {
  return images.some(({ pdq }) => imageHashes.some((known) => pdqDistance(known, pdq) <= SAME_PICTURE));
}

function hasSameTitle(record: Case, listing: Listing): boolean {
  return titleSimilarity(foldText(record.listing.title), foldText(listing.title)) >= SAME_TITLE;
}

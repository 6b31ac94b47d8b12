import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import type { ImageFacts, SellerLink } from '#shared/domain/signal.ts';
import { pdqDistance, SAME_PICTURE } from '#shared/imaging/image-distance.ts';
import { contactHandles } from '#shared/recognition/contact-handles.ts';
import type { ConfirmedCases } from './confirmed-cases.ts';
import { isPublicAddress } from './public-addresses.ts';
import { isOfSameAccount } from './same-account.ts';
import { isConfirmed } from './seller-record.ts';

/** The seller's contacts that an offer gives, in words or on its pictures. */
export function contactsOf(
  brand: Brand,
  { title, description = '' }: Listing,
  images: readonly ImageFacts[],
): string[] {
  const texts = [title, description, ...images.flatMap(({ words = [] }) => words.map(({ text }) => text))];
  return contactHandles(texts).filter((handle) => !isPublicAddress(handle, brand));
}

/**
 * What ties the seller to others whose offers were removed. The seller's own removed offers are the seller's record, and a picture
 * of the offer itself is another signal's business: neither is a link. A picture counts only from an offer of the other seller's that was
 * confirmed, and never one of the brand's: the rest is what honest shops show.
 */
export function linksToConfirmed(
  brand: Brand,
  listing: Listing,
  images: readonly ImageFacts[],
  sellerCases: readonly Case[],
  confirmed: ConfirmedCases,
): SellerLink[] {
  const link = (kind: SellerLink['kind'], what: string, record: Case): SellerLink[] => {
    const { seller } = record.listing;
    if (isOfSameAccount(record.listing, listing) || listingKey(record.listing) === listingKey(listing)) return [];
    return [{ kind, what, caseId: record.id, seller: seller?.name ?? seller?.id ?? 'a seller who is not named' }];
  };
  const elsewhere = sellerCases.filter((record) => listingKey(record.listing) !== listingKey(listing));
  const keptElsewhere = elsewhere
    .flatMap((record) => record.contactHandles)
    .filter((handle) => !isPublicAddress(handle, brand)); // older cases keep the brand's own
  const contacts = new Set([...contactsOf(brand, listing, images), ...keptElsewhere]);
  const shown = new Set(elsewhere.filter(isConfirmed).flatMap(({ imageHashes }) => imageHashes));
  const pictures = [...shown].filter((pdq) => !confirmed.mayBeOfficial(pdq));
  return [
    ...[...contacts].flatMap((handle) =>
      (confirmed.byContact.get(handle) ?? []).flatMap((record) => link('contact', handle, record)),
    ),
    ...pictures.flatMap((pdq) =>
      confirmed.images
        .filter((image) => pdqDistance(image.pdq, pdq) <= SAME_PICTURE)
        .flatMap(({ source }) => link('picture', 'picture', confirmed.byId.get(source)!)),
    ),
    ...confirmed.wordedLike(listing).flatMap((record) => link('text', 'wording', record)),
  ];
}

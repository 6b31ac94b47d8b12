import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { type OfferKey, offerOf } from '#shared/domain/offer.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import { programmeById, programmes } from './index.ts';

/** The programme that takes notices about offers on this marketplace, as listings name it ("ebay@ebay.de"). */
export function programmeOf(marketplace: string): Programme {
  return programmeById(marketplaceById(marketplace)?.marketplace.programme ?? 'report-form');
}

/** The programme that one offer is reported to: another one's where the brand has arranged it and the page's headers show it. */
export function programmeFor(
  marketplace: string,
  { enforcement }: Pick<Brand, 'enforcement'>,
  headers: Readonly<Record<string, string>>,
): Programme {
  const usual = programmeOf(marketplace);
  const before = programmes.find(
    ({ id, standsBefore }) =>
      standsBefore?.programme === usual.id &&
      standsBefore.header in headers &&
      enforcement.channels.some(({ programme }) => programme === id),
  );
  return before ?? usual;
}

/** Which offer a listing is, as its marketplace says. */
export function offerKeyOf(listing: Listing): OfferKey {
  const marketplace = marketplaceById(listing.marketplace)?.marketplace;
  return marketplace?.offerKey?.(listing) ?? offerOf(listing);
}

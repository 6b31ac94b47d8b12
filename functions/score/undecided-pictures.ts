import type { Brand } from '#shared/domain/brand.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import type { UndecidedImage } from '#shared/domain/signal.ts';
import { nearestImage } from '#shared/imaging/image-distance.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { ttlMemoPerBrand } from '#shared/runtime/ttl-memo.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { OfficialImages, OfficialPictures } from './official-images.ts';
import { isOfSameAccount } from './same-account.ts';

/** Pictures in open cases of other sellers than this offer's. */
export type UndecidedPictures = (listing: Listing) => UndecidedImage[];

export type LookUpUndecided = (brand: Brand) => Promise<UndecidedPictures>;

const OPEN: readonly CaseState[] = ['flagged', 'awaiting-approval', 'submitted'];
const HONEST: readonly CaseState[] = ['dismissed', 'authorised'];

/** The newest hundred cases of each state, read once per brand and ten minutes in each process. */
export function createUndecidedPictures(
  cases: Pick<CaseStore, 'newest'>,
  officialImages: OfficialImages,
  clock: Clock,
): LookUpUndecided {
  return ttlMemoPerBrand(clock, async (brand) => {
    const newest = async (states: readonly CaseState[]) =>
      (await Promise.all(states.map(async (state) => (await cases.newest(brand.id, state)).cases))).flat();
    const open = (await newest(OPEN)).filter(
      ({ imageHashes, listing }) => imageHashes.length > 0 && listing.seller?.id,
    );
    if (open.length === 0) return () => [];
    return undecidedPictures(open, await officialImages(brand), await newest(HONEST));
  });
}

/**
 * None while a picture that the brand names is not at hand, or it names none, or more than are looked at: any of these might be
 * its own, which honest shops show too.
 * @param cleared cases whose offers were found honest: what they show is nobody's sign
 */
export function undecidedPictures(
  open: readonly Case[],
  { images, known }: Pick<OfficialPictures, 'images' | 'known'>,
  cleared: readonly Case[],
): UndecidedPictures {
  if (known !== 'all') return () => [];
  const shownHonestly = cleared.flatMap(({ id, imageHashes }) => imageHashes.map((pdq) => ({ source: id, pdq })));
  const isShared = (pdq: string): boolean =>
    [images, shownHonestly].some((some) => nearestImage([{ pdq, pdqQuality: 100 }], some) !== undefined);
  const own = open.map((record) => ({
    record,
    pictures: record.imageHashes
      .filter((pdq) => !isShared(pdq))
      .map((pdq): UndecidedImage => ({ source: record.id, pdq, seller: accountOf(record.listing) })),
  }));
  return (listing) =>
    listing.seller?.id === undefined
      ? []
      : own
          .filter(({ record }) => !isOfSameAccount(record.listing, listing))
          .filter(({ record }) => listingKey(record.listing) !== listingKey(listing))
          .flatMap(({ pictures }) => pictures);
}

const accountOf = ({ marketplace, seller }: Listing): string => `${marketplace}/${seller!.id}`;

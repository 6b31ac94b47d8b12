import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import { type Listing, listingKey } from '#shared/domain/listing.ts';
import type { UndecidedImage } from '#shared/domain/signal.ts';
import { nearestImage } from '#shared/imaging/image-distance.ts';
import { nameKey } from '#shared/recognition/same-name.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { ttlMemoPerBrand } from '#shared/runtime/ttl-memo.ts';
import { isAuthorised } from '#shared/signals/authorised-seller.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { OfficialImages, OfficialPictures } from './official-images.ts';
import { isPublicAddress } from './public-addresses.ts';
import { contactsOf } from './seller-links.ts';

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
    return undecidedPictures(brand, open, await officialImages(brand), await newest(HONEST));
  });
}

/**
 * None while a picture that the brand names is not at hand, or it names none, or more than are looked at: any of these might be
 * its own, which honest shops show too.
 * Accounts that give one contact are one seller, who shows one picture wherever he sells; and whom the brand has authorised meanwhile
 * shows it rightly.
 * @param cleared cases whose offers were found honest: what they show is nobody's sign
 */
export function undecidedPictures(
  brand: Brand,
  open: readonly Case[],
  { images, known }: Pick<OfficialPictures, 'images' | 'known'>,
  cleared: readonly Case[],
): UndecidedPictures {
  if (known !== 'all') return () => [];
  const shownHonestly = cleared.flatMap(({ id, imageHashes }) => imageHashes.map((pdq) => ({ source: id, pdq })));
  const isShared = (pdq: string): boolean =>
    [images, shownHonestly].some((some) => nearestImage([{ pdq, pdqQuality: 100 }], some) !== undefined);
  const unauthorised = open.filter(({ listing }) => !isAuthorised({ brand, listing }));
  const contacts = ({ contactHandles }: Case) => contactHandles.filter((handle) => !isPublicAddress(handle, brand)); // older cases keep the brand's own
  const sellerOf = sellersByContact(unauthorised.map((record) => [accountOf(record.listing), ...contacts(record)]));
  const own = unauthorised.map((record) => ({
    record,
    pictures: record.imageHashes
      .filter((pdq) => !isShared(pdq))
      .map((pdq): UndecidedImage => ({ source: record.id, pdq, seller: sellerOf(accountOf(record.listing)) })),
  }));
  return (listing) => {
    if (listing.seller?.id === undefined) return [];
    const same = new Set([accountOf(listing), ...contactsOf(brand, listing, [])].map(sellerOf));
    return own
      .filter(({ record }) => listingKey(record.listing) !== listingKey(listing))
      .flatMap(({ pictures }) => pictures.filter(({ seller }) => !same.has(seller)));
  };
}

const accountOf = ({ marketplace, seller }: Listing): string =>
  `${accountGroupOf(marketplace)}/${nameKey(seller!.id!)}`;

/** By account or contact, one name for all that are tied. @param ties accounts and contacts that stand in one case */
function sellersByContact(ties: readonly (readonly string[])[]): (accountOrContact: string) => string {
  const tiedTo = new Map<string, string>();
  const sellerOf = (one: string): string => {
    let name = one;
    while (tiedTo.has(name)) name = tiedTo.get(name)!;
    return name;
  };
  for (const [first, ...others] of ties)
    for (const other of others) {
      const [a, b] = [sellerOf(first!), sellerOf(other)];
      if (a !== b) tiedTo.set(b, a);
    }
  return sellerOf;
}

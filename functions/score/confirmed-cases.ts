import type { Brand } from '#shared/domain/brand.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import type { InfringingImage, ReferenceImage } from '#shared/domain/signal.ts';
import { nearestImage } from '#shared/imaging/image-distance.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { ttlMemoPerBrand } from '#shared/runtime/ttl-memo.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { OfficialImages, OfficialPictures } from './official-images.ts';
import { isConfirmed } from './seller-record.ts';

/**
 * What confirmed offers that were removed have left behind: the pictures of their own (`source` is the case) and the contacts they gave.
 * Counterfeiters copy the brand's pictures and honest shops show them: those tie nobody to a removed offer.
 */
export type ConfirmedCases = {
  images: InfringingImage[];
  mayBeOfficial: (pdq: string) => boolean;
  byContact: ReadonlyMap<string, readonly Case[]>;
  byId: ReadonlyMap<string, Case>;
};

export type LookUpConfirmed = (brand: Brand) => Promise<ConfirmedCases>;

/** Read once per brand and ten minutes in each process. */
export function createConfirmedCases(
  cases: Pick<CaseStore, 'byBrand'>,
  officialImages: OfficialImages,
  clock: Clock,
): LookUpConfirmed {
  return ttlMemoPerBrand(clock, async (brand) => {
    const casesIn = async (...states: CaseState[]) =>
      (await Promise.all(states.map((state) => cases.byBrand(brand.id, state)))).flat();
    const removed = (await casesIn('removed', 'relisted')).filter(isConfirmed);
    if (!removed.some(({ imageHashes }) => imageHashes.length > 0))
      return confirmedCases(removed, { images: [], known: 'all' }, []);
    const official = await officialImages(brand);
    return confirmedCases(removed, official, isInDoubt(official) ? await casesIn('dismissed', 'authorised') : []);
  });
}

/**
 * While one of the pictures that the brand names is not at hand, any picture might be that one, and none is held against a
 * seller. Where it names none, or more than are looked at, those of removed offers count against the seller with that doubt.
 * @param cleared cases whose offers were found honest: what they show is held against nobody
 */
export function confirmedCases(
  records: readonly Case[],
  official: OfficialPictures,
  cleared: readonly Case[],
): ConfirmedCases {
  // A case keeps no hashes of its pictures' parts, so an official picture in a removed offer's collage is not recognised here.
  const isIn = (pdq: string, images: readonly ReferenceImage[]): boolean =>
    nearestImage([{ pdq, pdqQuality: 100 }], images) !== undefined;
  const shownHonestly = cleared.flatMap(({ id, imageHashes }) => imageHashes.map((pdq) => ({ source: id, pdq })));
  const contacts = records.flatMap((record) => record.contactHandles.map((handle) => ({ handle, record })));
  const images = records.flatMap(({ id, imageHashes }) =>
    imageHashes
      .filter((pdq) => !isIn(pdq, official.images) && !isIn(pdq, shownHonestly))
      .map((pdq) => ({ source: id, pdq, mayBeOfficial: isInDoubt(official) })),
  );
  const byContact = Map.groupBy(contacts, ({ handle }) => handle);
  return {
    images: official.known === 'not all' ? [] : images,
    mayBeOfficial: (pdq) => official.known !== 'all' || isIn(pdq, official.images),
    byContact: new Map([...byContact].map(([handle, group]) => [handle, group.map(({ record }) => record)])),
    byId: new Map(records.map((record) => [record.id, record])),
  };
}

/** No fetch that fails is the reason: it will be so tomorrow too. */
const isInDoubt = ({ known }: OfficialPictures): boolean => known === 'none named' || known === 'first of many';

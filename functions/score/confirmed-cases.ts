import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { rememberedPerBrand } from '#shared/runtime/remembered.ts';
import { nearestImage } from '#shared/scoring/image-distance.ts';
import type { ReferenceImage } from '#shared/scoring/signal.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { OfficialImages, OfficialPictures } from './official-images.ts';

/**
 * What offers that were removed have left behind: the pictures of their own (`source` is the case) and the contacts they gave.
 * Counterfeiters copy the brand's pictures and honest shops show them: those tie nobody to a removed offer.
 */
export type ConfirmedCases = {
  images: ReferenceImage[];
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
  return rememberedPerBrand(clock, async (brand) => {
    const states = ['removed', 'relisted'] as const;
    const records = (await Promise.all(states.map((state) => cases.byBrand(brand.id, state)))).flat();
    const hasPictures = records.some(({ imageHashes }) => imageHashes.length > 0);
    return confirmedCases(records, hasPictures ? await officialImages(brand) : { images: [], areAllKnown: false });
  });
}

export function confirmedCases(records: readonly Case[], official: OfficialPictures): ConfirmedCases {
  // While one of the brand's pictures is not known, any picture might be that one: then none is held against a seller. A case
  // keeps no hashes of its pictures' parts, so an official picture in a removed offer's collage is not recognised here.
  const mayBeOfficial = (pdq: string): boolean =>
    !official.areAllKnown || nearestImage([{ pdq, pdqQuality: 100 }], official.images) !== undefined;
  const contacts = records.flatMap((record) => record.contactHandles.map((handle) => ({ handle, record })));
  const byContact = Map.groupBy(contacts, ({ handle }) => handle);
  return {
    images: records.flatMap(({ id, imageHashes }) =>
      imageHashes.filter((pdq) => !mayBeOfficial(pdq)).map((pdq) => ({ source: id, pdq })),
    ),
    mayBeOfficial,
    byContact: new Map([...byContact].map(([handle, group]) => [handle, group.map(({ record }) => record)])),
    byId: new Map(records.map((record) => [record.id, record])),
  };
}

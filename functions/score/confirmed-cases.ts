import type { Brand } from '#shared/domain/brand.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { InfringingImage, ReferenceImage } from '#shared/domain/signal.ts';
import { nearestImage } from '#shared/imaging/image-distance.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { ttlMemoPerBrand } from '#shared/runtime/ttl-memo.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { OfficialImages, OfficialPictures } from './official-images.ts';
import { isOfSameAccount } from './same-account.ts';
import { isConfirmed } from './seller-record.ts';
import { isSameWording, wordingOf } from './wording.ts';

/**
 * What confirmed offers that were removed have left behind: the pictures of their own (`source` is the case) and the contacts they gave.
 * Counterfeiters copy the brand's pictures and honest shops show them: those tie nobody to a removed offer.
 */
export type ConfirmedCases = {
  images: InfringingImage[];
  mayBeOfficial: (pdq: string) => boolean;
  byContact: ReadonlyMap<string, readonly Case[]>;
  byId: ReadonlyMap<string, Case>;
  /** Those whose seller wrote nearly the same, apart from what offers found honest say too. */
  wordedLike: (listing: Listing) => Case[];
};

export type LookUpConfirmed = (brand: Brand) => Promise<ConfirmedCases>;

const NO_PICTURES: Pick<OfficialPictures, 'images' | 'known'> = { images: [], known: 'all' };
const HONEST: readonly CaseState[] = ['dismissed', 'authorised'];

/** Read once per brand and ten minutes in each process. */
export function createConfirmedCases(
  cases: Pick<CaseStore, 'byBrand' | 'newest'>,
  officialImages: OfficialImages,
  clock: Clock,
): LookUpConfirmed {
  return ttlMemoPerBrand(clock, async (brand) => {
    const casesIn = async (...states: CaseState[]) =>
      (await Promise.all(states.map((state) => cases.byBrand(brand.id, state)))).flat();
    const removed = (await casesIn('removed', 'relisted')).filter(isConfirmed);
    if (removed.length === 0) return confirmedCases([], NO_PICTURES, []);
    const honest = await Promise.all(HONEST.map(async (state) => (await cases.newest(brand.id, state)).cases));
    if (!removed.some(({ imageHashes }) => imageHashes.length > 0))
      return confirmedCases(removed, NO_PICTURES, [], honest.flat());
    const official = await officialImages(brand);
    return confirmedCases(removed, official, isInDoubt(official) ? await casesIn(...HONEST) : [], honest.flat());
  });
}

/**
 * While one of the pictures that the brand names is not at hand, any picture might be that one, and none is held against a
 * seller. Where it names none, or more than are looked at, those of removed offers count against the seller with that doubt.
 * @param cleared cases whose offers were found honest: what they show is held against nobody
 * @param honest the latest offers found honest: a contact or a wording of theirs ties nobody to a removed one
 */
export function confirmedCases(
  records: readonly Case[],
  official: Pick<OfficialPictures, 'images' | 'known'>,
  cleared: readonly Case[],
  honest: readonly Case[] = [],
): ConfirmedCases {
  // A case keeps no hashes of its pictures' parts, so an official picture in a removed offer's collage is not recognised here.
  const isIn = (pdq: string, images: readonly ReferenceImage[]): boolean =>
    nearestImage([{ pdq, pdqQuality: 100 }], images) !== undefined;
  const shownHonestly = cleared.flatMap(({ id, imageHashes }) => imageHashes.map((pdq) => ({ source: id, pdq })));
  // A carrier's telephone, a line of service: what honest offers give as well is nobody's own.
  const commonContacts = new Set(honest.flatMap(({ contactHandles }) => contactHandles));
  const commonWording = new Set(honest.flatMap(({ listing }) => [...wordingOf(listing)]));
  const contacts = records.flatMap((record) =>
    record.contactHandles.filter((handle) => !commonContacts.has(handle)).map((handle) => ({ handle, record })),
  );
  const images = records.flatMap(({ id, imageHashes }) =>
    imageHashes
      .filter((pdq) => !isIn(pdq, official.images) && !isIn(pdq, shownHonestly))
      .map((pdq) => ({ source: id, pdq, mayBeOfficial: isInDoubt(official) })),
  );
  const wordings = records.map((record) => ({ record, pieces: wordingOf(record.listing, commonWording) }));
  const piecesOf = new Map(wordings.map(({ record, pieces }) => [record, pieces]));
  const picturesOf = Map.groupBy(images, ({ source }) => source);
  const areAlike = (a: Case, b: Case): boolean =>
    isSameWording(piecesOf.get(a)!, piecesOf.get(b)!) ||
    nearestImage(
      (picturesOf.get(a.id) ?? []).map(({ pdq }) => ({ pdq, pdqQuality: 100 })),
      picturesOf.get(b.id) ?? [],
    ) !== undefined;
  const byContact = new Map(
    [...Map.groupBy(contacts, ({ handle }) => handle)].map(([handle, group]) => [
      handle,
      group.map(({ record }) => record),
    ]),
  );
  return {
    images: official.known === 'not all' ? [] : images,
    mayBeOfficial: (pdq) => official.known !== 'all' || isIn(pdq, official.images),
    byContact: new Map([...byContact].filter(([, group]) => !isPublicContact(group, areAlike))),
    byId: new Map(records.map((record) => [record.id, record])),
    wordedLike: (listing) => {
      const pieces = wordingOf(listing, commonWording);
      return wordings.filter((other) => isSameWording(pieces, other.pieces)).map(({ record }) => record);
    },
  };
}

/** So many sellers who have nothing else in common give it that it is a carrier's or a forwarder's. */
const UNRELATED_GIVERS = 4;
const MOST_COMPARED = 20;

function isPublicContact(givers: readonly Case[], areAlike: (a: Case, b: Case) => boolean): boolean {
  const unrelated: Case[] = [];
  for (const record of givers.slice(0, MOST_COMPARED)) {
    const isKnown = unrelated.some(
      (other) => isOfSameAccount(other.listing, record.listing) || areAlike(other, record),
    );
    if (!isKnown) unrelated.push(record);
  }
  return unrelated.length >= UNRELATED_GIVERS;
}

/** No fetch that fails is the reason: it will be so tomorrow too. */
const isInDoubt = ({ known }: Pick<OfficialPictures, 'known'>): boolean =>
  known === 'none named' || known === 'first of many';

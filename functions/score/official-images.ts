import type { Brand } from '#shared/domain/brand.ts';
import type { ReferenceImage } from '#shared/domain/signal.ts';
import { decodeImage } from '#shared/imaging/decode-image.ts';
import { type GreyCopy, greyCopy, REFERENCE_SIDE } from '#shared/imaging/local-features.ts';
import { referenceImages } from '#shared/imaging/reference-images.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { logger } from '#shared/runtime/logger.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { ttlMemoPerBrand } from '#shared/runtime/ttl-memo.ts';
import type { PictureStore } from '#shared/stores/picture-store.ts';

/**
 * The brand's own pictures, hashed. `known`: whether these are all that it names. 'not all': one could not be had today;
 * 'first of many': it names more than are looked at; 'none named': there are none to compare with.
 */
export type OfficialPictures = {
  images: ReferenceImage[];
  /** By source, to look at their details; of those that were hashed elsewhere there is none. */
  copies: ReadonlyMap<string, GreyCopy>;
  known: 'all' | 'not all' | 'first of many' | 'none named';
};

/** Each takes 0.2 s to hash and 120 KB to keep. The brand's own file comes first, then one picture of each product. */
const MOST_PICTURES = 200;

export type OfficialImages = (brand: Brand) => Promise<OfficialPictures>;

type FetchImage = (url: string) => Promise<Uint8Array>;

/** With those that were hashed elsewhere. Looked at once per brand and ten minutes in each process; a picture that is still the same is not hashed again. */
export function createOfficialImages(
  fetchImage: FetchImage,
  pictures: Pick<PictureStore, 'all'>,
  clock: Clock,
): OfficialImages {
  const hash = hashedOnce();
  return ttlMemoPerBrand(clock, async (brand) => {
    const [stored, fetched] = await Promise.all([pictures.all(brand.id), officialImages(brand, fetchImage, hash)]);
    if (stored.length === 0) return fetched;
    return {
      ...fetched,
      images: [...stored, ...fetched.images],
      known: fetched.known === 'none named' ? 'all' : fetched.known,
    };
  });
}

/** Hashing a picture with its crops takes 0.2 s: by far the dearest part of looking again. */
function hashedOnce(): (url: string, bytes: Uint8Array) => Promise<LookedAt> {
  const known = new Map<string, { sha256: string; looked: Promise<LookedAt> }>();
  return (url, bytes) => {
    const sha256 = sha256Hex(bytes);
    const before = known.get(url);
    if (before?.sha256 === sha256) return before.looked;
    const looked = lookAt(url, bytes);
    known.set(url, { sha256, looked });
    return looked;
  };
}

type LookedAt = { source: string; images: ReferenceImage[]; copy: GreyCopy };

async function lookAt(source: string, bytes: Uint8Array): Promise<LookedAt> {
  const images = await referenceImages(source, bytes);
  return { source, images, copy: await greyCopy(await decodeImage(bytes), REFERENCE_SIDE) };
}

/** A picture that cannot be had today is left out, and missed until the next time: better than no scoring at all. */
async function officialImages(
  brand: Brand,
  fetchImage: FetchImage,
  look: ReturnType<typeof hashedOnce>,
): Promise<OfficialPictures> {
  const { images, products } = brand.fingerprint;
  const first = products.flatMap((product) => product.images.slice(0, 1));
  const named = [...new Set([...images, ...first, ...products.flatMap((product) => product.images)])];
  const addresses = named.filter((url) => /^https?:/.test(url)).slice(0, MOST_PICTURES);
  const looked = await Promise.all(
    addresses.map(async (url) => {
      try {
        return await look(url, await fetchImage(url));
      } catch (error) {
        logger.warn('reference picture missing', { brandId: brand.id, url, error });
        return undefined;
      }
    }),
  );
  const seen = looked.filter((picture) => picture !== undefined);
  return {
    images: seen.flatMap(({ images }) => images),
    copies: new Map(seen.map(({ source, copy }) => [source, copy])),
    known: knownOf(named.length, seen.length, addresses.length),
  };
}

function knownOf(named: number, seen: number, looked: number): OfficialPictures['known'] {
  if (named === 0) return 'none named';
  if (seen === named) return 'all';
  return looked === MOST_PICTURES && seen === looked ? 'first of many' : 'not all';
}

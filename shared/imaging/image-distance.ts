import type { ImageFacts, PicturePart, ReferenceImage } from '#shared/domain/signal.ts';
import { bitCount } from './bit-count.ts';

/** Below this quality a picture has too little structure to be told from others (Meta's advice for PDQ). */
export const LEAST_PDQ_QUALITY = 50;
/** Meta's threshold: no false match among 1.1 million pairs of clothing photos. */
export const SAME_PICTURE = 31;
/** Of 765,000 foreign pairs, parts included, one was 54 away and two within 60; chosen on those pairs, so they are no independent proof of it. Catches crops and edits that the threshold above loses. */
export const EDITED_PICTURE = 50;

/** Differing bits, 0..256, of two hashes of 64 hexadecimal digits. */
export const pdqDistance = (a: string, b: string): number => differingBits(bitsOf(a), bitsOf(b), 0, 256);

const WORDS = 8; // 32 bits each

function bitsOf(hash: string): Uint32Array {
  return Uint32Array.from({ length: WORDS }, (_, i) => Number.parseInt(hash.slice(8 * i, 8 * i + 8), 16));
}

/** Counts no further than it takes to see that there are more than `most`. */
function differingBits(bits: Uint32Array, known: Uint32Array, from: number, most: number): number {
  let distance = 0;
  for (let i = 0; i < WORDS && distance <= most; i++) distance += bitCount(bits[i]! ^ known[from + i]!);
  return distance;
}

/** `part` when only that part of the listing's picture is the reference. */
export type NearestImage<Reference> = {
  reference: Reference;
  distance: number;
  likeness: number;
  part?: PicturePart['kind'];
};

/** How a sentence of evidence begins. */
export const pictureOrPart = ({ part }: { part?: PicturePart['kind'] }): string =>
  part === 'cell' ? 'A part of the picture' : part ? 'The picture, apart from a strip along its edge,' : 'The picture';

/** What a sentence calls a picture that lies at an address or in a folder: its file's name. */
export function pictureName(source: string): string {
  const [path] = source.split(/[?#]/, 1);
  return path!.split('/').findLast((part) => part !== '') ?? source;
}

type SeenImage = Pick<ImageFacts, 'pdq' | 'pdqQuality' | 'parts'>;

/**
 * The reference nearest to any of the pictures or a part of one; undefined when none is near. `likeness` is 1 for the same
 * picture, less for an edited one.
 * @param within how many bits may differ
 */
export function nearestImage<Reference extends ReferenceImage>(
  images: readonly SeenImage[],
  references: readonly Reference[],
  within = EDITED_PICTURE,
): NearestImage<Reference> | undefined {
  const known = packed(references);
  let nearest: { at: number; distance: number; part?: PicturePart['kind'] } | undefined;
  for (const { kind, pdq } of images.flatMap(hashesOf)) {
    const bits = bitsOf(pdq);
    for (const at of known.comparable[kind ?? 'whole']) {
      const most = nearest ? nearest.distance - 1 : within;
      const distance = differingBits(bits, known.bits, WORDS * at, most);
      if (distance <= most) nearest = { at, distance, ...(kind && { part: kind }) };
    }
  }
  if (!nearest) return undefined;
  const beyond = Math.max(0, nearest.distance - SAME_PICTURE) / (EDITED_PICTURE - SAME_PICTURE);
  const { at, ...found } = nearest;
  return { reference: references[at]!, ...found, likeness: Math.max(0, 1 - 0.6 * beyond) };
}

/** The sources of the references nearest to the picture or a part of it, nearest first, however far away they are. */
export function nearestSources(image: SeenImage, references: readonly ReferenceImage[], most: number): string[] {
  const known = packed(references);
  const nearest = new Map<string, number>();
  for (const { kind, pdq } of hashesOf(image)) {
    const bits = bitsOf(pdq);
    for (const at of known.comparable[kind ?? 'whole']) {
      const { source } = references[at]!;
      const least = nearest.get(source) ?? 257;
      const distance = differingBits(bits, known.bits, WORDS * at, least);
      if (distance < least) nearest.set(source, distance);
    }
  }
  return [...nearest]
    .toSorted((a, b) => a[1] - b[1])
    .slice(0, most)
    .map(([source]) => source);
}

function hashesOf({ pdq, pdqQuality, parts = [] }: SeenImage): { kind?: PicturePart['kind']; pdq: string }[] {
  return [...(pdqQuality < LEAST_PDQ_QUALITY ? [] : [{ pdq }]), ...parts];
}

/** The bits of all references in a row, and which of them the whole picture or a part of it is held against. */
type Packed = { bits: Uint32Array; comparable: Record<'whole' | PicturePart['kind'], Uint32Array> };

const packedByReferences = new WeakMap<readonly ReferenceImage[], Packed>();

/** A brand's references are compared with every picture that is looked at: reading their digits once is enough. */
function packed(references: readonly ReferenceImage[]): Packed {
  const known = packedByReferences.get(references);
  if (known?.comparable.whole.length === references.length) return known;
  const fresh = pack(references);
  packedByReferences.set(references, fresh);
  return fresh;
}

/** A part is held only against what may stand there: each comparison more is another chance to be wrong. */
function pack(references: readonly ReferenceImage[]): Packed {
  const bits = new Uint32Array(WORDS * references.length);
  for (const [i, { pdq }] of references.entries()) bits.set(bitsOf(pdq), WORDS * i);
  const positions = (isComparable: (form: ReferenceImage['form']) => boolean): Uint32Array =>
    Uint32Array.from(references.flatMap(({ form }, i) => (isComparable(form) ? [i] : [])));
  return {
    bits,
    comparable: {
      whole: positions(() => true),
      cell: positions((form) => form === undefined || form === 'filling'),
      'without-strip': positions((form) => form === 'without-strip'),
    },
  };
}

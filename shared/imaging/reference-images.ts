import type { ReferenceImage } from '#shared/domain/signal.ts';
import { decodeImage, type Pixels } from './decode-image.ts';
import { LEAST_PDQ_QUALITY } from './image-distance.ts';
import {
  mirroredOf,
  type Part,
  partOf,
  type Region,
  tilted,
  turnedAndMirrored,
  wholeOf,
  withoutBorder,
} from './luma-edits.ts';
import { lumaSums, reducedRegion } from './luma-sums.ts';
import { hashOfReduced, type Luma } from './pdq.ts';
import { lumaForHashing, WITHOUT_STRIP } from './picture-hash.ts';

const SIDES_CUT_OFF: readonly Part[] = [
  [0, 0, 0.85, 1],
  [0.15, 0, 0.85, 1],
  [0, 0, 1, 0.85],
  [0, 0.15, 1, 0.85],
  [0.1, 0.1, 0.8, 0.8],
];
/** From everywhere: a hash follows a picture for some three percent of its width. */
const ENLARGED: readonly Part[] = [
  ...everywhere(0.94, 3),
  ...everywhere(0.88, 5),
  ...everywhere(0.82, 5),
  ...everywhere(0.76, 5),
  ...everywhere(0.7, 6),
];
/** What is left when a strip is cut off, or hidden under words and cut off by us, at one side. */
const ONE_SIDE_CUT_OFF: readonly Part[] = [0.92, 0.78, 0.72].flatMap((left): Part[] => [
  [0, 0, left, 1],
  [1 - left, 0, left, 1],
  [0, 0, 1, left],
  [0, 1 - left, 1, left],
]);
/** Width over height of the cells that collages have: halves and quarters of the usual pictures. */
const CELL_SHAPES = [1 / 2, 2 / 3, 3 / 4, 1, 4 / 3, 3 / 2, 2];
const SAME_SHAPE = 0.1; // a hash does not mind being stretched that much
const TILTS_DEGREES = [-9, -6, -3, 3, 6, 9];

function everywhere(size: number, steps: number): Part[] {
  const places = Array.from({ length: steps }, (_, i) => (i / (steps - 1)) * (1 - size));
  return places.flatMap((left) => places.map((top): Part => [left, top, size, size]));
}

/**
 * An official picture in the forms that copies take, hashed: whole, mirrored and turned, cut at the edges, tilted. Compare with
 * `pictureHash`. Finds 99 % of edited copies (17 kinds of edit, garment photos) where the plain hash finds half.
 * @param source what to call the picture in evidence. @throws Error when the bytes are no readable picture.
 */
export const referenceImages = async (source: string, bytes: Uint8Array): Promise<ReferenceImage[]> =>
  referenceForms(source, await decodeImage(bytes));

/** The same of a picture that is decoded already. */
export async function referenceForms(source: string, pixels: Pixels): Promise<ReferenceImage[]> {
  const luma = await lumaForHashing(pixels);
  const sums = lumaSums(luma);
  const inner = withoutBorder(luma, wholeOf(luma));
  const whole = reducedRegion(sums, inner);
  const [mirrored, ...turned] = turnedAndMirrored(whole);
  const forms: { form?: ReferenceImage['form']; reduced: Luma }[] = [
    { reduced: whole },
    { reduced: mirrored! },
    ...fillings(inner).map((part) => ({ form: 'filling' as const, reduced: reducedRegion(sums, partOf(inner, part)) })),
    ...WITHOUT_STRIP.map((part) => reducedRegion(sums, withoutBorder(luma, partOf(wholeOf(luma), part))))
      .flatMap((reduced) => [reduced, mirroredOf(reduced)])
      .map((reduced) => ({ form: 'without-strip' as const, reduced })),
    ...turned.map((reduced) => ({ form: 'edited' as const, reduced })),
    ...[...SIDES_CUT_OFF, ...ONE_SIDE_CUT_OFF, ...ENLARGED]
      .map((part) => reducedRegion(sums, withoutBorder(luma, partOf(wholeOf(luma), part))))
      .flatMap((reduced) => [reduced, mirroredOf(reduced)])
      .map((reduced) => ({ form: 'edited' as const, reduced })),
    ...TILTS_DEGREES.flatMap((degrees) => reducedTilts(luma, degrees)).map((reduced) => ({
      form: 'edited' as const,
      reduced,
    })),
  ];
  return forms
    .map(({ form, reduced }) => ({ form, ...hashOfReduced(reduced.values) }))
    .filter(({ pdqQuality }) => pdqQuality >= LEAST_PDQ_QUALITY)
    .map(({ form, pdq }) => ({ source, pdq, ...(form && { form }) }));
}

/** The middle of the picture that fills a cell of another shape. */
function fillings({ width, height }: Region): Part[] {
  return CELL_SHAPES.map((shape) => (shape * height) / width)
    .filter((ratio) => Math.abs(Math.log(ratio)) > SAME_SHAPE)
    .map((ratio) => (ratio < 1 ? [(1 - ratio) / 2, 0, ratio, 1] : [0, (1 - 1 / ratio) / 2, 1, 1 / ratio]));
}

/** The whole with its white corners, and cut so that none is left. */
function reducedTilts(luma: Luma, degrees: number): Luma[] {
  const turned = tilted(luma, degrees);
  const sums = lumaSums(turned);
  const whole = withoutBorder(turned, wholeOf(turned));
  return [
    whole,
    ...[0.84, 0.76].map((size) => partOf(wholeOf(turned), [(1 - size) / 2, (1 - size) / 2, size, size])),
  ].map((region) => reducedRegion(sums, region));
}

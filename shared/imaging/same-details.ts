import type { ImageFacts, ReferenceImage } from '#shared/domain/signal.ts';
import { bitCount } from './bit-count.ts';
import { nearestSources } from './image-distance.ts';
import { type GreyCopy, type LocalFeatures, localFeatures, mirroredCopy, WORDS_PER_FEATURE } from './local-features.ts';
import { bestSimilarity, placedBy, type Similarity } from './similarity-fit.ts';

/** The pictures whose hashes are nearest are looked at in detail: each takes 10 ms. */
const MOST_COMPARED = 16;
const MOST_OF_REFERENCE = 400;
const MOST_OF_LISTING = 700; // it may show other things besides
/** Of 256 bits, and against the second best: a corner that looks like two others shows neither (Lowe's ratio). */
const ALIKE = 64;
const BETTER_THAN_SECOND = 0.8;
/** Whatever differs in so many bits is too far away to cast doubt on one that is alike: most corners are told by five of their eight words. */
const SECOND_MATTERS = ALIKE / BETTER_THAN_SECOND;
const PIXELS_OFF = 4;
/** Corners that must lie as in the picture, and the share of either picture that they span. Of 2,111 foreign pairs none had ten; the same lettering on other goods has thirty, within a fifth of the picture (2026-11). */
const LEAST_POINTS = 12;
const LEAST_SHARE = 0.25;
/** Correlation of brightness where the two lie over each other: copies have 0.9 and more, one model on another ground 0.87 and less. */
const LEAST_LIKENESS = 0.9;
/**
 * Share of the points whose brightness follows from the official picture's by one line, and how much that line may change the
 * contrast: copies under a strip have 0.72 and more. Goods photographed anew, on another ground or in other light, are alike in
 * their outlines and not in this (2026-11).
 */
const LEAST_FOLLOWING = 0.7;
const MOST_CONTRAST = 1.6;
/** Of 256 shades. */
const NEARER_EACH_TIME = [30, 24, 18, 12, 12, 12];
export type SameDetails = NonNullable<ImageFacts['details']>;

/**
 * The official picture that a listing's picture shows a part of: details in the same places, however it was cut, turned, mirrored or
 * framed, where the hash sees another picture. 'nothing' when it shows none of those compared.
 * @param most official pictures that are looked at in detail
 * @param copies of the official pictures by source, `REFERENCE_SIDE` long. @throws Error as `localFeatures` does.
 */
export async function detailsShown(
  image: Pick<ImageFacts, 'pdq' | 'pdqQuality' | 'parts'>,
  grey: GreyCopy,
  references: readonly ReferenceImage[],
  copies: ReadonlyMap<string, GreyCopy>,
  most = MOST_COMPARED,
): Promise<SameDetails> {
  const own = { ...(await localFeatures(grey, MOST_OF_LISTING)), values: grey.values };
  let best: SameDetails = 'nothing';
  for (const source of nearestSources(image, references, most)) {
    const copy = copies.get(source);
    if (!copy) continue;
    for (const reference of await bothWays(copy)) {
      const points = pointsInPlace(own, reference);
      if (points > (best === 'nothing' ? 0 : best.points)) best = { source, points };
    }
  }
  return best;
}

type Detailed = GreyCopy & LocalFeatures;

const known = new WeakMap<GreyCopy, Promise<Detailed[]>>();

function bothWays(copy: GreyCopy): Promise<Detailed[]> {
  const before = known.get(copy);
  if (before) return before;
  const features = Promise.all(
    [copy, mirroredCopy(copy)].map(async (each) => ({ ...(await localFeatures(each, MOST_OF_REFERENCE)), ...each })),
  );
  known.set(copy, features);
  return features;
}

/** How many corners of the reference stand in the picture where the rest of it puts them; none when they are too few or in one spot. */
function pointsInPlace(picture: Detailed, reference: Detailed): number {
  const pairs = alikeCorners(picture, reference);
  if (pairs.length < LEAST_POINTS) return 0;
  const at = ({ points }: LocalFeatures, i: number) => [points[2 * i]!, points[2 * i + 1]!];
  const from = pairs.flatMap(([, theirs]) => at(reference, theirs));
  const to = pairs.flatMap(([ours]) => at(picture, ours));
  const { fit, fitting: all } = bestSimilarity(from, to, PIXELS_OFF);
  const fitting = [...new Map(all.map((i) => [placeOf(to, i), i])).values()];
  if (fitting.length < LEAST_POINTS) return 0;
  const share = Math.max(shareSpanned(fitting, from, reference), shareSpanned(fitting, to, picture));
  return share >= LEAST_SHARE && isSamePicture(fit, picture, reference) ? fitting.length : 0;
}

/** One corner is found in several sizes: it counts once. */
const placeOf = (points: readonly number[], i: number): string =>
  `${Math.round(points[2 * i]! / 6)} ${Math.round(points[2 * i + 1]! / 6)}`;

/** Position in `picture` with that of the corner of `reference` that looks the same. */
function alikeCorners(picture: LocalFeatures, reference: LocalFeatures): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < picture.bits.length; i += WORDS_PER_FEATURE) {
    let [best, second, at] = [ALIKE, SECOND_MATTERS, -1];
    for (let j = 0; j < reference.bits.length; j += WORDS_PER_FEATURE) {
      let bits = 0;
      for (let word = 0; word < WORDS_PER_FEATURE && bits < second; word++)
        bits += bitCount(picture.bits[i + word]! ^ reference.bits[j + word]!);
      if (bits < best) [second, best, at] = [at === -1 ? second : best, bits, j];
      else if (bits < second) second = bits;
    }
    if (at >= 0 && best < BETTER_THAN_SECOND * second) pairs.push([i / WORDS_PER_FEATURE, at / WORDS_PER_FEATURE]);
  }
  return pairs;
}

const STEP = 6;
const REACH = 3; // pixels around each point whose mean is compared: no edge lies to the pixel

/** Whether the brightness around points of the reference is found again around their places in the picture. */
function isSamePicture(fit: Similarity, picture: Detailed, reference: Detailed): boolean {
  const [theirs, ours] = brightnessWhereShown(fit, picture, reference);
  return correlation(theirs, ours) >= LEAST_LIKENESS && shareFollowing(theirs, ours) >= LEAST_FOLLOWING;
}

/** Means around points of the reference, and around their places in the picture. */
function brightnessWhereShown(fit: Similarity, picture: Detailed, reference: Detailed): [number[], number[]] {
  const [theirs, ours]: [number[], number[]] = [[], []];
  for (let y = REACH; y < reference.height - REACH; y += STEP) {
    for (let x = REACH; x < reference.width - REACH; x += STEP) {
      const [left, top] = placedBy(fit, x, y).map(Math.round) as [number, number];
      if (left < REACH || top < REACH || left >= picture.width - REACH || top >= picture.height - REACH) continue;
      theirs.push(meanAround(reference, x, y));
      ours.push(meanAround(picture, left, top));
    }
  }
  return [theirs, ours];
}

function correlation(ones: readonly number[], others: readonly number[]): number {
  const { a, b, aa, bb, ab, count } = sumsOf(ones, others, ones.keys());
  const spread = Math.sqrt((aa - (a * a) / count) * (bb - (b * b) / count));
  return spread > 0 ? (ab - (a * b) / count) / spread : 0;
}

/** Of the points, the share whose brightness lies near one straight line, fitted to those that lie near it. */
function shareFollowing(ones: readonly number[], others: readonly number[]): number {
  let following = [...ones.keys()];
  for (const near of NEARER_EACH_TIME) {
    if (following.length === 0) return 0;
    const { a, b, aa, ab, count } = sumsOf(ones, others, following);
    const slope = clamped((ab - (a * b) / count) / Math.max(1, aa - (a * a) / count), MOST_CONTRAST);
    const height = (b - slope * a) / count;
    following = [...ones.keys()].filter((i) => Math.abs(others[i]! - slope * ones[i]! - height) <= near);
  }
  return following.length / ones.length;
}

const clamped = (value: number, most: number): number => Math.min(most, Math.max(1 / most, value));

function sumsOf(ones: readonly number[], others: readonly number[], positions: Iterable<number>) {
  const sums = { count: 0, a: 0, b: 0, aa: 0, bb: 0, ab: 0 };
  for (const i of positions) {
    const [a, b] = [ones[i]!, others[i]!];
    sums.count++;
    sums.a += a;
    sums.b += b;
    sums.aa += a * a;
    sums.bb += b * b;
    sums.ab += a * b;
  }
  return sums;
}

function meanAround({ width, values }: GreyCopy, x: number, y: number): number {
  let sum = 0;
  for (let row = y - REACH; row <= y + REACH; row++)
    for (let column = x - REACH; column <= x + REACH; column++) sum += values[row * width + column]!;
  return sum / (2 * REACH + 1) ** 2;
}

function shareSpanned(fitting: readonly number[], points: readonly number[], { width, height }: LocalFeatures): number {
  const span = (axis: 0 | 1): number => {
    const values = fitting.map((i) => points[2 * i + axis]!);
    return Math.max(...values) - Math.min(...values);
  };
  return (span(0) * span(1)) / (width * height);
}

import { seededRandom } from '#shared/runtime/seeded-random.ts';

/** Moved, turned and enlarged alike in both directions: x, y → a·x − b·y + right, b·x + a·y + down. */
export type Similarity = { a: number; b: number; right: number; down: number };

/** Coordinates of the same count of points, x and y of each. */
type Points = readonly number[];

const TRIES = 500; // of two pairs: where one pair in five is right, all of these miss once in a billion times
const LEAST_APART = 20; // pixels between the two, or their errors would turn the rest
const MOST_ENLARGED = 4;

/**
 * The similarity by which most of the points lie where their partners are (RANSAC, then least squares), and the positions of those.
 * Steadier than a homography: where all points stand in one corner, that one bends the rest of the picture at will.
 * @param within pixels that a point may be off
 */
export function bestSimilarity(from: Points, to: Points, within: number): { fit: Similarity; fitting: number[] } {
  const random = seededRandom(1);
  const count = from.length / 2;
  let best: { fit: Similarity; fitting: number[] } = { fit: { a: 1, b: 0, right: 0, down: 0 }, fitting: [] };
  for (let i = 0; i < TRIES && count > 1; i++) {
    const fit = throughTwo(from, to, Math.floor(random() * count), Math.floor(random() * count));
    if (fit) best = better(best, fit, from, to, within);
  }
  return best.fitting.length < 2 ? best : better(best, leastSquares(from, to, best.fitting), from, to, within);
}

export const placedBy = ({ a, b, right, down }: Similarity, x: number, y: number): readonly [number, number] => [
  a * x - b * y + right,
  b * x + a * y + down,
];

function better<Found extends { fitting: number[] }>(
  best: Found,
  fit: Similarity,
  from: Points,
  to: Points,
  within: number,
) {
  const fitting: number[] = [];
  for (let i = 0; 2 * i < from.length; i++) {
    const x = fit.a * from[2 * i]! - fit.b * from[2 * i + 1]! + fit.right - to[2 * i]!;
    const y = fit.b * from[2 * i]! + fit.a * from[2 * i + 1]! + fit.down - to[2 * i + 1]!;
    if (x * x + y * y <= within * within) fitting.push(i);
  }
  return fitting.length >= best.fitting.length ? { ...best, fit, fitting } : best;
}

function throughTwo(from: Points, to: Points, i: number, j: number): Similarity | undefined {
  const apart = Math.hypot(from[2 * i]! - from[2 * j]!, from[2 * i + 1]! - from[2 * j + 1]!);
  if (apart < LEAST_APART) return undefined;
  const fit = leastSquares(from, to, [i, j]);
  const enlarged = Math.hypot(fit.a, fit.b);
  return enlarged > MOST_ENLARGED || enlarged < 1 / MOST_ENLARGED ? undefined : fit;
}

function leastSquares(from: Points, to: Points, positions: readonly number[]): Similarity {
  const mean = (points: Points, axis: 0 | 1): number =>
    positions.reduce((sum, i) => sum + points[2 * i + axis]!, 0) / positions.length;
  const [x, y, u, v] = [mean(from, 0), mean(from, 1), mean(to, 0), mean(to, 1)];
  let [along, across, size] = [0, 0, 0];
  for (const i of positions) {
    const [fx, fy, tx, ty] = [from[2 * i]! - x, from[2 * i + 1]! - y, to[2 * i]! - u, to[2 * i + 1]! - v];
    along += fx * tx + fy * ty;
    across += fx * ty - fy * tx;
    size += fx * fx + fy * fy;
  }
  const [a, b] = [along / size, across / size];
  return { a, b, right: u - a * x + b * y, down: v - b * x - a * y };
}

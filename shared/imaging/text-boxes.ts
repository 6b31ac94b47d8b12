/** A parallelogram on the picture in which one line of text stands: where it begins, along the line, and down the letters. */
export type TextBox = { origin: Point; along: Point; down: Point };

type Point = { x: number; y: number };
type Size = { width: number; height: number };

/** How likely each pixel belongs to text, 0..1, row by row, as the detection model says. */
export type TextMap = { width: number; height: number; values: Float32Array };

// Published with the model ("Real-time Scene Text Detection with Differentiable Binarization", 2020; PP-OCRv4).
const TEXT_PIXEL = 0.3;
const LEAST_LIKELIHOOD = 0.6;
/** The model marks the core of a line: the box grows by this times area over circumference. Published: 1.5, which cuts first and last letters of spaced logos. */
const UNCLIP = 1.8;
const LEAST_PIXELS = 20;
const LEAST_SIDE = 3;
const UPRIGHT = 1.5; // so much higher than wide, a box holds a line that was turned

/** Where lines of text stand, in reading order, in shares of the map's width and height. Of too many, the likeliest. */
export function textBoxes(map: TextMap, most: number): TextBox[] {
  const likeliest = components(map)
    .flatMap((hull) => {
      const core = smallestRectangle(hull);
      if (!core || Math.min(core.width, core.height) < LEAST_SIDE) return [];
      const likelihood = meanInside(map, core);
      return likelihood < LEAST_LIKELIHOOD ? [] : [{ box: grown(core), likelihood }];
    })
    .toSorted((a, b) => b.likelihood - a.likelihood)
    .slice(0, most)
    .map(({ box }) => box);
  return inReadingOrder(likeliest).map((box) => inShares(readingDirection(box), map));
}

/** From top to bottom, and from left to right where one is beside the other. */
function inReadingOrder(boxes: readonly Rectangle[]): Rectangle[] {
  const rows: Rectangle[][] = [];
  for (const box of boxes.toSorted((a, b) => a.centre.y - b.centre.y)) {
    const row = rows.at(-1);
    const isBeside = row && box.centre.y - row[0]!.centre.y <= Math.min(box.width, box.height) / 2;
    if (isBeside) row.push(box);
    else rows.push([box]);
  }
  return rows.flatMap((row) => row.toSorted((a, b) => a.centre.x - b.centre.x));
}

/** The outlines (convex) of connected areas of text pixels. */
function components({ width, height, values }: TextMap): Point[][] {
  const seen = new Uint8Array(values.length);
  const queue = new Int32Array(values.length);
  const found: Point[][] = [];
  for (let first = 0; first < values.length; first++) {
    if (seen[first] || values[first]! <= TEXT_PIXEL) continue;
    const extents = new Map<number, { from: number; to: number }>();
    let size = 0;
    seen[first] = 1;
    queue[size++] = first;
    for (let next = 0; next < size; next++) {
      const at = queue[next]!;
      const row = Math.floor(at / width);
      const column = at - row * width;
      const extent = extents.get(row);
      if (!extent) extents.set(row, { from: column, to: column });
      else if (column < extent.from) extent.from = column;
      else if (column > extent.to) extent.to = column;
      for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
          const neighbour = y * width + x;
          if (seen[neighbour] || values[neighbour]! <= TEXT_PIXEL) continue;
          seen[neighbour] = 1;
          queue[size++] = neighbour;
        }
      }
    }
    if (size >= LEAST_PIXELS) found.push(hullOf(extents));
  }
  return found;
}

/** A pixel is a square: its four corners count. */
function hullOf(extents: ReadonlyMap<number, { from: number; to: number }>): Point[] {
  const corners = [...extents].flatMap(([row, { from, to }]) =>
    [row, row + 1].flatMap((y) => [
      { x: from, y },
      { x: to + 1, y },
    ]),
  );
  const sorted = corners.toSorted((a, b) => a.x - b.x || a.y - b.y);
  return [...halfHull(sorted), ...halfHull(sorted.toReversed())];
}

/** Andrew's monotone chain; the last point begins the other half. */
function halfHull(sorted: readonly Point[]): Point[] {
  const chain: Point[] = [];
  for (const point of sorted) {
    while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
    chain.push(point);
  }
  return chain.slice(0, -1);
}

const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** `axis` is the unit vector along the width; the height stands on it, 90 degrees clockwise (rows count downwards). */
type Rectangle = { centre: Point; axis: Point; width: number; height: number };

function smallestRectangle(hull: readonly Point[]): Rectangle | undefined {
  let smallest: Rectangle | undefined;
  for (const [i, from] of hull.entries()) {
    const to = hull[(i + 1) % hull.length]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length === 0) continue;
    const axis = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
    const { left, right, top, bottom } = extentOf(hull, axis);
    const [width, height] = [right - left, bottom - top];
    if (smallest && width * height >= smallest.width * smallest.height) continue;
    const [u, v] = [(left + right) / 2, (top + bottom) / 2];
    smallest = { centre: { x: u * axis.x - v * axis.y, y: u * axis.y + v * axis.x }, axis, width, height };
  }
  return smallest;
}

type Extent = { left: number; right: number; top: number; bottom: number };

/** How far the points reach along the axis, and across it. */
function extentOf(points: readonly Point[], axis: Point): Extent {
  const along = points.map(({ x, y }) => x * axis.x + y * axis.y);
  const across = points.map(({ x, y }) => y * axis.x - x * axis.y);
  return { left: Math.min(...along), right: Math.max(...along), top: Math.min(...across), bottom: Math.max(...across) };
}

function meanInside({ width, height, values }: TextMap, { centre, axis, ...size }: Rectangle): number {
  const reach = Math.ceil(Math.hypot(size.width, size.height) / 2);
  let sum = 0;
  let count = 0;
  for (let y = Math.max(0, Math.floor(centre.y) - reach); y < Math.min(height, centre.y + reach); y++) {
    for (let x = Math.max(0, Math.floor(centre.x) - reach); x < Math.min(width, centre.x + reach); x++) {
      const [dx, dy] = [x + 0.5 - centre.x, y + 0.5 - centre.y];
      if (Math.abs(dx * axis.x + dy * axis.y) > size.width / 2) continue;
      if (Math.abs(dy * axis.x - dx * axis.y) > size.height / 2) continue;
      sum += values[y * width + x]!;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}

function grown({ width, height, ...rest }: Rectangle): Rectangle {
  const by = (UNCLIP * width * height) / (2 * (width + height));
  return { ...rest, width: width + 2 * by, height: height + 2 * by };
}

/** From left to right; downwards when the box stands upright. */
function readingDirection({ centre, axis, width, height }: Rectangle): TextBox {
  const isLevel = Math.abs(axis.x) >= Math.abs(axis.y);
  const [wide, high] = isLevel ? [width, height] : [height, width];
  const unit = isLevel ? axis : { x: -axis.y, y: axis.x };
  const sign = unit.x < 0 ? -1 : 1;
  const along = { x: sign * unit.x * wide, y: sign * unit.y * wide };
  const down = { x: -sign * unit.y * high, y: sign * unit.x * high };
  const origin = { x: centre.x - (along.x + down.x) / 2, y: centre.y - (along.y + down.y) / 2 };
  if (high < UPRIGHT * wide) return { origin, along, down };
  return {
    origin: { x: origin.x + along.x, y: origin.y + along.y },
    along: down,
    down: { x: -along.x, y: -along.y },
  };
}

function inShares({ origin, along, down }: TextBox, { width, height }: Size): TextBox {
  const share = ({ x, y }: Point): Point => ({ x: x / width, y: y / height });
  return { origin: share(origin), along: share(along), down: share(down) };
}

/** The same box read the other way round. */
export const turnedAround = ({ origin, along, down }: TextBox): TextBox => ({
  origin: { x: origin.x + along.x + down.x, y: origin.y + along.y + down.y },
  along: { x: -along.x, y: -along.y },
  down: { x: -down.x, y: -down.y },
});

/** Of the shorter box so much stands over the other one. */
const OVER = 0.6;
/** Of the lower height; the next line of a text stands further off. */
const APART = 0.2;

/** The box around two that stand one over the other, as the detection sees the halves of a line that is struck through. */
export function aroundHalves(one: TextBox, other: TextBox, { width, height }: Size): TextBox | undefined {
  const lengthOf = ({ along }: TextBox) => Math.hypot(along.x * width, along.y * height);
  const { along } = lengthOf(one) >= lengthOf(other) ? one : other;
  const length = Math.max(lengthOf(one), lengthOf(other));
  const axis = { x: (along.x * width) / length, y: (along.y * height) / length };
  const corners = (box: TextBox) => cornersOf(box).map(({ x, y }) => ({ x: x * width, y: y * height }));
  const [a, b] = [extentOf(corners(one), axis), extentOf(corners(other), axis)];
  const over = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const apart = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
  if (over < OVER * Math.min(a.right - a.left, b.right - b.left)) return undefined;
  if (apart > APART * Math.min(a.bottom - a.top, b.bottom - b.top)) return undefined;
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
  const [wide, high] = [Math.max(a.right, b.right) - left, Math.max(a.bottom, b.bottom) - top];
  const inPixels = {
    origin: { x: left * axis.x - top * axis.y, y: left * axis.y + top * axis.x },
    along: { x: wide * axis.x, y: wide * axis.y },
    down: { x: -high * axis.y, y: high * axis.x },
  };
  return inShares(inPixels, { width, height });
}

const cornersOf = ({ origin, along, down }: TextBox): Point[] =>
  [0, 1].flatMap((u) =>
    [0, 1].map((v) => ({ x: origin.x + u * along.x + v * down.x, y: origin.y + u * along.y + v * down.y })),
  );

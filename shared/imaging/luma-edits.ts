import type { Luma } from './pdq.ts';

/** A part of the picture. Left, top, width, height as shares of it. */
export type Part = readonly [left: number, top: number, width: number, height: number];

/** A rectangle of pixels. */
export type Region = { left: number; top: number; width: number; height: number };

export const wholeOf = ({ width, height }: Luma): Region => ({ left: 0, top: 0, width, height });

export function partOf({ left, top, width, height }: Region, part: Part): Region {
  return {
    left: left + Math.round(part[0] * width),
    top: top + Math.round(part[1] * height),
    width: Math.max(1, Math.floor(part[2] * width)),
    height: Math.max(1, Math.floor(part[3] * height)),
  };
}

export const mirroredOf = (luma: Luma): Luma =>
  picture(luma.width, luma.height, (row, column) => at(luma, row, luma.width - 1 - column));

/** The seven other ways round: mirrored, turned by quarters, and both. */
export function turnedAndMirrored(luma: Luma): Luma[] {
  const { width, height } = luma;
  const last = { row: height - 1, column: width - 1 };
  return [
    mirroredOf(luma),
    picture(width, height, (row, column) => at(luma, last.row - row, column)),
    picture(width, height, (row, column) => at(luma, last.row - row, last.column - column)),
    picture(height, width, (row, column) => at(luma, column, row)),
    picture(height, width, (row, column) => at(luma, last.row - column, row)),
    picture(height, width, (row, column) => at(luma, column, last.column - row)),
    picture(height, width, (row, column) => at(luma, last.row - column, last.column - row)),
  ];
}

const WHITE = 255;

/** Turned a little, white in the corners. */
export function tilted(luma: Luma, degrees: number): Luma {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const width = Math.round(luma.width * Math.abs(cosine) + luma.height * Math.abs(sine));
  const height = Math.round(luma.width * Math.abs(sine) + luma.height * Math.abs(cosine));
  return picture(width, height, (row, column) => {
    const [x, y] = [column - width / 2, row - height / 2];
    const fromColumn = Math.round(x * cosine + y * sine + luma.width / 2);
    const fromRow = Math.round(y * cosine - x * sine + luma.height / 2);
    const isInside = fromColumn >= 0 && fromRow >= 0 && fromColumn < luma.width && fromRow < luma.height;
    return isInside ? at(luma, fromRow, fromColumn) : WHITE;
  });
}

const BORDER_STEP = 12; // of 255: what JPEG makes of one colour
const STRAY_SHARE = 0.01;
const WIDEST = 0.4; // of a side: a picture of one colour keeps a middle

const MOST_FRAMES = 3; // a white frame around a photo on grey ground has two

/** The region without rows and columns at its edges that show one colour and nothing else, however many such frames it has. */
export function withoutBorder(luma: Luma, region: Region): Region {
  let inner = region;
  for (let frames = 0; frames < MOST_FRAMES; frames++) {
    const next = withoutFrame(luma, inner);
    if (next === inner) break;
    inner = next;
  }
  return inner;
}

/** The colour is that of the upper left corner. */
function withoutFrame({ width: stride, values }: Luma, region: Region): Region {
  const { width, height } = region;
  const start = region.top * stride + region.left;
  const colour = values[start]!;
  const isBorder = (first: number, step: number, length: number): boolean => {
    let stray = 0;
    for (let i = 0; i < length; i++) if (Math.abs(values[first + i * step]! - colour) > BORDER_STEP) stray++;
    return stray <= STRAY_SHARE * length;
  };
  const count = (most: number, isBorderAt: (i: number) => boolean): number => {
    let found = 0;
    while (found < most && isBorderAt(found)) found++;
    return found;
  };
  const rows = Math.floor(WIDEST * height);
  const columns = Math.floor(WIDEST * width);
  const top = count(rows, (i) => isBorder(start + i * stride, 1, width));
  const bottom = count(rows, (i) => isBorder(start + (height - 1 - i) * stride, 1, width));
  const left = count(columns, (i) => isBorder(start + i, stride, height));
  const right = count(columns, (i) => isBorder(start + width - 1 - i, stride, height));
  if (top + bottom + left + right === 0) return region;
  return {
    left: region.left + left,
    top: region.top + top,
    width: width - left - right,
    height: height - top - bottom,
  };
}

function picture(width: number, height: number, valueAt: (row: number, column: number) => number): Luma {
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) values[row * width + column] = valueAt(row, column);
  }
  return { width, height, values };
}

const at = ({ width, height, values }: Luma, row: number, column: number): number =>
  values[Math.min(height - 1, row) * width + Math.min(width - 1, column)]!;

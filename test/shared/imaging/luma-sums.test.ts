import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lumaSums, reducedRegion } from '#shared/imaging/luma-sums.ts';
import { PDQ_SIDE } from '#shared/imaging/pdq.ts';

const picture = (width: number, height: number, valueAt: (row: number, column: number) => number) => ({
  width,
  height,
  values: Float32Array.from({ length: width * height }, (_, i) => valueAt(Math.floor(i / width), i % width)),
});

test('each of the 64 x 64 values is the mean of its part', () => {
  const sums = lumaSums(picture(256, 128, (row, column) => Math.floor(row / 2) + Math.floor(column / 4)));
  const { values } = reducedRegion(sums, { left: 0, top: 0, width: 256, height: 128 });
  for (const [row, column] of [
    [0, 0],
    [10, 20],
    [63, 63],
  ] as const)
    expect(values[row * PDQ_SIDE + column]).toBeCloseTo(row + column, 4);
});

test('any region keeps its mean', () => {
  fc.assert(
    fc.property(
      fc.nat(90),
      fc.nat(90),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 100 }),
      (left, top, width, height) => {
        const luma = picture(200, 200, (row, column) => (row * 31 + column * 17) % 256);
        let sum = 0;
        for (let row = top; row < top + height; row++)
          for (let column = left; column < left + width; column++) sum += luma.values[row * 200 + column]!;
        const { values } = reducedRegion(lumaSums(luma), { left, top, width, height });
        const mean = values.reduce((total, value) => total + value, 0) / values.length;
        expect(mean).toBeCloseTo(sum / (width * height), 2);
      },
    ),
    { numRuns: 40 },
  );
});

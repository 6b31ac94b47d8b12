import { expect, test } from 'vitest';
import { clusteredBootstrap } from '#shared/learning/bootstrap.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';

const share = (labels: readonly number[]) => (weights: Float64Array) => {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return [labels.reduce((sum, label, i) => sum + label * weights[i]!, 0) / total];
};

test('the interval of a share has the width that theory gives', () => {
  const labels = Array.from({ length: 400 }, (_, i) => Number(i % 4 === 0));
  const [interval] = clusteredBootstrap({
    clusterOf: labels.map((_, i) => i),
    statistic: share(labels),
    random: seededRandom(1),
  });
  const halfWidth = 1.96 * Math.sqrt((0.25 * 0.75) / 400);
  expect(interval!.estimate).toBe(0.25);
  expect(interval!.high - interval!.low).toBeCloseTo(2 * halfWidth, 2);
});

test('listings of one seller are not independent: few sellers make a wide interval', () => {
  const labels = Array.from({ length: 400 }, (_, i) => Number(i < 100));
  const width = (clusterOf: number[]) => {
    const [i] = clusteredBootstrap({ clusterOf, statistic: share(labels), random: seededRandom(1) });
    return i!.high - i!.low;
  };
  expect(width(labels.map((_, i) => Math.floor(i / 40)))).toBeGreaterThan(3 * width(labels.map((_, i) => i)));
});

test('the same seed gives the same interval, and unanswerable samples are left out', () => {
  const run = () =>
    clusteredBootstrap({
      clusterOf: ['a', 'b'],
      statistic: (w) => [w[0] === 0 ? Number.NaN : 1],
      random: seededRandom(9),
      samples: 50,
    });
  expect(run()).toEqual(run());
  expect(run()).toEqual([{ estimate: 1, low: 1, high: 1 }]);
});

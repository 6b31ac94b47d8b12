import { clusteredBootstrap, type Interval } from '#shared/learning/bootstrap.ts';
import { bestF1, f1At } from '#shared/learning/metrics.ts';
import { curveOf, precisionCurve, rank } from '#shared/learning/precision-curve.ts';
import { productProbability } from '#shared/products/product-model.ts';
import { titleSimilarity } from '#shared/products/text-similarity.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { precisionRecallPoints } from './curve-points.ts';
import type { Experiment } from './experiment.ts';
import { markdownTable, paragraphs, percentWithInterval } from './markdown.ts';
import { PRODUCT_SETS, type ProductPair, type ProductSet, readProductPairs } from './product-pairs.ts';
import { stuffedTitle } from './stuffed-title.ts';
import { type Series, unitPlot } from './svg-plot.ts';
import type { Target } from './targets.ts';

const SETS = Object.keys(PRODUCT_SETS) as ProductSet[];

const fitted = (pair: ProductPair): number => productProbability(pair.features);

const METHODS: Record<string, (pair: ProductPair) => number> = {
  'string-similarity alone': ({ title, product }) => titleSimilarity(title, product),
  'share of the name found': ({ features }) => features[0]!,
  'feature model': fitted,
};

export const productMatching: Experiment = {
  name: 'product-matching',
  promises: true,
  title: 'Product matching: does this title offer that product?',
  datasets: ['product-matching'],
  run(progress) {
    const valid = SETS.map((set) => readProductPairs(set, 'valid'));
    const test = SETS.map((set) => readProductPairs(set, 'test'));
    const random = seededRandom(23);
    const stuffed = SETS.map((set) => readProductPairs(set, 'test', (title) => stuffedTitle(title, random)));
    const f1 = new Map(
      Object.entries(METHODS).map(([label, score]) => {
        progress(label);
        return [label, SETS.map((_, i) => testF1(score, valid[i]!, test[i]!))];
      }),
    );
    const rows = [...f1].map(([label, intervals]) => [
      label,
      ...intervals.map((interval) => percentWithInterval(interval)),
    ]);
    rows.push([
      'feature model, titles stuffed with 3–14 foreign words',
      ...SETS.map((_, i) => percentWithInterval(testF1(fitted, valid[i]!, stuffed[i]!))),
    ]);
    const series: Series[] = SETS.map((set, i) => ({
      label: PRODUCT_SETS[set],
      points: precisionRecallPoints(
        curveOf(
          test[i]!.map(fitted),
          test[i]!.map(({ same }) => same),
        ),
      ),
    }));
    return {
      markdown: paragraphs(
        'F1 on the standard test pairs of three published sets. One model for all three, fitted on their training pairs (plus stuffed copies); the threshold of each set comes from its validation pairs. Only names, makers and model numbers are read, never the price: a copy costs less and must still be recognised. The left table plays the catalogue: a product gains when it is ahead of every other product of the catalogue. Intervals resample listings.',
        markdownTable(['method', ...Object.values(PRODUCT_SETS)], rows),
        '![Precision and recall of the feature model on the test pairs](evaluation/product-matching.svg)',
      ),
      targets: SETS.map((set, i) => target(set, f1.get('feature model')![i]!)),
      plots: {
        'product-matching.svg': unitPlot(series, {
          title: 'Product matching, test pairs',
          x: 'recall',
          y: 'precision',
        }),
      },
    };
  },
};

const REQUIRED_F1: Record<ProductSet, number> = { abt_buy: 0.8, amazon_google: 0.66, walmart_amazon: 0.8 };

const target = (set: ProductSet, { estimate, low, high }: Interval): Target => ({
  promise: `product matching, F1 on ${PRODUCT_SETS[set]}`,
  required: REQUIRED_F1[set],
  measured: estimate,
  interval: [low, high],
  better: 'higher',
  unit: '%',
});

function testF1(
  score: (pair: ProductPair) => number,
  valid: readonly ProductPair[],
  test: readonly ProductPair[],
): Interval {
  const same = (pairs: readonly ProductPair[]) => pairs.map((pair) => pair.same);
  const { threshold } = bestF1(curveOf(valid.map(score), same(valid)));
  const ranking = rank(test.map(score), same(test));
  const [interval] = clusteredBootstrap({
    clusterOf: test.map(({ listingId }) => listingId),
    statistic: (weights) => [f1At(precisionCurve(ranking, weights), threshold).f1],
    random: seededRandom(3),
    samples: 500,
  });
  return interval!;
}

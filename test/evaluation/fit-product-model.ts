import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { say } from '#infra/cli/print.ts';
import { fitLogistic } from '#shared/learning/logistic-fit.ts';
import { PRODUCT_FEATURES } from '#shared/products/product-features.ts';
import { expandFeatures, PRODUCT_TERMS } from '#shared/products/product-model.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { PRODUCT_SETS, type ProductSet, readProductPairs } from './product-pairs.ts';
import { stuffedTitle } from './stuffed-title.ts';

// Run by hand after a change of the features: node test/evaluation/fit-product-model.ts
const OUT = fileURLToPath(new URL('../../shared/products/product-model.json', import.meta.url));
/** Spread of a weight around zero; chosen on the validation pairs, where 2 to 8 made no difference. */
const SIGMA = 4;
/** Every training title is seen a second time, stuffed with foreign words, at this weight: published titles are tidier than a marketplace's. */
const STUFFED_WEIGHT = 0.5;

const sets = Object.keys(PRODUCT_SETS) as ProductSet[];
const random = seededRandom(11);
const asWritten = sets.flatMap((set) => readProductPairs(set, 'train'));
const stuffed = sets.flatMap((set) => readProductPairs(set, 'train', (title) => stuffedTitle(title, random)));
const examples = [...asWritten, ...stuffed].map(({ features, same }, i) => ({
  features: expandFeatures(features),
  positive: same,
  weight: i < asWritten.length ? 1 : STUFFED_WEIGHT,
}));
const { weights, iterations } = fitLogistic(
  examples,
  PRODUCT_TERMS.map((term) => ({ mean: 0, sigma: term === 'constant' ? 5 : SIGMA })),
);
const model = {
  about: `Log-odds that a title offers a product: ${PRODUCT_FEATURES.length} features, their squares and products. Written by test/evaluation/fit-product-model.ts.`,
  reason: `Fitted on the ${asWritten.length} training pairs of three published sets (Abt-Buy, Amazon-Google, Walmart-Amazon), as written and with stuffed titles; validation and test pairs were not seen.`,
  weights: Object.fromEntries(PRODUCT_TERMS.map((term, i) => [term, Number(weights[i]!.toFixed(3))])),
};
writeFileSync(OUT, `${JSON.stringify(model, null, 2)}\n`);
say(
  `Fitted ${weights.length} weights on ${examples.length} pairs in ${iterations} steps; wrote shared/products/product-model.json`,
);

import { describe, expect, test } from 'vitest';
import { expectedCalibrationError } from '#shared/learning/calibration-error.ts';
import {
  areaUnderRoc,
  averagePrecision,
  bestF1,
  precisionAtTop,
  recallAtFalsePositiveRate,
  recallAtPrecision,
} from '#shared/learning/metrics.ts';
import { curveOf } from '#shared/learning/precision-curve.ts';
import { hasDataset } from './datasets.ts';
import { PREDICTION_FILES, readPredictions } from './published-predictions.ts';

const available = hasDataset('ozon-ecup-2025');
if (!available) console.warn('SKIPPED: ../shared/datasets/ozon-ecup-2025 not found, metrics not checked against it');

type Figures = Partial<Record<'ap' | 'auc' | 'f1' | 'r90' | 'r95' | 'r1' | 'p100' | 'p500' | 'ece', number>>;
type Expected = readonly [file: keyof typeof PREDICTION_FILES, model: string, figures: Figures];

// Known from an independent implementation (scikit-learn) on the same files.
const EXPECTED: readonly Expected[] = [
  [
    'seller-disjoint, 34,416 listings',
    'catboost_tab_text_cat',
    { ap: 0.659, auc: 0.921, r90: 0.172, r1: 0.522, p100: 0.96, ece: 0.231 },
  ],
  ['seller-disjoint, 34,416 listings', 'catboost_clip_pca25', { ap: 0.672, r90: 0.296, p100: 0.97 }],
  ['seller-disjoint, 34,416 listings', 'catboost_e5small_pca25', { ap: 0.666, r90: 0.33, p100: 0.98 }],
  ['seller-disjoint, 34,416 listings', 'catboost_tfidf300', { ap: 0.454, r90: 0, r1: 0.252 }],
  ['seller-disjoint, 34,416 listings', 'logreg_numeric', { ap: 0.212 }],
  ['seller-disjoint, 34,416 listings', 'lightgbm_numeric', { ap: 0.197 }],
  [
    'seller-disjoint, 58,410 listings',
    'mmd_mode3',
    { ap: 0.805, auc: 0.973, f1: 0.779, r90: 0.2, r95: 0.009, r1: 0.632, p500: 0.938, ece: 0.011 },
  ],
  ['seller-disjoint, 58,410 listings', 'tabnet', { ap: 0.623 }],
  ['random split, 39,440 listings (leaky)', 'catboost', { ap: 0.886, r90: 0.631, r1: 0.781 }],
];

describe.skipIf(!available)('the metrics agree with published predictions', () => {
  test.each(EXPECTED)('%s, %s', (file, model, expected) => {
    const { scores, positive } = readPredictions(PREDICTION_FILES[file]).get(model)!;
    const curve = curveOf(scores, positive);
    const figures: Required<Figures> = {
      ap: averagePrecision(curve),
      auc: areaUnderRoc(curve),
      f1: bestF1(curve).f1,
      r90: recallAtPrecision(curve, 0.9),
      r95: recallAtPrecision(curve, 0.95),
      r1: recallAtFalsePositiveRate(curve, 0.01),
      p100: precisionAtTop(curve, 100),
      p500: precisionAtTop(curve, 500),
      ece: expectedCalibrationError(scores, positive),
    };
    for (const [name, value] of Object.entries(expected)) {
      // The stored predictions have five significant digits.
      expect(Math.abs(figures[name as keyof Figures]! - value), name).toBeLessThan(0.001);
    }
  });
});

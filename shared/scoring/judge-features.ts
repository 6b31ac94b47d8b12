import type { Brand } from '#shared/domain/brand.ts';
import type { Decision } from '#shared/domain/verdict.ts';
import { signals } from '#shared/signals/index.ts';
import { assess, weighed } from './assessment.ts';
import type { ScoringModel } from './model.ts';

/**
 * What a model makes of the signals' values as they were stored with a verdict. Not known from them: whether the seller might be
 * an authorised one, which turns an expedite into a review where the page names no seller.
 */
export function judgeFeatures(
  brand: Pick<Brand, 'enforcement'>,
  features: Readonly<Record<string, number>>,
  model: ScoringModel,
): { probability: number; decision: Decision } {
  const found = signals.flatMap((signal) => {
    const value = features[signal.id];
    return value === undefined ? [] : [weighed(signal, value, 'as stored', model)];
  });
  const { probability, decision } = assess(brand, found, model);
  return { probability, decision };
}

import type { Facts, Need } from '#shared/domain/signal.ts';
import type { Decision } from '#shared/domain/verdict.ts';
import { signals as registered } from '#shared/signals/index.ts';
import { assess, type Weighed, weighed } from './assessment.ts';
import { type ScoringModel, model as shipped } from './model.ts';
import { evaluateSignals } from './score-listing.ts';

/** The decision when everything not yet known turns out as innocent, or as damning, as it can. */
export type Outlook = { atBest: Decision; atWorst: Decision };

/**
 * Whether gathering these facts could change the decision. Facts cost money and requests to somebody's site: what cannot
 * change anything is not fetched.
 */
export function canChangeDecision(facts: Facts, unknown: readonly Need[], model: ScoringModel = shipped): boolean {
  const { atBest, atWorst } = outlook(facts, unknown, model);
  return atBest !== atWorst;
}

export function outlook(facts: Facts, unknown: readonly Need[], model: ScoringModel = shipped): Outlook {
  const known = evaluateSignals(facts, model).filter(({ signal }) => !unknown.includes(signal.needs));
  const open = registered.filter((signal) => unknown.includes(signal.needs));
  const supposed = (end: 0 | 1): Weighed[] =>
    open.map((signal) => weighed(signal, signal.bounds(facts)[end], 'not looked at yet', model));
  return {
    atBest: assess(facts.brand, [...known, ...supposed(0)], model).decision,
    atWorst: assess(facts.brand, [...known, ...supposed(1)], model).decision,
  };
}

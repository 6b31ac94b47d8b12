import type { Decision } from '#shared/domain/verdict.ts';
import { signals as registered } from '#shared/signals/index.ts';
import { assess, type Weighed, weighed } from './assessment.ts';
import { evaluateSignals } from './score-listing.ts';
import type { Facts, Need } from './signal.ts';

/** The decision when everything not yet known turns out as innocent, or as damning, as it can. */
export type Outlook = { atBest: Decision; atWorst: Decision };

/**
 * Whether gathering these facts could change the decision. Facts cost money and requests to somebody's site: what cannot
 * change anything is not fetched.
 */
export function couldMatter(facts: Facts, unknown: readonly Need[]): boolean {
  const { atBest, atWorst } = outlook(facts, unknown);
  return atBest !== atWorst;
}

export function outlook(facts: Facts, unknown: readonly Need[]): Outlook {
  const known = evaluateSignals(facts).filter(({ signal }) => !unknown.includes(signal.needs));
  const open = registered.filter((signal) => unknown.includes(signal.needs));
  const supposed = (end: 0 | 1): Weighed[] =>
    open.map((signal) => weighed(signal, signal.bounds(facts)[end], 'not looked at yet'));
  return {
    atBest: assess(facts.brand, [...known, ...supposed(0)]).decision,
    atWorst: assess(facts.brand, [...known, ...supposed(1)]).decision,
  };
}

import type { SignalFinding, Verdict } from '#shared/domain/verdict.ts';
import { signals as registered } from '#shared/signals/index.ts';
import { assess, type Weighed, weighed } from './assessment.ts';
import { type ScoringModel, model as shipped } from './model.ts';
import type { Facts } from './signal.ts';

/**
 * Evaluates every signal on the facts at hand. A signal whose facts are missing adds nothing, in either direction.
 * The contributions add up, with the model's bias, to the log-odds before calibration.
 */
export function scoreListing(facts: Facts, model: ScoringModel = shipped): Verdict {
  const signals = evaluateSignals(facts, model);
  const { probability, decision, takenBack } = assess(facts.brand, signals, model);
  const isStopped = signals.some(({ signal }) => signal.id === 'authorised-seller'); // it then takes back all there is
  const findings = signals.map(
    ({ signal, value, contribution, evidence }): SignalFinding => ({
      id: signal.id,
      contribution:
        signal.family !== 'gate'
          ? rounded(contribution, 3)
          : isStopped && signal.id !== 'authorised-seller'
            ? 0
            : rounded(-takenBack, 3),
      evidence,
      value: rounded(value, 4),
    }),
  );
  return {
    probability: rounded(probability, 4),
    decision: decision === 'expedite' && mayBeAuthorised(facts) ? 'review' : decision,
    signals: findings.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    modelVersion: model.version,
  };
}

/** The page does not say who sells, and some who sell there are authorised. */
export function mayBeAuthorised({ brand, listing }: Facts): boolean {
  return (
    !listing.seller?.id &&
    brand.fingerprint.authorisedSellers.some(({ marketplace }) => marketplace === listing.marketplace)
  );
}

export function evaluateSignals(facts: Facts, model: ScoringModel = shipped): Weighed[] {
  const signals: Weighed[] = [];
  for (const signal of registered) {
    const result = signal.evaluate(facts);
    if (result !== 'not-applicable') signals.push(weighed(signal, result.value, result.evidence, model));
  }
  return signals;
}

/** As toFixed does, which is only asked near a tie: it would take a microsecond of every verdict. */
function rounded(value: number, digits: number): number {
  const scaled = value * 10 ** digits;
  const whole = Math.round(scaled);
  return Math.abs(scaled - whole) < 0.49 ? whole / 10 ** digits : Number(value.toFixed(digits));
}

import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Facts, ImageFacts } from '#shared/domain/signal.ts';
import type { SignalFinding, Verdict } from '#shared/domain/verdict.ts';
import { signals as registered } from '#shared/signals/index.ts';
import { assess, type Weighed, weighed } from './assessment.ts';
import { type ScoringModel, model as shipped } from './model.ts';

/**
 * Evaluates every signal on the facts at hand. A signal whose facts are missing adds nothing, in either direction.
 * The contributions add up, with the model's bias, to the log-odds before calibration.
 */
export function scoreListing(facts: Facts, model: ScoringModel = shipped): Verdict {
  return verdictOn(facts, evaluateSignals(facts, model), model);
}

export function verdictOn(facts: Facts, signals: readonly Weighed[], model: ScoringModel = shipped): Verdict {
  const { probability, decision, takenBack, closerLook } = assess(facts.brand, signals, model);
  const isStopped = signals.some(({ signal }) => signal.id === 'authorised-seller'); // it then takes back all there is
  const findings: SignalFinding[] = [];
  for (const { signal, value, contribution, evidence, pictures } of signals) {
    const takesBack = signal.family === 'gate' && (!isStopped || signal.id === 'authorised-seller');
    const finding: SignalFinding = {
      id: signal.id,
      contribution: rounded(takesBack ? -takenBack : contribution, 1e3),
      evidence,
      value: rounded(value, 1e4),
    };
    if (pictures) finding.pictures = pictures;
    insertByContribution(findings, finding);
  }
  return {
    probability: rounded(probability, 1e4),
    decision: decision === 'expedite' && mayBeAuthorised(facts) ? 'review' : decision,
    signals: findings,
    modelVersion: model.version,
    ...(closerLook && { closerLook }),
  };
}

/** The page does not say who sells, and some who sell there are authorised. */
export function mayBeAuthorised({ brand, listing }: Facts): boolean {
  const group = accountGroupOf(listing.marketplace);
  return (
    !listing.seller?.id &&
    brand.fingerprint.authorisedSellers.some(({ marketplace }) => accountGroupOf(marketplace) === group)
  );
}

export function evaluateSignals(facts: Facts, model: ScoringModel = shipped): Weighed[] {
  const signals: Weighed[] = [];
  for (const signal of registered) {
    const result = signal.evaluate(facts);
    if (result === 'not-applicable') continue;
    const one = weighed(signal, result.value, result.evidence, model);
    signals.push(signal.family === 'image' ? { ...one, pictures: picturesShowing(one, facts) } : one);
  }
  return signals;
}

/** Of several pictures those that say as much by themselves: sites show one picture in several sizes, at several addresses. */
function picturesShowing({ signal, value }: Weighed, facts: Facts): string[] {
  const saysAsMuch = (image: ImageFacts): boolean => {
    const alone = signal.evaluate({ ...facts, images: [image] });
    return alone !== 'not-applicable' && alone.value >= value;
  };
  return (facts.images ?? []).filter(saysAsMuch).map(({ url }) => url);
}

/** The greatest first, and of equals the earlier: a handful, which `sort` would take longer for. */
function insertByContribution(findings: SignalFinding[], finding: SignalFinding): void {
  const size = Math.abs(finding.contribution);
  let at = findings.push(finding) - 1;
  for (; at > 0 && Math.abs(findings[at - 1]!.contribution) < size; at--) findings[at] = findings[at - 1]!;
  findings[at] = finding;
}

/** As toFixed does, which is only asked near a tie: it would take a microsecond of every verdict. */
function rounded(value: number, scale: 1e3 | 1e4): number {
  const scaled = value * scale;
  const whole = Math.round(scaled);
  return Math.abs(scaled - whole) < 0.49 ? whole / scale : Number(value.toFixed(scale === 1e3 ? 3 : 4));
}

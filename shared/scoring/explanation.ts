import * as z from 'zod';
import type { SignalFinding, Verdict } from '#shared/domain/verdict.ts';

/** What the explanation needs of the model that judged: where every offer starts, and whether a curve corrects the sum. */
export const JudgedBy = z.object({ bias: z.number(), calibrated: z.boolean() });
export type JudgedBy = z.infer<typeof JudgedBy>;

/** One line of the sum: what it adds (or the sum itself), and one sentence. */
export type ExplanationLine = { logOdds: number; words: string };

/** The reasons between `start` and `sum` add up from the one to the other. */
export type Explanation = { start: ExplanationLine; sum: ExplanationLine };

// Contributions are kept with three decimals: fifteen of them may move the probability by 0.0019.
const ROUNDING = 0.002;

/** Undefined when the sum does not lead to the verdict's probability: better no explanation than a false one. */
export function explanationOf(
  { probability, signals }: Verdict,
  { bias, calibrated }: JudgedBy,
): Explanation | undefined {
  const sum = signals.reduce((total, { contribution }) => total + contribution, bias);
  const before = probabilityOf(sum);
  const isCorrected = Math.abs(before - probability) > ROUNDING;
  if (isCorrected && !calibrated) return undefined;
  const words = isCorrected
    ? `the sum, by itself ${percent(before)}; what was decided about earlier offers corrects it to ${percent(probability)}`
    : `the sum, ${percent(probability)}`;
  return {
    start: { logOdds: bias, words: `before any reason: where every offer starts, ${percent(probabilityOf(bias))}` },
    sum: { logOdds: sum, words },
  };
}

/** Those that moved the score: a line of "+0.00" explains nothing. */
export function tellingReasons(signals: readonly SignalFinding[]): SignalFinding[] {
  return signals.filter(({ contribution }) => signed(contribution) !== signed(0));
}

/** "+1.30", "−3.50". */
export function signed(logOdds: number): string {
  const size = Math.abs(logOdds).toFixed(2);
  return `${logOdds < 0 && Number(size) !== 0 ? '−' : '+'}${size}`;
}

/** "28.4 %"; never 100 %: the model is sure of nothing. */
export function percent(probability: number): string {
  return `${Math.min(99.9, probability * 100).toFixed(1)} %`;
}

const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

import * as z from 'zod';

export const Decision = z.enum(['ignore', 'review', 'expedite']);
export type Decision = z.infer<typeof Decision>;

/** One reason for suspicion (or for trust): log-odds it adds and one sentence for the analyst. */
export const SignalFinding = z.object({
  id: z.string(),
  contribution: z.number(),
  evidence: z.string(),
  /**
   * What the signal said before any weight: what training learns from, and another model can judge again. Absent in verdicts
   * from before 2026-12; a default of 0 would say that the signal was silent, which it was not.
   */
  value: z.number().optional(),
  /** Of what pictures show: the addresses of those that show it by themselves. A notice is not to speak of a picture that has gone. */
  pictures: z.array(z.string()).optional(),
});
export type SignalFinding = z.infer<typeof SignalFinding>;

/** Calibrated probability that the listing infringes, with the reasons, largest contribution first. */
export const Verdict = z.object({
  probability: z.number().min(0).max(1),
  decision: Decision,
  signals: z.array(SignalFinding),
  modelVersion: z.string(),
  /** One sentence: why a person is asked although the probability is below the brand's threshold for review. */
  closerLook: z.string().optional(),
});
export type Verdict = z.infer<typeof Verdict>;

/** The signals' values by id, as another model can weigh them anew; undefined when they were not recorded. */
export function featuresOf({ signals }: Verdict): Record<string, number> | undefined {
  const values = signals.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value] as const]));
  return values.length === signals.length ? Object.fromEntries(values) : undefined;
}

/** For people: "96 %". Never "100 %" or "0 %": the model is not that sure of anything. */
export function formatProbability(probability: number): string {
  if (probability > 0.99) return 'over 99 %';
  return probability < 0.01 ? 'under 1 %' : `${Math.round(probability * 100)} %`;
}

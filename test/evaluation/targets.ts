import * as z from 'zod';
import { markdownTable } from './markdown.ts';

/** A figure that the product promises. Shares are 0..1; `unit` says how they are written. */
export const Target = z.object({
  promise: z.string(),
  required: z.number(),
  measured: z.number(),
  /** 95 %, where there is one: of the measured figure, so of the mean where that is a mean of draws. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  better: z.enum(['higher', 'lower']),
  unit: z.enum(['%', 'per million', '']),
  /** Why it is not kept, when it is known not to be. A promise broken without a reason fails the gate. */
  shortfall: z.string().optional(),
});
export type Target = z.infer<typeof Target>;

/** docs/evaluation/targets.json: what was last measured, by experiment. */
export const TargetsByExperiment = z.record(z.string(), z.array(Target));
export type TargetsByExperiment = z.infer<typeof TargetsByExperiment>;

/** A figure that could not be computed keeps no promise. */
export const isKept = ({ measured, required, better }: Target): boolean =>
  better === 'higher' ? measured >= required : measured <= required;

/** On less data a figure may fall short by chance: a promise is broken when its whole interval does, without a stated reason. */
export function isBroken(target: Target): boolean {
  const { better, interval, shortfall } = target;
  const best = interval ? interval[better === 'higher' ? 1 : 0] : target.measured;
  return shortfall === undefined && !isKept(target) && !isKept({ ...target, measured: best });
}

/** The gate: what it says, and the code that the process ends with. */
export function judgement(targets: readonly Target[]): { lines: string[]; exitCode: 0 | 1 } {
  const broken = targets.filter(isBroken);
  return {
    lines: [
      targetTable(targets),
      ...broken.map(({ promise, measured }) => `BROKEN PROMISE: ${promise} (measured ${measured})`),
      `${targets.filter(isKept).length} of ${targets.length} promises kept`,
    ],
    exitCode: broken.length > 0 ? 1 : 0,
  };
}

export function targetTable(targets: readonly Target[]): string {
  return markdownTable(
    ['promise', 'required', 'measured', ''],
    targets.map((target) => {
      const sign = target.better === 'higher' ? '≥' : '≤';
      const verdict = isKept(target) ? 'kept' : `**not kept**${target.shortfall ? `: ${target.shortfall}` : ''}`;
      return [target.promise, `${sign} ${written(target, target.required)}`, withInterval(target), verdict];
    }),
  );
}

const withInterval = (target: Target): string =>
  target.interval
    ? `${written(target, target.measured)} (${target.interval.map((end) => written(target, end)).join(' to ')})`
    : written(target, target.measured);

function written({ unit }: Target, value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (unit === '%') return `${(100 * value).toFixed(1)} %`;
  return unit === 'per million' ? `${value.toFixed(1)} per million` : String(Number(value.toFixed(4)));
}

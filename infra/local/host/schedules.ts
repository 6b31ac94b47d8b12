import { nextFiring } from './schedule-expression.ts';
import type { ScheduleSpec } from './system-spec.ts';

/** The scheduled ticks, on the simulated clock. Ticks missed while the clock jumped are fired once, not once each. */
export type Schedules = {
  /** The soonest firing of any schedule. */
  nextAt: () => Date | undefined;
  /** The first firing at or after a time, of the schedules that can matter then. */
  firstAtOrAfter: (time: Date) => Date | undefined;
  /** Fires what is due and waits for it. */
  fireDue: () => Promise<void>;
  /** Fires every schedule now, due or not. */
  fireAll: () => Promise<void>;
};

export function createSchedules(
  specs: readonly ScheduleSpec[],
  options: { now: () => Date; invoke: (functionName: string, event: unknown) => Promise<unknown> },
): Schedules {
  const started = options.now();
  const schedules = specs.map((spec) => ({ spec, nextAt: nextFiring(spec.expression, started) }));
  const soonest = (times: readonly Date[]) => times.toSorted((a, b) => a.getTime() - b.getTime())[0];

  const fire = async (chosen: typeof schedules): Promise<void> => {
    const now = options.now();
    for (const schedule of chosen) schedule.nextAt = nextFiring(schedule.spec.expression, now);
    await Promise.all(chosen.map(({ spec }) => options.invoke(spec.functionName, spec.input)));
  };

  return {
    nextAt: () => soonest(schedules.map(({ nextAt }) => nextAt)),
    firstAtOrAfter: (time) =>
      soonest(schedules.map(({ spec }) => nextFiring(spec.expression, new Date(time.getTime() - 1)))),
    fireDue: () => fire(schedules.filter(({ nextAt }) => nextAt.getTime() <= options.now().getTime())),
    fireAll: () => fire(schedules),
  };
}

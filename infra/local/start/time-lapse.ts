import { HOUR_MS } from '#shared/domain/time-units.ts';
import type { Host } from '../host/host.ts';

/** What falls due within one is done together, as by somebody who looks in now and then. */
const LEAST_STEP_MS = 6 * HOUR_MS;

/**
 * Plays simulated time until `until`: does what is due, then jumps to the tick after the next due thing, six hours or more, and so on.
 * `onStep` hears the simulated time after each step.
 */
export async function playTimeLapse(options: {
  host: Host;
  until: Date;
  nextDue: () => Promise<Date | undefined>;
  onStep: (now: Date) => Promise<void> | void;
}): Promise<void> {
  const { host, until, onStep } = options;
  const untilMs = until.getTime();
  const step = async (target: Date) => {
    await host.advanceTo(target);
    await host.settle({ skipWaits: true });
    await onStep(host.clock.now());
  };
  await host.schedules.fireAll();
  await host.settle({ skipWaits: true });
  await onStep(host.clock.now());
  while (host.clock.now().getTime() < untilMs) {
    const now = host.clock.now().getTime();
    const due = (await options.nextDue())?.getTime() ?? untilMs;
    const tick = host.schedules.firstAtOrAfter(new Date(Math.max(due, now + LEAST_STEP_MS))) ?? until;
    await step(tick.getTime() < untilMs ? tick : until);
  }
}

import { HOUR_MS } from '#shared/domain/time-units.ts';
import type { Host } from '../host/host.ts';

const STUCK_STEP_MS = HOUR_MS;

/**
 * Plays simulated time until `until`: does what is due, then jumps to the tick after the next due thing, and so on.
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
    // What is still due after its tick waits for something else (a paused site, say): look again later, not every five minutes.
    const earliest = due > now ? due : now + STUCK_STEP_MS;
    const tick = host.schedules.firstAtOrAfter(new Date(earliest)) ?? until;
    await step(tick.getTime() < untilMs ? tick : until);
  }
}

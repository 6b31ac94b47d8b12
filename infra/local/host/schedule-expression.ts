import { DAY_MS, HOUR_MS } from '#shared/domain/time-units.ts';

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: HOUR_MS, day: DAY_MS };

/**
 * The first time after `after` at which a schedule fires. Rates count from midnight UTC of the epoch, so that a restart changes nothing.
 * Cron: minutes and hours as numbers, lists, steps or `*`, every day (that is all the system uses).
 * @throws Error for any other expression.
 */
export function nextFiring(expression: string, after: Date): Date {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const periodMs = Number(rate[1]) * UNIT_MS[rate[2]!]!;
    return new Date((Math.floor(after.getTime() / periodMs) + 1) * periodMs);
  }
  const cron = /^cron\((\S+) (\S+) (\S+) \* (\S+) \*\)$/.exec(expression);
  if (cron && [cron[3], cron[4]].every((field) => field === '*' || field === '?')) {
    return nextDaily(cronField(cron[1]!, 60), cronField(cron[2]!, 24), after);
  }
  throw new Error(`the local host does not know the schedule ${expression}`);
}

function cronField(field: string, limit: number): number[] {
  const [base, step] = field.split('/');
  if (step !== undefined) {
    const first = base === '*' ? 0 : Number(base);
    return Array.from({ length: limit }, (_, index) => index).filter(
      (value) => value >= first && (value - first) % Number(step) === 0,
    );
  }
  if (field === '*') return Array.from({ length: limit }, (_, index) => index);
  const values = field.split(',').map(Number);
  if (values.every((value) => Number.isInteger(value) && value >= 0 && value < limit)) return values;
  throw new Error(`the local host does not know the cron field ${field}`);
}

function nextDaily(minutes: readonly number[], hours: readonly number[], after: Date): Date {
  const time = new Date(after);
  time.setUTCSeconds(0, 0);
  do time.setTime(time.getTime() + 60_000);
  while (!minutes.includes(time.getUTCMinutes()) || !hours.includes(time.getUTCHours()));
  return time;
}

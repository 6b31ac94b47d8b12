import { dayAfter, dayOf } from '#shared/domain/days.ts';
import type { RollUp } from '#shared/domain/roll-up.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import { addCase, inOrder } from './roll-ups.ts';

/** A function takes its time before it works, for a quarter of an hour at most, and the index lags: a day is over an hour after midnight. */
const SETTLE_MS = HOUR_MS;
/** Before there was anything to find. */
const BEFORE_ALL = '1970-01-01';

type Rolling = { rollUps: RollUpStore; now: Date };

export const lastFinishedDay = (now: Date): string => dayAfter(dayOf(new Date(now.getTime() - SETTLE_MS)), -1);

/** Whether a finished day is not stored yet. */
export async function isBehind(brandId: string, { rollUps, now }: Rolling): Promise<boolean> {
  const rolledTo = await rollUps.rolledTo(brandId);
  return rolledTo === undefined || rolledTo < lastFinishedDay(now);
}

/** Stores every finished day that is not stored yet; answers with these and those still running, the earliest first, and up to where it was stored before. */
export async function rollUpFinishedDays(
  brandId: string,
  { rollUps, now }: Rolling,
): Promise<{ rolledTo: string; days: RollUp[] }> {
  const rolledTo = (await rollUps.rolledTo(brandId)) ?? BEFORE_ALL;
  const first = dayAfter(rolledTo, 1);
  const last = lastFinishedDay(now);
  const all = new Map<string, RollUp>();
  await rollUps.eachChangedSince(brandId, first, (record) => addCase(all, record));
  const days = inOrder(all).filter(({ day }) => day >= first);
  if (last < first) return { rolledTo, days };
  for (const rollUp of days) if (rollUp.day <= last) await rollUps.put(brandId, rollUp);
  await rollUps.setRolledTo(brandId, last);
  return { rolledTo, days };
}

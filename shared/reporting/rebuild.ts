import { isDeepStrictEqual } from 'node:util';
import { dayOf } from '#shared/domain/days.ts';
import type { Rebuilt } from '#shared/domain/rebuild.ts';
import type { RollUp, VenueDay } from '#shared/domain/roll-up.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import { lastFinishedDay } from './brand-figures.ts';
import { addCase } from './roll-ups.ts';

/**
 * Makes the roll-ups of every finished day anew from the histories of all cases. Nothing that only a roll-up knows any more is lost.
 * @param onRead hears of each history that was read
 */
export async function rebuildRollUps(
  brandId: string,
  { rollUps, now }: { rollUps: RollUpStore; now: Date },
  onRead: () => void = () => {},
): Promise<Rebuilt> {
  const last = lastFinishedDay(now);
  const days = new Map<string, RollUp>();
  await rollUps.eachChangedSince(brandId, BEFORE_ALL, (record) => {
    addCase(days, record);
    onRead();
  });
  const stored = new Map((await rollUps.rollUps(brandId, BEFORE_ALL, last)).map((rollUp) => [rollUp.day, rollUp]));
  const made = new Map([...days].filter(([day]) => day <= last));
  const rebuilt: Rebuilt = { days: made.size, changed: [], kept: [] };
  for (const day of [...new Set([...stored.keys(), ...made.keys()])].sort()) {
    const before = stored.get(day)?.venues ?? {};
    const after = made.get(day)?.venues ?? {};
    if (isDeepStrictEqual(before, after)) continue;
    if (isLess(after, before)) {
      rebuilt.kept.push(day);
      continue;
    }
    await rollUps.put(brandId, { day, venues: after });
    rebuilt.changed.push(day);
  }
  await rollUps.setRolledTo(brandId, last);
  return rebuilt;
}

const BEFORE_ALL = dayOf(new Date(0));

type Venues = Record<string, VenueDay>;

/** Whether a count of before is higher. */
const isLess = (after: Venues, before: Venues): boolean =>
  Object.entries(before).some(([venue, { counts }]) =>
    Object.entries(counts).some(([name, count]) => count > (after[venue]?.counts[name as keyof typeof counts] ?? 0)),
  );

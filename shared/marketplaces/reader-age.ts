import { DAY_MS } from '#shared/domain/time-units.ts';
import type { SearchReading } from '#shared/extraction/reading.ts';
import days from './confirmed.json' with { type: 'json' };

/** Reader → the day (YYYY-MM-DD) of the newest real result page that it is known to have read right; null: none is known. Kept up by `markwarden check-readers --confirm`. */
export const confirmedReaders: Readonly<Record<string, string | null>> = days;

const TRUSTED_DAYS = 180;

/** Why a reader's word is to be taken with care; undefined for one confirmed in the last 180 days, and for what is no reader of ours. */
export function doubtOf(id: string, now: Date): string | undefined {
  const day = Object.hasOwn(confirmedReaders, id) ? confirmedReaders[id] : undefined;
  if (day === undefined) return undefined;
  if (day === null) return 'unproven: no real result page is known that this reader read right';
  return now.getTime() - Date.parse(day) > TRUSTED_DAYS * DAY_MS
    ? `nobody has confirmed this reader since ${day}`
    : undefined;
}

/** The reading with that doubt in its reason, unless it read everything: then the page itself has just confirmed the reader. */
export function withDoubt(reading: SearchReading, id: string, now: Date): SearchReading {
  const doubt = reading.coverage === 'complete' || reading.coverage === 'blocked' ? undefined : doubtOf(id, now);
  return doubt === undefined ? reading : { ...reading, reason: [reading.reason, doubt].filter(Boolean).join('; ') };
}

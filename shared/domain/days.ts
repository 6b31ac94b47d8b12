import { DAY_MS } from './time-units.ts';

/** Of a time in ISO form, always in UTC. */
export const dayOf = (at: string | Date): string => (typeof at === 'string' ? at : at.toISOString()).slice(0, 10);

/** Such a time to the minute: `2026-12-01 09:30`. */
export const minuteOf = (at: string): string => at.slice(0, 16).replace('T', ' ');

export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

export const dayAfter = (day: string, days: number): string => dayOf(new Date(Date.parse(day) + days * DAY_MS));

/** A period of whole days (UTC), both counted. */
export type Period = { from: string; to: string };

export const isWithin = (day: string, { from, to }: Period): boolean => day >= from && day <= to;

/** The calendar month before that of this time. */
export function monthBefore(now: Date): Period {
  const to = dayAfter(`${dayOf(now).slice(0, 7)}-01`, -1);
  return { from: `${to.slice(0, 7)}-01`, to };
}

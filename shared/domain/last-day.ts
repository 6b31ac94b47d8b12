import { dayAfter, dayOf } from '#shared/domain/days.ts';
import { HOUR_MS } from './time-units.ts';

/** UTC+14: nowhere on earth does a day end earlier. */
const FIRST_TO_END_MS = 14 * HOUR_MS;

/**
 * Whether a day is over anywhere. What lapses with it does so by the clock of its office or of whoever signed it, which nobody stored: a mark
 * of China ends eight hours before the day does in UTC, and a notice in between would rest on nothing.
 * @param day as in "2026-12-31"; a time of day after it is ignored
 */
export const isDayOver = (day: string, now: Date): boolean => day.slice(0, 10) < firstDay(now);

/** Whether a day has begun anywhere: what was signed today in Tokyo was not signed tomorrow. */
export const hasDayBegun = (day: string, now: Date): boolean => day.slice(0, 10) <= firstDay(now);

/** UTC-12: nowhere does a day end later. */
const LAST_TO_END_MS = 12 * HOUR_MS;

/** When a day is over everywhere: a date that a venue names may be by any clock, and what was in time there was in time. */
export const endOfDay = (day: string): Date => new Date(Date.parse(dayAfter(dayOf(day), 1)) + LAST_TO_END_MS);

const firstDay = (now: Date): string => dayOf(new Date(now.getTime() + FIRST_TO_END_MS));

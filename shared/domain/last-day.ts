import { dayOf } from '#shared/domain/days.ts';
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

const firstDay = (now: Date): string => dayOf(new Date(now.getTime() + FIRST_TO_END_MS));

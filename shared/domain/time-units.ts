/** Milliseconds; a day of 24 hours. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** That many milliseconds after a moment, as it is stored; before it for a negative number. */
export const isoAfter = (at: Date, ms: number): string => new Date(at.getTime() + ms).toISOString();

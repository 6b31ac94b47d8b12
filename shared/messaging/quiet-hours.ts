import type { QuietHours } from '#shared/domain/brand.ts';

/** Whether it is so now, by the clock of that person's time zone. An end before the beginning is on the next day; the end is not quiet any more. */
export function isQuiet({ from, to, timeZone }: Pick<QuietHours, 'from' | 'to' | 'timeZone'>, now: Date): boolean {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

type Alerts = { emails: readonly string[]; quietHours: readonly QuietHours[] };

/** The addresses of a brand, by whether they may be written to now. */
export function awakeAndQuiet({ emails, quietHours }: Alerts, now: Date): { awake: string[]; quiet: string[] } {
  const isQuietFor = (email: string) =>
    quietHours.some((hours) => hours.email.toLowerCase() === email.toLowerCase() && isQuiet(hours, now));
  return { awake: emails.filter((email) => !isQuietFor(email)), quiet: emails.filter(isQuietFor) };
}

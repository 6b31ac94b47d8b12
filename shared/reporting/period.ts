import { dayAfter, daysBetween, type Period } from '#shared/domain/days.ts';

const USUAL_DAYS = 90;
/** Every day is one item to read. */
const MOST_DAYS = 366;

/** Says to people which day is wrong, and why. */
export class PeriodRefusal extends Error {}

/**
 * The days that were asked for; the last 90 where none is named.
 * @throws PeriodRefusal when the days are the wrong way round, or too many.
 */
export function periodAsked({ from, to }: Partial<Period>, today: string): Period {
  const end = to ?? today;
  const start = from ?? dayAfter(end, 1 - USUAL_DAYS);
  if (start > end) throw new PeriodRefusal(`from: ${start} is after ${end}.`);
  if (daysBetween(start, end) >= MOST_DAYS)
    throw new PeriodRefusal(`from: at most ${MOST_DAYS} days at a time; ask for the years one by one.`);
  return { from: start, to: end };
}

import { priorityOf, type ReviewEntry } from '#shared/domain/review-entry.ts';
import { EDITED_PICTURE, pdqDistance } from '#shared/imaging/image-distance.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';

/** An analyst's pace on cases that mostly speak for themselves; an assumption, not measured. */
const SECONDS_A_CASE = 20;
/** Decided in an hour at that pace. */
export const CASES_AN_HOUR = 3600 / SECONDS_A_CASE;
/** One place in so many goes to a case drawn from below the hour's work: else nobody would learn what the order hides. */
const DRAWN_EVERY = 10;

/** Which share of the queue's harm (probability × harm) the first hour's cases carry, 0..1; 1 of an empty queue. */
export function shareOfHarm(entries: readonly ReviewEntry[], cases = CASES_AN_HOUR): number {
  const sum = (some: readonly ReviewEntry[]) => some.reduce((total, entry) => total + priorityOf(entry), 0);
  const all = sum(entries);
  return all === 0 ? 1 : sum(entries.slice(0, cases)) / all;
}

export type Placed = ReviewEntry & { drawn: boolean };

/**
 * The order to work in: most worth first, and on every tenth place one drawn by lot from those that an hour would not reach.
 * @param entries most worth first
 * @param draw changes the lot, such as the date: the same for a whole day, so that nothing jumps about
 */
export function workingOrder(entries: readonly ReviewEntry[], draw: string): Placed[] {
  const top = entries.slice(0, CASES_AN_HOUR);
  const below = entries.slice(CASES_AN_HOUR);
  const lots = below.toSorted((a, b) => (lotOf(a, draw) < lotOf(b, draw) ? -1 : 1));
  const drawn = new Set(lots.slice(0, Math.floor(top.length / (DRAWN_EVERY - 1))));
  const chosen = lots.filter((entry) => drawn.has(entry));
  const order = top.flatMap((entry, index): Placed[] => {
    const lot = (index + 1) % (DRAWN_EVERY - 1) === 0 ? chosen.shift() : undefined;
    return [{ ...entry, drawn: false }, ...(lot ? [{ ...lot, drawn: true }] : [])];
  });
  return [...order, ...below.filter((entry) => !drawn.has(entry)).map((entry) => ({ ...entry, drawn: false }))];
}

const lotOf = ({ caseId }: ReviewEntry, draw: string): string => sha256Hex(`${draw}|${caseId}`);

export const GROUPINGS = ['seller', 'picture', 'text'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The waiting cases that share this with the one in question, itself first. */
export function groupOf(entry: ReviewEntry, entries: readonly ReviewEntry[], by: Grouping): ReviewEntry[] {
  const others = entries.filter(({ caseId }) => caseId !== entry.caseId);
  return [entry, ...others.filter((other) => shares(entry, other, by))];
}

/** Whether they belong into one group. */
export function shares(a: ReviewEntry, b: ReviewEntry, by: Grouping): boolean {
  if (by !== 'picture') return a[by] !== undefined && a[by] === b[by];
  // Cut, written on, pressed: it only gathers what a person then looks at.
  return a.picture !== undefined && b.picture !== undefined && pdqDistance(a.picture, b.picture) <= EDITED_PICTURE;
}

import type { KindFigures } from './site-figures.ts';
import type { Tally } from './truth.ts';

/** Fields with a column of their own; the rest stand together under "other". */
export const REPORTED_FIELDS = ['title', 'price', 'currency', 'url', 'image', 'seller'] as const;

/** "60/60"; a dash where the truth states nothing. */
export function exactOf(fields: Tally, names: readonly string[]): string {
  const tallies = names.flatMap((name) => fields[name] ?? []);
  if (tallies.length === 0) return '–';
  const sum = (pick: (tally: Tally[string]) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
  return `${sum(({ exact }) => exact)}/${sum(({ stated }) => stated)}`;
}

export function otherFields(fields: Tally): string[] {
  return Object.keys(fields).filter((name) => !(REPORTED_FIELDS as readonly string[]).includes(name));
}

/** "58/60"; all of them but in another order: "60/60 ✗ order"; a dash where no truth was made. */
export function foundOf({ truth }: KindFigures): string {
  if (!truth) return '–';
  return `${truth.found}/${truth.stated}${truth.inOrder || truth.found < truth.stated ? '' : ' ✗ order'}`;
}

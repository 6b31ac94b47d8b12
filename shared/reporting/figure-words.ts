import type { Rate } from './rate.ts';

/** "87.5 %"; "–" of nothing. Never rounded to what is not so: 999 of 1000 is not "100 %". */
export function shareWords({ share }: Rate): string {
  if (share === null) return '–';
  const percent = Math.round(share * 1000) / 10;
  if (percent === 100 && share < 1) return 'over 99.9 %';
  if (percent === 0 && share > 0) return 'under 0.1 %';
  return `${percent} %`;
}

/** "45 min", "7.5 h", "12 days"; two figures mean something. "–" of nothing. */
export function durationWords(minutes: number | null): string {
  if (minutes === null) return '–';
  if (minutes < 100) return `${minutes} min`;
  if (minutes < 2880) return `${Number((minutes / 60).toPrecision(2))} h`;
  return `${Number((minutes / 1440).toPrecision(2))} days`;
}

/** "31,204". */
export const countWords = (count: number): string => count.toLocaleString('en-US');

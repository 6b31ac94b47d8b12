import type { Share } from '#shared/learning/wilson.ts';

/** "1, 33.3 % (95 % interval 6.1 to 79.2 %)". */
export const shareWords = ({ of, count, share, least, most }: Share): string =>
  of === 0 ? 'none' : `${count}, ${percent(share)} % (95 % interval ${percent(least)} to ${percent(most)} %)`;

const percent = (part: number): string => (100 * part).toFixed(1);

import type { Interval } from '#shared/learning/bootstrap.ts';

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const alignment = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(head), line(alignment), ...rows.map(line)].join('\n');
}

/** "0.172"; a dash where the data cannot answer. */
export const figure = (value: number, digits = 3): string =>
  Number.isFinite(value) ? value.toFixed(digits).replace(/^-(0\.0+)$/, '$1') : '–';

/** "0.172 (0.150–0.190)" */
export const withInterval = ({ estimate, low, high }: Interval, digits = 3): string =>
  `${figure(estimate, digits)} (${figure(low, digits)}–${figure(high, digits)})`;

export const percent = (share: number, digits = 1): string =>
  Number.isFinite(share) ? `${(share * 100).toFixed(digits)} %` : '–';

export const percentWithInterval = ({ estimate, low, high }: Interval, digits = 1): string =>
  `${percent(estimate, digits)} (${figure(low * 100, digits)}–${figure(high * 100, digits)})`;

export const paragraphs = (...parts: readonly string[]): string => parts.join('\n\n');

import { escapeUTF8 } from 'entities';
import { shareWords } from './figure-words.ts';
import type { Month } from './figures.ts';
import type { Rate } from './rate.ts';

// Charts as plain SVG without script or font. Colours are the page's: it styles .chart-found, -noticed, -removed, -ground and -line.

const WIDTH = 720;
const SERIES = ['found', 'noticed', 'removed'] as const;

/** Narrow enough to be read on a phone without scrolling. */
const FEW = { months: 4, width: 360 };

const PLOT = { left: 56, right: 8, top: 30, bottom: 24, height: 240 };

/** Three bars a month: found, noticed, removed. */
export function monthsChart(months: readonly Month[]): string {
  const top = niceTop(Math.max(1, ...months.flatMap(({ found, noticed, removed }) => [found, noticed, removed])));
  const chartWidth = months.length > FEW.months ? WIDTH : FEW.width;
  const inner = { width: chartWidth - PLOT.left - PLOT.right, height: PLOT.height - PLOT.top - PLOT.bottom };
  const y = (value: number) => PLOT.top + inner.height * (1 - value / top);
  const slot = inner.width / Math.max(1, months.length);
  const bar = Math.min(24, (slot * 0.8) / SERIES.length);
  const bars = months.flatMap((month, index) => {
    const start = PLOT.left + slot * (index + 0.5) - (bar * SERIES.length) / 2;
    const label = `<text x="${fixed(PLOT.left + slot * (index + 0.5))}" y="${PLOT.height - 6}" text-anchor="middle">${escapeUTF8(month.month)}</text>`;
    return [
      ...SERIES.map((name, place) => {
        const value = month[name];
        const title = `<title>${escapeUTF8(month.month)}: ${value.toLocaleString('en-US')} ${name}</title>`;
        return `<rect x="${fixed(start + place * bar)}" y="${fixed(y(value))}" width="${fixed(bar)}" height="${fixed(PLOT.height - PLOT.bottom - y(value))}" class="chart-${name}">${title}</rect>`;
      }),
      label,
    ];
  });
  const lines = [0, top / 2, top].map(
    (value) =>
      `<line x1="${PLOT.left}" x2="${chartWidth - PLOT.right}" y1="${fixed(y(value))}" y2="${fixed(y(value))}" class="chart-line"/><text x="${PLOT.left - 6}" y="${fixed(y(value) + 4)}" text-anchor="end">${value.toLocaleString('en-US')}</text>`,
  );
  const legend = SERIES.map(
    (name, place) =>
      `<rect x="${PLOT.left + place * 100}" y="6" width="12" height="12" class="chart-${name}"/><text x="${PLOT.left + place * 100 + 18}" y="16">${name}</text>`,
  );
  return svg(PLOT.height, 'Cases found, noticed and removed, by month', [...lines, ...bars, ...legend], chartWidth);
}

const ROW = 24;
const LABEL = 180;

/** One bar a line, from 0 to 100 %. What has no rate has no bar. */
export function shareChart(lines: readonly { label: string; rate: Rate }[]): string {
  const width = WIDTH - LABEL - 80;
  const rows = lines.map(({ label, rate }, index) => {
    const y = index * ROW;
    return [
      `<text x="${LABEL - 8}" y="${y + 16}" text-anchor="end">${escapeUTF8(shortened(label))}</text>`,
      `<rect x="${LABEL}" y="${y + 4}" width="${width}" height="16" class="chart-ground"/>`,
      `<rect x="${LABEL}" y="${y + 4}" width="${fixed(width * (rate.share ?? 0))}" height="16" class="chart-removed"/>`,
      `<text x="${LABEL + width + 8}" y="${y + 16}">${shareWords(rate)}</text>`,
    ].join('');
  });
  return svg(lines.length * ROW, 'Compliance rate by marketplace', rows);
}

const svg = (height: number, label: string, content: readonly string[], width = WIDTH) =>
  `<svg viewBox="0 0 ${width} ${height}"${width < WIDTH ? ' class="narrow"' : ''} role="img" aria-label="${label}">${content.join('')}</svg>`;

/** The next of 2, 4, 10, 20, 40, 100 …, so that the line in the middle is a whole number too. */
function niceTop(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return [2, 4, 10, 20].map((step) => step * unit).find((top) => top >= value)!;
}

const shortened = (text: string) => (text.length > 26 ? `${text.slice(0, 25)}…` : text);
const fixed = (value: number) => Number(value.toFixed(1));

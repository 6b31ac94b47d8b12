import { figure } from './markdown.ts';

export type Point = readonly [x: number, y: number];
export type Series = { label: string; points: readonly Point[]; marks?: boolean };

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 56;
const TOP = 16;
const PLOT_WIDTH = 380;
const PLOT_HEIGHT = 330;

// Seen on white and on dark pages: the picture follows the reader's colour scheme.
const LIGHT = ['#0b62b8', '#c2410c', '#15803d', '#7c3aed', '#b91c1c', '#0f766e'];
const DARK = ['#6cb2ff', '#ff9d5c', '#6fdc8c', '#c4a5ff', '#ff8a8a', '#5eead4'];
const coloured = (palette: readonly string[]): string =>
  palette.map((c, i) => `.c${i}{stroke:${c}}.c${i} .mark,.bar.c${i}{fill:${c};stroke:none}`).join('');
const STYLE = `<style>
text{font:12px system-ui,sans-serif;fill:#333}.axis,.grid,.line{fill:none}.axis,.zero{stroke:#666}.grid{stroke:#888;stroke-opacity:.3}.ideal{fill:none;stroke:#888;stroke-dasharray:4 4}.line{stroke-width:2}
${coloured(LIGHT)}
@media(prefers-color-scheme:dark){text{fill:#ddd}.axis,.zero{stroke:#aaa}${coloured(DARK)}}
</style>`;

const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Lines in the unit square (precision–recall, calibration). `ideal` draws the diagonal. */
export function unitPlot(
  series: readonly Series[],
  axes: { title: string; x: string; y: string; ideal?: boolean },
): string {
  const body = [
    ...TICKS.map((tick) => grid(tick)),
    `<rect class="axis" x="${LEFT}" y="${TOP}" width="${PLOT_WIDTH}" height="${PLOT_HEIGHT}"/>`,
    axes.ideal
      ? `<path class="ideal" d="${path([
          [0, 0],
          [1, 1],
        ])}"/>`
      : '',
    ...series.map(drawSeries),
    `<text x="${LEFT + PLOT_WIDTH / 2}" y="${HEIGHT - 14}" text-anchor="middle">${escapeXml(axes.x)}</text>`,
    `<text transform="translate(14 ${TOP + PLOT_HEIGHT / 2}) rotate(-90)" text-anchor="middle">${escapeXml(axes.y)}</text>`,
  ];
  return svg(axes.title, HEIGHT, body);
}

/** Horizontal bars from zero, negative ones to the left. */
export function barPlot(bars: readonly { label: string; value: number }[], title: string): string {
  const rowHeight = 22;
  const labelWidth = 190;
  const width = WIDTH - labelWidth - 70;
  const low = Math.min(0, ...bars.map(({ value }) => value));
  const high = Math.max(0, ...bars.map(({ value }) => value));
  const x = (value: number) => round(labelWidth + ((value - low) / (high - low || 1)) * width);
  const height = TOP * 2 + bars.length * rowHeight;
  const body = bars.map(({ label, value }, i) => {
    const y = TOP + i * rowHeight;
    const bar = `<rect class="bar ${value < 0 ? 'c1' : 'c0'}" x="${Math.min(x(0), x(value))}" y="${y + 4}" width="${round(Math.abs(x(value) - x(0)))}" height="14"/>`;
    return `<text x="${labelWidth - 8}" y="${y + 15}" text-anchor="end">${escapeXml(label)}</text>${bar}<text x="${x(Math.max(value, 0)) + 6}" y="${y + 15}">${figure(value)}</text>`;
  });
  return svg(title, height, [...body, `<path class="zero" d="M${x(0)} ${TOP}V${TOP + bars.length * rowHeight}"/>`]);
}

function svg(title: string, height: number, body: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img"><title>${escapeXml(title)}</title>${STYLE}\n${body.filter(Boolean).join('\n')}\n</svg>\n`;
}

function grid(tick: number): string {
  const [x] = place([tick, 0]);
  const [, y] = place([0, tick]);
  return `<path class="grid" d="M${LEFT} ${y}H${LEFT + PLOT_WIDTH}M${x} ${TOP}V${TOP + PLOT_HEIGHT}"/><text x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${tick}</text><text x="${x}" y="${TOP + PLOT_HEIGHT + 18}" text-anchor="middle">${tick}</text>`;
}

function drawSeries({ label, points, marks }: Series, index: number): string {
  const colour = `c${index % LIGHT.length}`;
  const legendY = TOP + 12 + index * 20;
  const legendX = LEFT + PLOT_WIDTH + 16;
  const dots = marks
    ? points.map((p) => `<circle class="mark" cx="${place(p)[0]}" cy="${place(p)[1]}" r="3"/>`).join('')
    : '';
  return `<g class="${colour}"><path class="line" d="${path(points)}"/>${dots}<path class="line" d="M${legendX} ${legendY}h18"/></g><text x="${legendX + 24}" y="${legendY + 4}">${escapeXml(label)}</text>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const place = ([x, y]: Point): Point => [round(LEFT + x * PLOT_WIDTH), round(TOP + (1 - y) * PLOT_HEIGHT)];

const path = (points: readonly Point[]): string =>
  points.map((p, i) => `${i ? 'L' : 'M'}${place(p).join(' ')}`).join('');

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

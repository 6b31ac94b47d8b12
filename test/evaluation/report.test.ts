import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curveOf } from '#shared/learning/precision-curve.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { calibrationNoise } from './calibration-noise.ts';
import { parseTable } from './csv.ts';
import { precisionRecallPoints } from './curve-points.ts';
import { updateDocument } from './document.ts';
import { figure, markdownTable, percent, withInterval } from './markdown.ts';
import { meanOfDraws } from './mean-of-draws.ts';
import { stuffedTitle } from './stuffed-title.ts';
import { barPlot, unitPlot } from './svg-plot.ts';

describe('tables of labelled data', () => {
  test('whatever is quoted comes back as it was', () => {
    const cell = fc.string({ maxLength: 12 }).filter((text) => !text.includes('\r') && text !== '\ufeff');
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(rows, (cells) => {
        const text = ['a,b', ...cells.map((row) => row.map(quote).join(','))].join('\n');
        expect(parseTable(text)).toEqual(cells.map(([a, b]) => ({ a, b })));
      }),
    );
  });

  test('plain, quoted and empty cells, Windows line ends and a byte-order mark', () => {
    expect(parseTable('\ufeffid,name,price\r\n1,"a ""b"", c",\r\n2,,3\r\n')).toEqual([
      { id: '1', name: 'a "b", c', price: '' },
      { id: '2', name: '', price: '3' },
    ]);
    expect(parseTable('x\ty\n1\t"\n', '\t')).toEqual([{ x: '1', y: '"' }]);
  });

  test('a stray quote is refused, not swallowed', () => {
    expect(() => parseTable('a,b\n1,x"y\n')).toThrow(/not CSV at character/);
  });
});

describe('the page', () => {
  const experiments = [
    { name: 'one', title: 'First' },
    { name: 'two', title: 'Second' },
  ];

  test('a section that was not measured anew stays as it was', () => {
    const whole = updateDocument(
      '',
      experiments,
      new Map([
        ['one', 'old one'],
        ['two', 'old two'],
      ]),
    );
    const again = updateDocument(whole, experiments, new Map([['two', 'new two']]));
    expect(again).toContain('old one');
    expect(again).toContain('new two');
    expect(again).not.toContain('old two');
    expect(updateDocument(again, experiments, new Map())).toBe(again);
  });

  test('a section that was never measured is left out', () => {
    expect(updateDocument('', experiments, new Map([['two', 'x']]))).not.toContain('First');
  });

  test('figures are plain, and what is unknown is a dash', () => {
    expect(figure(Number.NaN)).toBe('–');
    expect(figure(-0.00001)).toBe('0.000');
    expect(percent(0.1234)).toBe('12.3 %');
    expect(withInterval({ estimate: 0.5, low: 0.4, high: 0.6 })).toBe('0.500 (0.400–0.600)');
    expect(markdownTable(['a', 'b'], [['x', '1']])).toBe('| a | b |\n| --- | ---: |\n| x | 1 |');
  });
});

describe('plots', () => {
  test('stay inside the picture, whatever the curve', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean())), (items) => {
        const curve = curveOf(
          items.map(([score]) => score),
          items.map(([, positive]) => positive),
        );
        const svg = unitPlot([{ label: 'a < b & c', points: precisionRecallPoints(curve, { leastTaken: 1 }) }], {
          title: 't',
          x: 'recall',
          y: 'precision',
        });
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
        expect(svg).toContain('a &lt; b &amp; c');
        const numbers = [...svg.matchAll(/[ML]([\d.]+) ([\d.]+)/g)];
        for (const [, x, y] of numbers) {
          expect(Number(x)).toBeLessThanOrEqual(640);
          expect(Number(y)).toBeLessThanOrEqual(400);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('bars of either sign start at zero', () => {
    const svg = barPlot(
      [
        { label: 'up', value: 0.5 },
        { label: 'down', value: -0.5 },
      ],
      'both',
    );
    const [up, down] = [...svg.matchAll(/class="bar[^"]*" x="([\d.]+)"[^>]*width="([\d.]+)"/g)].map((m) => ({
      x: Number(m[1]),
      width: Number(m[2]),
    }));
    expect(down!.x + down!.width).toBeCloseTo(up!.x, 0);
    expect(up!.width).toBeCloseTo(down!.width, 0);
  });
});

test('a stuffed title still holds the title, among 3 to 14 other words, the same for the same seed', () => {
  const title = 'Nordhavn Fjord Parka';
  const stuffed = stuffedTitle(title, seededRandom(1));
  expect(stuffed).toContain(title);
  const extra = stuffed.split(' ').length - 3;
  expect(extra).toBeGreaterThanOrEqual(3);
  expect(extra).toBeLessThanOrEqual(14);
  expect(stuffedTitle(title, seededRandom(1))).toBe(stuffed);
});

describe('what chance leaves of a calibration error', () => {
  const probabilities = (count: number) => Array.from({ length: count }, (_, i) => (i + 0.5) / count);

  test('shrinks with the root of the number of listings', () => {
    const [few, many] = [400, 40_000].map((count) => calibrationNoise(probabilities(count), seededRandom(1), 10));
    expect(few! / many!).toBeGreaterThan(7);
    expect(few! / many!).toBeLessThan(14);
  });

  test('is nothing where every probability is 0 or 1', () => {
    expect(calibrationNoise([0, 0, 1, 1, 1], seededRandom(1))).toBe(0);
  });
});

test('the mean over draws carries the widest range that any draw had', () => {
  const draws = [[{ estimate: 0.2, low: 0.1, high: 0.5 }], [{ estimate: 0.4, low: 0.3, high: 0.4 }]];
  expect(meanOfDraws(draws)).toEqual([{ estimate: expect.closeTo(0.3), low: 0.1, high: 0.5 }]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aroundHalves, type TextBox, type TextMap, textBoxes, turnedAround } from '#shared/imaging/text-boxes.ts';

type Bar = { x: number; y: number; width: number; height: number; degrees?: number };

/** A map in which the bars (around their centres) are text. */
function mapOf(bars: readonly Bar[], likelihood = 0.9, width = 320, height = 256): TextMap {
  const values = new Float32Array(width * height);
  for (const { x, y, degrees = 0, ...size } of bars) {
    const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    for (let i = 0; i < values.length; i++) {
      const [dx, dy] = [(i % width) + 0.5 - x, Math.floor(i / width) + 0.5 - y];
      const isInside =
        Math.abs(dx * cosine + dy * sine) <= size.width / 2 && Math.abs(dy * cosine - dx * sine) <= size.height / 2;
      if (isInside) values[i] = likelihood;
    }
  }
  return { width, height, values };
}

const centreOf = ({ origin, along, down }: TextBox, { width, height }: TextMap) => ({
  x: (origin.x + (along.x + down.x) / 2) * width,
  y: (origin.y + (along.y + down.y) / 2) * height,
});
const degreesOf = ({ along }: TextBox, { width, height }: TextMap) =>
  (Math.atan2(along.y * height, along.x * width) * 180) / Math.PI;

describe('where text stands', () => {
  test.each([-40, -12, 0, 12, 35])('a line tilted by %d degrees is found as it lies', (degrees) => {
    const map = mapOf([{ x: 160, y: 128, width: 120, height: 16, degrees }]);
    const [box, ...others] = textBoxes(map, 10);
    expect(others).toEqual([]);
    expect(degreesOf(box!, map)).toBeCloseTo(degrees, -1);
    expect(centreOf(box!, map).x).toBeCloseTo(160, 0);
    expect(centreOf(box!, map).y).toBeCloseTo(128, 0);
    // The letters reach beyond their core.
    expect(Math.hypot(box!.along.x * map.width, box!.along.y * map.height)).toBeGreaterThan(130);
  });

  test('an upright line is read downwards, and the other way round when asked', () => {
    const map = mapOf([{ x: 160, y: 128, width: 16, height: 120 }]);
    const [box] = textBoxes(map, 10);
    expect(degreesOf(box!, map)).toBeCloseTo(90, 0);
    const other = turnedAround(box!);
    expect(degreesOf(other, map)).toBeCloseTo(-90, 0);
    expect(centreOf(other, map).x).toBeCloseTo(160, 0);
  });

  test.each([-30, 0, 20])('halves of a struck-through line, tilted by %d degrees, are put together', (degrees) => {
    const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    const half = (down: number, width: number): Bar => ({
      x: 160 - down * sine,
      y: 128 + down * cosine,
      width,
      height: 9,
      degrees,
    });
    const map = mapOf([half(-8, 120), half(8, 90)]);
    const [upper, lower] = textBoxes(map, 10);
    const whole = aroundHalves(upper!, lower!, map)!;
    expect(degreesOf(whole, map)).toBeCloseTo(degrees, -1);
    expect(Math.abs(centreOf(whole, map).x - 160)).toBeLessThan(3);
    expect(Math.abs(centreOf(whole, map).y - 128)).toBeLessThan(3);
    expect(Math.hypot(whole.down.x * map.width, whole.down.y * map.height)).toBeGreaterThan(25);
    expect(Math.hypot(whole.along.x * map.width, whole.along.y * map.height)).toBeGreaterThan(120);
  });

  test.each([
    ['the next line of a text', { x: 160, y: 168, width: 120, height: 9 }],
    ['a word beside it', { x: 260, y: 126, width: 60, height: 9 }],
  ])('%s is no half of a line', (_, bar) => {
    const map = mapOf([{ x: 160, y: 128, width: 120, height: 9 }, bar]);
    const [one, other] = textBoxes(map, 10);
    expect(aroundHalves(one!, other!, map)).toBeUndefined();
  });

  test('lines come from top to bottom, and from left to right', () => {
    const bars = [
      { x: 240, y: 61, width: 80, height: 14 },
      { x: 160, y: 200, width: 100, height: 14 },
      { x: 80, y: 63, width: 80, height: 14 },
    ];
    const map = mapOf(bars);
    const found = textBoxes(map, 10).map((box) => centreOf(box, map));
    expect(found.map(({ x }) => Math.round(x))).toEqual([80, 240, 160]);
  });

  test('specks, hair lines and faint guesses are no text', () => {
    expect(textBoxes(mapOf([{ x: 100, y: 100, width: 3, height: 3 }]), 10)).toEqual([]);
    expect(textBoxes(mapOf([{ x: 100, y: 100, width: 100, height: 1 }]), 10)).toEqual([]);
    expect(textBoxes(mapOf([{ x: 100, y: 100, width: 100, height: 14 }], 0.45), 10)).toEqual([]);
  });

  test('any map gives no more boxes than asked for, with finite corners', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 1024, maxLength: 1024 }),
        (values) => {
          const boxes = textBoxes({ width: 32, height: 32, values: Float32Array.from(values) }, 3);
          expect(boxes.length).toBeLessThanOrEqual(3);
          for (const { origin, along, down } of boxes)
            for (const { x, y } of [origin, along, down]) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

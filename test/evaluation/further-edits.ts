import sharp, { type Sharp } from 'sharp';
import type { PictureEdit } from './picture-edits.ts';

const jpeg = (image: Sharp): Promise<Buffer> => image.jpeg({ quality: 80 }).toBuffer();

async function sizeOf(picture: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(picture).metadata();
  return { width, height };
}

/** Keeps this part of the picture; shares of its sides. */
async function part(picture: Buffer, left: number, top: number, width: number, height: number): Promise<Sharp> {
  const size = await sizeOf(picture);
  const [x, y] = [Math.round(size.width * left), Math.round(size.height * top)];
  return sharp(picture).extract({
    left: x,
    top: y,
    width: Math.min(size.width - x, Math.round(size.width * width)),
    height: Math.min(size.height - y, Math.round(size.height * height)),
  });
}

const cut =
  (left: number, top: number, width: number, height: number): PictureEdit =>
  async (picture) =>
    jpeg(await part(picture, left, top, width, height));

const mirroredCut =
  (left: number, top: number, width: number, height: number): PictureEdit =>
  async (picture) =>
    jpeg((await part(picture, left, top, width, height)).flop());

const words = (width: number, height: number, text: string, ground: string, ink: string): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${ground}"/><text x="${width / 2}" y="${height * 0.65}" font-family="sans-serif" font-size="${Math.min(height * 0.5, width * 0.12)}" fill="${ink}" text-anchor="middle">${text}</text></svg>`,
  );

/** A strip of words over the picture (negative: added below it, the picture left whole). */
const strip =
  (side: 'top' | 'bottom' | 'left' | 'right', share: number, mirrored = false): PictureEdit =>
  async (picture) => {
    const { width, height } = await sizeOf(picture);
    const size =
      side === 'left' || side === 'right'
        ? { width: Math.round(width * share), height }
        : { width, height: Math.round(height * share) };
    const input = words(size.width, size.height, 'BEST PRICE', '#123', '#fff');
    const ground = sharp(mirrored ? await sharp(picture).flop().toBuffer() : picture);
    return jpeg(
      ground.composite([
        { input, left: side === 'right' ? width - size.width : 0, top: side === 'bottom' ? height - size.height : 0 },
      ]),
    );
  };

const added =
  (share: number, isAbove = false): PictureEdit =>
  async (picture) => {
    const { width, height } = await sizeOf(picture);
    const extra = Math.round(height * share);
    const ground = sharp(picture).extend({ [isAbove ? 'top' : 'bottom']: extra, background: '#fff' });
    return jpeg(
      ground.composite([
        { input: words(width, extra, 'NEW 2026', '#e33', '#ff0'), left: 0, top: isAbove ? 0 : height },
      ]),
    );
  };

/** The picture on a screen: bars above and below, a part of its height. */
const screenshot =
  (top: number, bottom: number): PictureEdit =>
  async (picture) => {
    const inner = await sharp(picture).resize(420, 560, { fit: 'contain', background: '#000' }).toBuffer();
    const bar = (height: number) => words(420, height, 'shop.example   12:03', '#f4f4f4', '#222');
    const ground = sharp({ create: { width: 420, height: 560 + top + bottom, channels: 3, background: '#000' } });
    return jpeg(
      ground.composite([
        { input: bar(top), left: 0, top: 0 },
        { input: inner, left: 0, top },
        { input: bar(bottom), left: 0, top: top + 560 },
      ]),
    );
  };

const collage =
  (isRight: boolean): PictureEdit =>
  async (picture, others) => {
    const cell = (bytes: Buffer, width: number, height: number) =>
      sharp(bytes).resize(width, height, { fit: 'cover' }).toBuffer();
    const ground = sharp({ create: { width: 600, height: 600, channels: 3, background: '#fff' } });
    return jpeg(
      ground.composite([
        { input: await cell(picture, 400, 600), left: isRight ? 200 : 0, top: 0 },
        { input: await cell(others[0]!, 200, 300), left: isRight ? 0 : 400, top: 0 },
        { input: await cell(others[1]!, 200, 300), left: isRight ? 0 : 400, top: 300 },
      ]),
    );
  };

const tiltedAndCut =
  (degrees: number, share: number): PictureEdit =>
  async (picture) => {
    const { width, height } = await sizeOf(picture);
    const turned = await sharp(picture).rotate(degrees, { background: '#fff' }).toBuffer();
    const size = await sizeOf(turned);
    const [w, h] = [Math.round(width * share), Math.round(height * share)];
    return jpeg(
      sharp(turned).extract({
        left: Math.round((size.width - w) / 2),
        top: Math.round((size.height - h) / 2),
        width: w,
        height: h,
      }),
    );
  };

/** The same lettering printed on the chest: goods of one brand, of which each is another picture. */
export const withSameLogo: PictureEdit = async (picture) => {
  const { width, height } = await sizeOf(picture);
  const input = words(Math.round(width * 0.36), Math.round(height * 0.12), 'NORDHAVN', '#114', '#fff');
  return jpeg(sharp(picture).composite([{ input, left: Math.round(width * 0.32), top: Math.round(height * 0.38) }]));
};

/** Further edits, looked at while the forms of a reference were chosen. */
export const FURTHER_EDITS: Record<string, PictureEdit> = {
  'crop to the middle 75 %': cut(0.125, 0.125, 0.75, 0.75),
  'crop to a corner, 75 %': cut(0.25, 0, 0.75, 0.75),
  'crop of the lower quarter': cut(0, 0, 1, 0.75),
  'crop to the middle 65 %': cut(0.175, 0.175, 0.65, 0.65),
  'mirrored and cropped 10 %': mirroredCut(0.06, 0.04, 0.9, 0.9),
  'mirrored and cropped 20 %': mirroredCut(0.1, 0.1, 0.8, 0.8),
  'mirrored, one side cut': mirroredCut(0, 0, 0.84, 1),
  'strip over the bottom, 18 %': strip('bottom', 0.18),
  'strip over the top, 26 %': strip('top', 0.26),
  'strip over the left, 20 %': strip('left', 0.2),
  'mirrored, strip over the bottom': strip('bottom', 0.16, true),
  'strip added below, 15 %': added(0.15),
  'strip added below, 25 %': added(0.25),
  screenshot: screenshot(90, 90),
  'collage of three': collage(false),
  'rotated 5° and cropped': tiltedAndCut(5, 0.82),
};

/** Other amounts, other sides: measured when the forms were chosen. */
export const HELD_OUT_EDITS: Record<string, PictureEdit> = {
  'crop to the middle 72 %': cut(0.14, 0.14, 0.72, 0.72),
  'crop to the lower left, 79 %': cut(0, 0.21, 0.79, 0.79),
  'crop of the right sixth': cut(0, 0, 0.83, 1),
  'mirrored and cropped 14 %': mirroredCut(0.1, 0.02, 0.86, 0.86),
  'mirrored, upper edge cut': mirroredCut(0, 0.12, 1, 0.88),
  'strip over the bottom, 24 %': strip('bottom', 0.24),
  'strip over the top, 12 %': strip('top', 0.12),
  'strip over the right, 18 %': strip('right', 0.18),
  'mirrored, strip over the top': strip('top', 0.2, true),
  'strip added above, 12 %': added(0.12, true),
  'strip added below, 20 %': added(0.2),
  'screenshot, other bars': screenshot(120, 60),
  'collage of three, right': collage(true),
  'rotated -7° and cropped': tiltedAndCut(-7, 0.8),
};

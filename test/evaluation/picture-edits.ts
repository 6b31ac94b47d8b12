import sharp, { type Sharp } from 'sharp';

/** What sellers do to a picture they took from elsewhere. `others` are foreign pictures for collages. */
export type PictureEdit = (picture: Buffer, others: readonly Buffer[]) => Promise<Buffer>;

const jpeg = (image: Sharp, quality = 85): Promise<Buffer> => image.jpeg({ quality }).toBuffer();

async function sizeOf(picture: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(picture).metadata();
  return { width, height };
}

/** Cuts this share of the width and height away, most of it on the left and at the bottom. */
const cropped =
  (share: number): PictureEdit =>
  async (picture) => {
    const { width, height } = await sizeOf(picture);
    return jpeg(
      sharp(picture).extract({
        left: Math.round(width * share * 0.7),
        top: Math.round(height * share * 0.3),
        width: Math.round(width * (1 - share)),
        height: Math.round(height * (1 - share)),
      }),
    );
  };

const bordered =
  (share: number): PictureEdit =>
  async (picture) => {
    const { width, height } = await sizeOf(picture);
    const [x, y] = [Math.round(width * share), Math.round(height * share)];
    return jpeg(sharp(picture).extend({ left: x, right: x, top: y, bottom: y, background: '#fff' }));
  };

const rotated =
  (degrees: number): PictureEdit =>
  (picture) =>
    jpeg(sharp(picture).rotate(degrees, { background: '#fff' }));

export const PICTURE_EDITS: Record<string, PictureEdit> = {
  'JPEG quality 20': (picture) => jpeg(sharp(picture), 20),
  'thumbnail 160 px': (picture) => jpeg(sharp(picture).resize(160, 160, { fit: 'inside' })),
  grey: (picture) => jpeg(sharp(picture).greyscale()),
  blur: (picture) => jpeg(sharp(picture).blur(2)),
  brighter: (picture) => jpeg(sharp(picture).modulate({ brightness: 1.3 })),
  'more contrast': (picture) => jpeg(sharp(picture).linear(1.4, -50)),
  'stretched 1.25 times': async (picture) => {
    const { width, height } = await sizeOf(picture);
    return jpeg(sharp(picture).resize(Math.round(width * 1.25), height, { fit: 'fill' }));
  },
  'text over it': async (picture) => {
    const { width, height } = await sizeOf(picture);
    const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect y="${height * 0.8}" width="${width}" height="${height * 0.14}" fill="#d00"/><text x="${width / 2}" y="${height * 0.91}" font-family="sans-serif" font-size="${height * 0.1}" fill="#fff" text-anchor="middle">SALE -50 %</text></svg>`;
    return jpeg(sharp(picture).composite([{ input: Buffer.from(text) }]));
  },
  'white border 5 %': bordered(0.05),
  'white border 15 %': bordered(0.15),
  'mirror image': (picture) => jpeg(sharp(picture).flop()),
  'crop 6 %': cropped(0.06),
  'crop 12 %': cropped(0.12),
  'rotated 3°': rotated(3),
  'rotated 10°': rotated(10),
  'turned 90°': rotated(90),
  'collage of two': async (picture, others) => {
    const half = (buffer: Buffer) => sharp(buffer).resize(300, 400, { fit: 'cover' }).toBuffer();
    const ground = sharp({ create: { width: 600, height: 400, channels: 3, background: '#fff' } });
    return jpeg(
      ground.composite([
        { input: await half(picture), left: 0, top: 0 },
        { input: await half(others[0]!), left: 300, top: 0 },
      ]),
    );
  },
};

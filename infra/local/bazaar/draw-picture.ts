import sharp from 'sharp';
import { lettering } from './lettering.ts';
import type { Picture } from './picture.ts';
import { drawScene, SIDE } from './scene-drawing.ts';

const FULL_WIDTH = 640;
const FULL_QUALITY = 86;

function watermark(words: string): Buffer {
  const lines = [140, 330, 520]
    .map((y) => lettering(words, { x: SIDE / 2, y, width: 420, colour: '#ffffff' }))
    .join('');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><g opacity="0.3" transform="rotate(-24 ${SIDE / 2} ${SIDE / 2})">${lines}</g></svg>`,
  );
}

/** JPEG bytes of a picture: the scene, then what was done to the file. */
export async function drawPicture({ subject, scene, edits = {} }: Picture): Promise<Buffer> {
  let image = sharp(Buffer.from(drawScene(scene, subject)));
  if (edits.watermark)
    image = sharp(
      await image
        .composite([{ input: watermark(edits.watermark) }])
        .png()
        .toBuffer(),
    );
  if (edits.crop) {
    const cut = Math.round(SIDE * edits.crop);
    image = image.extract({ left: cut, top: Math.round(cut / 2), width: SIDE - 2 * cut, height: SIDE - 2 * cut });
  }
  if (edits.mirrored) image = image.flop();
  return image
    .resize({ width: edits.width ?? FULL_WIDTH })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: edits.quality ?? FULL_QUALITY })
    .toBuffer();
}

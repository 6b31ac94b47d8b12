import sharp, { type Sharp } from 'sharp';

const SIDE = 400;

/** A jacket of some shape on a plain ground, another one for each number: enough structure to be told from the others by its hash. */
export function drawnPicture(number = 1): Sharp {
  const at = (step: number) => (number * 137 * step) % 160;
  const shapes = [2, 3, 5, 7, 11, 13].map(
    (step) =>
      `<rect x="${at(step)}" y="${at(step + 1)}" width="${60 + at(step + 2)}" height="${60 + at(step + 3)}" fill="rgb(${at(step)},${255 - at(step + 1)},${at(step + 4)})" transform="rotate(${at(step) / 4} 200 200)"/>`,
  );
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><rect width="${SIDE}" height="${SIDE}" fill="#eee"/><path d="M90 60 L200 100 L310 60 L360 180 L300 200 L300 360 L100 360 L100 200 L40 180 Z" fill="#245"/>${shapes.join('')}</svg>`,
    ),
  );
}

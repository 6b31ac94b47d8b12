import { drawPicture } from './draw-picture.ts';
import type { Picture } from './picture.ts';

/** Drawn when first asked for, then kept: a whole shop's pictures are some 10 MB. */
export function pictureCache(): (key: string, picture: Picture) => Promise<Uint8Array<ArrayBuffer>> {
  const drawn = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return (key, picture) => {
    let bytes = drawn.get(key);
    if (!bytes) {
      bytes = drawPicture(picture).then((jpeg) => new Uint8Array(jpeg));
      drawn.set(key, bytes);
    }
    return bytes;
  };
}

import { type PictureReading, PictureReadRequest } from '#shared/domain/searched-picture.ts';
import { readSearchedPicture } from '#shared/imaging/searched-picture.ts';
import { InvalidMessageError } from '#shared/runtime/errors.ts';

export const isPictureToRead = (event: unknown): boolean =>
  event !== null && typeof event === 'object' && 'pictureToRead' in event;

/**
 * The hashes of a picture that somebody searches with. Nothing of it is kept.
 * @throws InvalidMessageError when the request is not ours
 */
export async function readPicture(event: unknown): Promise<PictureReading> {
  const request = PictureReadRequest.safeParse(event);
  if (!request.success) throw new InvalidMessageError(`picture to read: ${request.error.issues[0]?.message}`);
  return readSearchedPicture(Buffer.from(request.data.pictureToRead, 'base64'));
}

import * as z from 'zod';
import { LookedTo } from '#shared/cases/find-picture.ts';
import { MOST_SEARCHED_BYTES, PictureSearch } from '#shared/domain/searched-picture.ts';
import { operation } from './operation.ts';

export const pictureOperations = {
  find: operation({
    id: 'findPicture',
    method: 'post',
    path: '/brands/{id}/find-picture',
    summary:
      "The brand's offers whose pictures are like the one in `file` (a form, or base64 in JSON), the nearest first: of the newest four thousand, and with `after` of the older ones. The picture is kept nowhere",
    permission: 'read',
    about: 'brand',
    takes: 'form',
    query: { after: LookedTo.optional() },
    body: z.strictObject({
      file: z
        .union(
          [z.instanceof(Uint8Array), z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))],
          {
            error: 'expected a picture: a file of the form, or base64',
          },
        )
        .refine(({ byteLength }) => byteLength > 0 && byteLength <= MOST_SEARCHED_BYTES, {
          error: `between 1 and ${MOST_SEARCHED_BYTES} bytes are read`,
        }),
    }),
    answer: PictureSearch,
  }),
};

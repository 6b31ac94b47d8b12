import * as z from 'zod';
import { FeedReport } from '#shared/catalogue/import-feed.ts';
import { FeedFormat } from '#shared/catalogue/read-feed.ts';
import { Currency } from '#shared/domain/money.ts';
import { ReferenceProduct } from '#shared/domain/product.ts';
import { HashedPicture } from '#shared/stores/picture-store.ts';
import { operation } from './operation.ts';
import { After } from './paging.ts';

const yes = z.literal('true').optional();

/** "name=Title,price=RRP" */
const Columns = z
  .string()
  .max(2000)
  .regex(/^[\w.]+=[^=,]+(?:,[\w.]+=[^=,]+)*$/, 'expected pairs such as name=Title,price=RRP')
  .transform((pairs) => Object.fromEntries(pairs.split(',').map((pair) => pair.split('=') as [string, string])));

export const productOperations = {
  list: operation({
    id: 'listProducts',
    method: 'get',
    path: '/brands/{id}/products',
    summary: "The brand's products, page by page: its file's, then the imported ones by article number",
    permission: 'read',
    about: 'brand',
    query: { after: After },
    answer: z.object({
      products: z.array(z.object({ source: z.enum(['file', 'import']), product: ReferenceProduct })),
      next: z.string().optional(),
    }),
  }),
  import: operation({
    id: 'importProducts',
    method: 'post',
    path: '/brands/{id}/products',
    summary:
      "Takes a shop's feed into the brand's catalogue; the same feed twice changes nothing, and products that it lacks stay unless `prune` is said",
    permission: 'administer',
    about: 'brand',
    takes: 'lines',
    query: {
      format: FeedFormat.default('jsonl'),
      /** Of prices that name none. */
      currency: Currency.optional(),
      map: Columns.optional(),
      dryRun: yes,
      prune: yes,
      /** In place of the body: what startUpload gave. */
      upload: z.string().max(300).optional(),
    },
    body: z.strictObject({ lines: z.string() }),
    answer: FeedReport,
  }),
  remove: operation({
    id: 'removeProducts',
    method: 'post',
    path: '/brands/{id}/products/remove',
    summary: 'Removes imported products by their article numbers',
    permission: 'administer',
    about: 'brand',
    body: z.strictObject({ skus: z.array(z.string().min(1).max(300)).min(1).max(10_000) }),
    answer: z.object({ removed: z.int() }),
  }),
  pictures: operation({
    id: 'listPictures',
    method: 'get',
    path: '/brands/{id}/pictures',
    summary: 'The names of pictures that were hashed elsewhere and stand at no address',
    permission: 'read',
    about: 'brand',
    answer: z.object({ names: z.array(z.string()) }),
  }),
  addPictures: operation({
    id: 'addPictures',
    method: 'post',
    path: '/brands/{id}/pictures',
    summary: 'Takes hashes of pictures of the genuine goods, in the forms that copies take',
    permission: 'administer',
    about: 'brand',
    body: z.strictObject({ pictures: z.array(HashedPicture).min(1).max(20) }),
    answer: z.object({ kept: z.int() }),
  }),
  removePictures: operation({
    id: 'removePictures',
    method: 'post',
    path: '/brands/{id}/pictures/remove',
    summary: 'Removes such pictures by their names',
    permission: 'administer',
    about: 'brand',
    body: z.strictObject({ names: z.array(z.string().min(1).max(200)).min(1).max(1000) }),
    answer: z.object({ removed: z.int() }),
  }),
};

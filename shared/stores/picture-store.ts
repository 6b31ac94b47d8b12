import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ReferenceImage } from '#shared/domain/signal.ts';
import { type Item, type Key, queryAll, writeItems } from './dynamo-access.ts';
import { brandPartition } from './product-items.ts';

type Form = 'whole' | NonNullable<ReferenceImage['form']>;
const LETTER: Record<Form, string> = { whole: 'w', filling: 'f', 'without-strip': 's', edited: 'e' };
const FORM_OF = Object.fromEntries(Object.entries(LETTER).map(([form, letter]) => [letter, form])) as Record<
  string,
  Form
>;

/** A picture of the genuine goods that was hashed where it lies (`referenceImages`): the picture itself is not kept. */
export const HashedPicture = z.strictObject({
  /** The file's name. */
  name: z.string().min(1).max(200),
  forms: z
    .array(
      z.strictObject({
        pdq: z.string().regex(/^[0-9a-f]{64}$/, 'expected a PDQ hash in 64 lower-case hexadecimal digits'),
        form: z.enum(['filling', 'without-strip', 'edited']).optional(),
      }),
    )
    .min(1)
    .max(400),
});
export type HashedPicture = z.infer<typeof HashedPicture>;

/** Each is 10 KB, read by every process that scores, every ten minutes. */
export const MOST_PICTURES = 300;

/** Pictures of a brand that stand at no address (table `brands`, beside its profile). */
export type PictureStore = {
  /** In all their forms; `source` is the file's name. */
  all: (brandId: string) => Promise<ReferenceImage[]>;
  names: (brandId: string) => Promise<string[]>;
  /** Adds pictures, or replaces those of the same names. False, and nothing is written, when there would be too many. */
  put: (brandId: string, pictures: readonly HashedPicture[]) => Promise<boolean>;
  /** How many of them there were. */
  remove: (brandId: string, names: readonly string[]) => Promise<number>;
};

const PREFIX = 'PICTURE~';
const HASH_BYTES = 32;
const keyOf = (brandId: string, name: string): Key => ({ pk: brandPartition(brandId), sk: `${PREFIX}${name}` });

const Stored = z.object({ sk: z.string(), hashes: z.instanceof(Uint8Array), kinds: z.string() });

export function createPictureStore(client: DynamoDBDocumentClient, table: string): PictureStore {
  const query = (brandId: string, projection?: string): Promise<Item[]> =>
    queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': brandPartition(brandId), ':prefix': PREFIX },
      ...(projection && { ProjectionExpression: projection }),
    });
  const names = async (brandId: string) =>
    (await query(brandId, 'sk')).map((item) => String(item.sk).slice(PREFIX.length));

  return {
    async all(brandId) {
      return (await query(brandId)).flatMap(formsOf);
    },
    names,
    async put(brandId, pictures) {
      const known = await names(brandId);
      if (new Set([...known, ...pictures.map(({ name }) => name)]).size > MOST_PICTURES) return false;
      const unique = new Map(pictures.map((picture) => [picture.name, picture]));
      await writeItems(client, table, { put: [...unique.values()].map((picture) => itemOf(brandId, picture)) });
      return true;
    },
    async remove(brandId, gone) {
      const known = new Set(await names(brandId));
      const there = [...new Set(gone)].filter((name) => known.has(name));
      await writeItems(client, table, { remove: there.map((name) => keyOf(brandId, name)) });
      return there.length;
    },
  };
}

const itemOf = (brandId: string, { name, forms }: HashedPicture): Item => ({
  ...keyOf(brandId, name),
  hashes: Buffer.from(forms.map(({ pdq }) => pdq).join(''), 'hex'),
  kinds: forms.map(({ form }) => LETTER[form ?? 'whole']).join(''),
});

function formsOf(item: Item): ReferenceImage[] {
  const { sk, hashes, kinds } = Stored.parse(item);
  const hex = Buffer.from(hashes).toString('hex');
  return [...kinds].map((letter, at) => {
    const form = FORM_OF[letter];
    const pdq = hex.slice(2 * HASH_BYTES * at, 2 * HASH_BYTES * (at + 1));
    return { source: sk.slice(PREFIX.length), pdq, ...(form && form !== 'whole' && { form }) };
  });
}

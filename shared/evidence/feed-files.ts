import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { dayOf } from '#shared/domain/days.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';

/** Why a file was not taken, or what became of its lines. */
export type FeedResult = {
  at: string;
  problem?: string;
  accepted: number;
  refused: readonly { line: number; field: string; message: string }[];
  jobIds: readonly string[];
};

export type FeedFile = { key: string; brandId: string; partner: string };

/**
 * Files that partners put into the bucket of pages, `feeds/DAY/BRAND/PARTNER/NAME.jsonl` with the UTC day of the delivery. Nothing of
 * them is ever deleted or moved: what became of one stands under `feed-results/`, beside the same name.
 */
export type FeedFiles = {
  /**
   * Keys of files of the last days that have no result yet; older ones are never listed, so that no tick reads more as more is stored.
   * What is laid out otherwise is among them as far as it lies on the same page of a thousand.
   */
  waiting: (now: Date) => Promise<string[]>;
  /** Undefined when it is not there. @throws TooLargeError */
  read: (key: string) => Promise<string | undefined>;
  isSettled: (key: string) => Promise<boolean>;
  settle: (key: string, result: FeedResult) => Promise<void>;
};

export class TooLargeError extends Error {
  override name = 'TooLargeError';
}

const MAX_BYTES = 8 * 1024 * 1024;
/** A file waits so long for a `dispatch` that does not run: its alarm rings within the hour. */
const WAITED_FOR_MS = 7 * DAY_MS;
const FEEDS = 'feeds/';
const RESULTS = 'feed-results/';
const LAYOUT = /^feeds\/\d{4}-\d\d-\d\d\/([a-z0-9][a-z0-9-]{0,62})\/([\w.-]{1,60})\/[^/]{1,200}\.jsonl$/;

/** What a key says; undefined for one that is not laid out as above. */
export function feedFileOf(key: string): FeedFile | undefined {
  const [, brandId, partner] = LAYOUT.exec(key) ?? [];
  return brandId && partner ? { key, brandId, partner } : undefined;
}

const resultKey = (key: string) => `${RESULTS}${key.slice(FEEDS.length)}.json`;

export function createFeedFiles(client: S3Client, bucket: string): FeedFiles {
  /** Keys below the folders of these days: one request for each thousand of them, whatever lies before and after. */
  async function keysOfDays(folder: string, since: string, until: string): Promise<string[]> {
    const keys: string[] = [];
    const isWithin = (key = '') => key < `${folder}${until}0`; // "0" comes after "/"
    for (let token: string | undefined, isFirst = true; isFirst || (token && isWithin(keys.at(-1))); isFirst = false) {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: folder,
          StartAfter: `${folder}${since}/`,
          ContinuationToken: token,
        }),
      );
      keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
      token = page.NextContinuationToken;
    }
    return keys;
  }
  const textOf = async (key: string): Promise<string | undefined> => {
    try {
      const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (ContentLength > MAX_BYTES) {
        await Body!.transformToWebStream().cancel();
        throw new TooLargeError(`has ${ContentLength} bytes; at most ${MAX_BYTES}: split it`);
      }
      return await Body!.transformToString();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  return {
    async waiting(now) {
      const [since, until] = [-WAITED_FOR_MS, DAY_MS].map((ms) => dayOf(new Date(now.getTime() + ms)));
      // A console that makes folders leaves an object for each.
      const files = (await keysOfDays(FEEDS, since!, until!)).filter((key) => !key.endsWith('/'));
      const done = new Set(files.length > 0 ? await keysOfDays(RESULTS, since!, until!) : []);
      return files.filter((key) => !done.has(resultKey(key)));
    },
    read: textOf,
    isSettled: async (key) => (await textOf(resultKey(key))) !== undefined,
    async settle(key, result) {
      const Body = `${JSON.stringify(result)}\n`;
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: resultKey(key), Body, ContentType: 'application/json' }),
      );
    },
  };
}

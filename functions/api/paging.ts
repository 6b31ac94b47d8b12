import * as z from 'zod';
import { sha256Base64url } from '#shared/runtime/sha256.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import { StatePosition } from '#shared/stores/state-pages.ts';
import { ApiError } from './problem.ts';

/** Items of a page, where the question does not say how many. */
export const PAGE = 100;
/** However much is stored, one page asks an index no more often than this. */
export const MOST_READS = 20;

/** Where a page ended, as `next` says it to whoever asks for the following one. */
const Mark = z.strictObject({
  /** What was asked for: a mark is good for the same question only. */
  of: z.string(),
  /** Which of the sources. */
  at: z.string(),
  position: z.record(z.string(), z.string()).optional(),
});

/** The parameter `after` of a list: where the page before ended, as its `next` says. */
export const After = z.string().min(1).max(2000).optional();

export type Position = Record<string, string>;
type Read<Item> = { items: Item[]; next?: Position | undefined };

export type Paging<Source, Item> = {
  /** Asked one after the other; `name` tells them apart. */
  sources: readonly { name: string; source: Source }[];
  /** The question, without `after`. */
  question: unknown;
  after: string | undefined;
  limit: number;
  mostReads: number;
  /** @param room how many items are still wanted; more may be given */
  read: (source: Source, position: Position | undefined, room: number) => Promise<Read<Item>>;
};

/**
 * One page of what several sources hold. It may hold fewer than wanted, or nothing, and still have a `next`.
 * @throws ApiError when `after` is not the `next` of a page of the same question.
 */
export async function pageOf<Source, Item>(paging: Paging<Source, Item>): Promise<{ items: Item[]; next?: string }> {
  const { sources, limit, mostReads, read } = paging;
  const of = sha256Base64url(JSON.stringify(paging.question)).slice(0, 16);
  const mark = paging.after === undefined ? undefined : markFrom(paging.after, of);
  let index = mark ? sources.findIndex(({ name }) => name === mark.at) : 0;
  if (index < 0) throw notOurs();
  let position = mark?.position;
  const items: Item[] = [];
  for (let reads = 0; index < sources.length && items.length < limit && reads < mostReads; reads++) {
    const page = await read(sources[index]!.source, position, limit - items.length);
    items.push(...page.items);
    position = page.next;
    if (!position) index++;
  }
  const at = sources[index]?.name;
  const next = at && Buffer.from(JSON.stringify({ of, at, position })).toString('base64url');
  return { items, ...(next && { next }) };
}

/** The brand that is asked about, else all that the caller may see. */
export const brandsAsked = async (brand: string | undefined, brands: Pick<BrandStore, 'list'>): Promise<string[]> =>
  brand ? [brand] : (await brands.list()).map(({ id }) => id);

/** One page of what these brands have in their states, brand after brand. */
export const pageByState = <Item>(
  brandIds: readonly string[],
  { after, ...question }: { after?: string | undefined },
  read: (brandId: string, position: StatePosition | undefined) => Promise<Read<Item>>,
): Promise<{ items: Item[]; next?: string }> =>
  pageOf({
    sources: brandIds.map((id) => ({ name: id, source: id })),
    question,
    after,
    limit: PAGE,
    mostReads: MOST_READS,
    read: (brandId, position) => read(brandId, position && StatePosition.parse(position)),
  });

function markFrom(text: string, of: string): z.infer<typeof Mark> {
  try {
    const mark = Mark.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (mark.of === of) return mark;
  } catch {
    // said below
  }
  throw notOurs();
}

const notOurs = () =>
  new ApiError(400, 'invalid', 'after: this is not the "next" of a page that was asked for with the same parameters.');

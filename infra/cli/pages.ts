import * as z from 'zod';
import { callHost } from './api-client.ts';

/** More than anybody reads on a terminal; "markwarden export" has them all. */
const MOST_SHOWN = 1000;

/** What a list of the API holds, page by page up to `MOST_SHOWN`. `name`: under which its answer has the items. */
export async function shownOf<Item extends z.ZodType>(
  path: string,
  name: string,
  item: Item,
  wanted: Record<string, string | undefined> = {},
): Promise<{ items: z.infer<Item>[]; isMore: boolean }> {
  const Page = z.object({ [name]: z.array(item), next: z.string().optional() });
  const query = new URLSearchParams(Object.entries(wanted).filter((entry): entry is [string, string] => !!entry[1]));
  const items: z.infer<Item>[] = [];
  let next: string | undefined;
  do {
    if (next !== undefined) query.set('after', next);
    const page = (await callHost(Page, 'GET', `${path}?${query}`)) as { next?: string };
    items.push(...(page as Record<string, z.infer<Item>[]>)[name]!);
    next = page.next;
  } while (next !== undefined && items.length < MOST_SHOWN);
  return { items, isMore: next !== undefined };
}

/**
 * Works on a few items at a time and gives the results in the order of the items.
 * @param work must not throw: while earlier ones are waited for, nobody listens
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const pending: Promise<Result>[] = [];
  for await (const item of items) {
    pending.push(work(item));
    if (pending.length >= atOnce) yield pending.shift()!;
  }
  while (pending.length > 0) yield pending.shift()!;
}

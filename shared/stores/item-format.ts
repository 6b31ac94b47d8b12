import type { Item } from './dynamo-access.ts';

/**
 * The item, when this code knows its format: a later one may hold states that it would misread.
 * @throws Error for an item that later code wrote
 */
export function ofKnownFormat(item: Item, latest: number): Item {
  if (Number(item.format) > latest)
    throw new Error(`item ${item.pk} has format ${item.format}; this code reads up to ${latest}: deploy the newer one`);
  return item;
}

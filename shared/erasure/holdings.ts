import { type Item, type Key, keyOf } from '#shared/stores/dynamo-access.ts';
import type { TableName } from '#shared/stores/table-definitions.ts';

/** What an item is, as a report names it. */
export type HeldKind =
  | 'offers'
  | 'cases'
  | 'notices'
  | 'statements in notices'
  | 'histories'
  | 'tasks'
  | 'once-only keys'
  | 'alerts'
  | 'translations'
  | 'store files'
  | 'seller records'
  | 'other items of the brand';

export type Held = { kind: HeldKind; table: TableName; key: Key; item: Item };

/** Where something lies in a bucket: a key, or what keys begin with. */
export type Place = { bucket: 'pages' | 'evidence'; prefix: string };

/** Everything that is held about somebody. */
export type Holdings = {
  held: Held[];
  places: Place[];
  /** How the tables name the seller, as written: account ids, shown names, contacts. Empty for a brand. */
  writtenAs: string[];
};

export const held = (kind: HeldKind, table: TableName, item: Item): Held => ({ kind, table, key: keyOf(item), item });

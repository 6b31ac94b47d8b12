import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { PageArchive } from '#shared/evidence/archive.ts';
import { writeItems } from '#shared/stores/dynamo-access.ts';
import type { TableName } from '#shared/stores/table-definitions.ts';
import type { HeldKind, Holdings, Place } from './holdings.ts';
import type { Bucket } from './object-versions.ts';
import { isTelling } from './subject.ts';
import { everyItem, type Tables } from './table-scan.ts';

export type Installation = {
  tables: Tables;
  buckets: Record<Place['bucket'], Bucket>;
  archive: Pick<PageArchive, 'get'>;
};

/** Objects under a lock: whoever erases again after that day removes them. */
export const LockedPlace = z.object({
  bucket: z.enum(['pages', 'evidence']),
  prefix: z.string(),
  objects: z.int().positive(),
  until: z.iso.datetime(),
});
export type LockedPlace = z.infer<typeof LockedPlace>;

/** What is left of an erasure: that it was done, and what still waits for its date. It names nobody. */
export const Tombstone = z.object({
  /** Hash of who was erased: whoever knows the name can find it, nobody can read it. */
  pseudonym: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  items: z.partialRecord(z.string(), z.int().positive()),
  objects: z.int().nonnegative(),
  locked: z.array(LockedPlace),
});
export type Tombstone = z.infer<typeof Tombstone>;

/** What the rest is found by goes last: an erasure that was interrupted is done again from the start. */
const ORDER: readonly HeldKind[] = [
  'other items of the brand',
  'alerts',
  'translations',
  'tasks',
  'once-only keys',
  'seller records',
  'histories',
  'notices',
  'statements in notices',
  'store files',
  'cases',
  'offers',
];

const tombstoneKey = ({ pseudonym, at }: Pick<Tombstone, 'pseudonym' | 'at'>) => ({
  pk: `ERASED~${pseudonym}`,
  sk: at,
});

/** Deletes everything that is held, objects before the items that lead to them, and leaves a tombstone. Doing it twice is harmless. */
export async function erase(
  { held, places }: Holdings,
  who: { pseudonym: string; by: string; at: Date },
  installation: Installation,
): Promise<Tombstone> {
  const { tables } = installation;
  const { removed, locked } = await removeObjects(places, installation);
  const tombstone: Tombstone = {
    pseudonym: who.pseudonym,
    at: who.at.toISOString(),
    by: who.by,
    items: Object.fromEntries(Object.entries(Object.groupBy(held, ({ kind }) => kind)).map(([k, v]) => [k, v.length])),
    objects: removed,
    locked,
  };
  // Before the items go: it is what leads to the locked objects afterwards.
  await writeTombstone(tombstone, tables);
  for (const kind of ORDER)
    for (const [table, items] of Map.groupBy(
      held.filter((item) => item.kind === kind),
      ({ table }) => table,
    ))
      await writeItems(tables.client, tables.names[table], { remove: items.map(({ key }) => key) });
  return tombstone;
}

const writeTombstone = (tombstone: Tombstone, { client, names }: Tables) =>
  client.send(new PutCommand({ TableName: names.cases, Item: { ...tombstoneKey(tombstone), tombstone } }));

async function removeObjects(
  places: readonly Place[],
  { buckets }: Pick<Installation, 'buckets'>,
): Promise<{ removed: number; locked: LockedPlace[] }> {
  let removed = 0;
  const locked: LockedPlace[] = [];
  const unique = new Map(places.map((place) => [`${place.bucket}/${place.prefix}`, place]));
  for (const place of unique.values()) {
    const until: string[] = [];
    for await (const version of buckets[place.bucket].versions(place.prefix)) {
      const lockedUntil = await buckets[place.bucket].remove(version);
      if (lockedUntil === undefined) removed++;
      else until.push(lockedUntil);
    }
    if (until.length > 0) locked.push({ ...place, objects: until.length, until: until.toSorted().at(-1)! });
  }
  return { removed, locked };
}

/** Removes what earlier erasures had to leave under a lock that has run out since. */
export async function finishErasures(installation: Installation, now: Date): Promise<Tombstone[]> {
  const { tables } = installation;
  const finished: Tombstone[] = [];
  for await (const item of everyItem(tables, 'cases')) {
    if (!String(item.pk).startsWith('ERASED~')) continue;
    const tombstone = Tombstone.parse(item.tombstone);
    if (!tombstone.locked.some(({ until }) => until <= now.toISOString())) continue;
    const { removed, locked } = await removeObjects(tombstone.locked, installation);
    const next = { ...tombstone, objects: tombstone.objects + removed, locked };
    await writeTombstone(next, tables);
    finished.push(next);
  }
  return finished;
}

export type Mention = { table: TableName; partition: string };

const SEARCHED: readonly TableName[] = ['brands', 'listings', 'cases', 'people', 'audit', 'pace'];

/** Where in the tables one of these texts still stands, in whatever field: it may be somebody else of the same name. */
export async function stillMentioned(writtenAs: readonly string[], tables: Tables): Promise<Mention[]> {
  const texts = writtenAs.filter(isTelling).map((text) => JSON.stringify(text).slice(1, -1));
  if (texts.length === 0) return [];
  const found: Mention[] = [];
  for (const table of SEARCHED)
    for await (const item of everyItem(tables, table)) {
      const written = JSON.stringify(item);
      if (texts.some((text) => written.includes(text))) found.push({ table, partition: String(item.pk) });
    }
  return found;
}

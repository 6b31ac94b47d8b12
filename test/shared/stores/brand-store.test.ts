import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Brand } from '#shared/domain/brand.ts';
import { type BrandStore, createBrandStore } from '#shared/stores/brand-store.ts';
import { aBrand } from '../../support/builders.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const T0 = new Date('2026-06-01T12:00:00.000Z');
const later = (hours: number) => new Date(T0.getTime() + hours * 3_600_000);

let tables: Tables;
let store: BrandStore;
beforeAll(async () => {
  tables = await startTables();
  store = createBrandStore(tables.client, tables.names.brands);
});
afterAll(() => tables.stop());

const watch = (keyword: string, overrides = {}) => ({ keyword, marketplaces: ['bazaar'], every: '1d', ...overrides });
const dueOf = async (brandId: string, now: Date) =>
  (await store.dueWatches(now)).filter((scheduled) => scheduled.brandId === brandId);

describe('brand store', () => {
  it('gives a brand back as it was put, and lists it', async () => {
    const brand = aBrand({ id: 'whole-brand' });
    await store.put(brand, T0);
    expect(await store.get('whole-brand')).toEqual(brand);
    expect((await store.list()).map(({ id }) => id)).toContain('whole-brand');
    expect(await store.get('no-such-brand')).toBeUndefined();
  });

  it('gives the same object as long as the stored profile is the same, and a changed one at once', async () => {
    const brand = aBrand({ id: 'read-often' });
    await store.put(brand, T0);
    const first = await store.get('read-often');
    await store.put(aBrand({ id: 'read-often' }), later(1));
    expect(await store.get('read-often')).toBe(first);
    await store.put(aBrand({ id: 'read-often', name: 'Renamed' }), later(2));
    expect((await store.get('read-often'))?.name).toBe('Renamed');
    const one = await store.get('read-often');
    const others = Array.from({ length: 25 }, (_, i) => aBrand({ id: `read-once-${i}` }));
    for (const { id } of others) {
      await store.put(aBrand({ id }), T0);
      await store.get(id);
    }
    expect(await store.get('read-often')).toEqual(one);
    expect(await store.get('read-often')).not.toBe(one); // the memory of a process has room for twenty
  });

  it('schedules every keyword on every marketplace, due at once', async () => {
    const watches = [watch('jacket', { marketplaces: ['bazaar', 'ebay@www.ebay.de'] }), watch('bottle')];
    await store.put(aBrand({ id: 'scheduled', watches }), T0);
    const due = await dueOf('scheduled', T0);
    expect(due.map(({ keyword, marketplace }) => `${keyword} on ${marketplace}`).sort()).toEqual([
      'bottle on bazaar',
      'jacket on bazaar',
      'jacket on ebay@www.ebay.de',
    ]);
  });

  it('keeps the time of an unchanged watch, makes a changed one due, and drops the ones that left', async () => {
    const before = [watch('same'), watch('changed'), watch('leaves')];
    await store.put(aBrand({ id: 'edited', watches: before }), T0);
    for (const scheduled of await store.watches('edited')) await store.advance(scheduled, later(24));
    const after = [watch('same'), watch('changed', { excluded: ['case'] }), watch('new')];
    await store.put(aBrand({ id: 'edited', watches: after }), later(1));
    const next = Object.fromEntries((await store.watches('edited')).map((w) => [w.keyword, w.nextAt]));
    expect(next).toEqual({
      same: later(24).toISOString(),
      changed: later(1).toISOString(),
      new: later(1).toISOString(),
    });
  });

  it('lets one of fifty concurrent ticks advance a watch', async () => {
    await store.put(aBrand({ id: 'contended', watches: [watch('jacket')] }), T0);
    const [due] = await dueOf('contended', T0);
    const answers = await Promise.all(Array.from({ length: 50 }, () => store.advance(due!, later(24))));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await dueOf('contended', T0)).toEqual([]);
    expect(await dueOf('contended', later(24))).toHaveLength(1);
  });

  it('does not bring a dropped watch back when a slow tick advances it', async () => {
    await store.put(aBrand({ id: 'dropped', watches: [watch('jacket')] }), T0);
    const [due] = await dueOf('dropped', T0);
    await store.put(aBrand({ id: 'dropped', watches: [] }), T0);
    expect(await store.advance(due!, later(24))).toBe(false);
    expect(await store.watches('dropped')).toEqual([]);
  });

  it('makes only matching watches of only this brand due', async () => {
    for (const id of ['pushed', 'pushed-not']) {
      await store.put(aBrand({ id, watches: [watch('jacket'), watch('bottle')] }), T0);
      for (const scheduled of await store.watches(id)) await store.advance(scheduled, later(24));
    }
    expect(await store.makeDue('pushed', { keyword: 'jacket' }, later(1))).toBe(1);
    expect((await dueOf('pushed', later(1))).map(({ keyword }) => keyword)).toEqual(['jacket']);
    expect(await dueOf('pushed-not', later(1))).toEqual([]);
    expect(await store.makeDue('pushed', { marketplace: 'elsewhere' }, later(1))).toBe(0);
    expect(await store.makeDue('pushed', {}, later(2))).toBe(2);
  });

  it('finds all of three hundred due watches', async () => {
    const keywords = Array.from({ length: 300 }, (_, n) => watch(`keyword ${n}`));
    await store.put(aBrand({ id: 'wide', watches: keywords }), T0);
    expect(new Set((await dueOf('wide', T0)).map(({ keyword }) => keyword)).size).toBe(300);
  });
});

describe('watches from when due times had eight partitions', () => {
  /** A process of its own, that counts what it asks. */
  function another() {
    let queries = 0;
    const send: DynamoDBDocumentClient['send'] = (command: unknown) => {
      if (command instanceof QueryCommand) queries++;
      return tables.client.send(command as QueryCommand);
    };
    const { dueWatches } = createBrandStore({ send } as DynamoDBDocumentClient, tables.names.brands);
    return { dueWatches, asked: () => queries };
  }
  const at = async (hours: number, { dueWatches }: ReturnType<typeof another>) =>
    (await dueWatches(later(hours))).filter(({ brandId }) => brandId === 'before');

  it('are found there, move when they are next written, and then nobody looks there', async () => {
    await store.put(aBrand({ id: 'before', watches: [watch('jacket')] }), T0);
    const key = { pk: 'BRAND~before', sk: 'WATCH~bazaar~jacket' };
    const asBefore = { UpdateExpression: 'SET dueShard = :old', ExpressionAttributeValues: { ':old': 'DUE~5' } };
    await tables.client.send(new UpdateCommand({ TableName: tables.names.brands, Key: key, ...asBefore }));

    const first = another();
    const [due] = await at(0, first);
    expect(await store.advance(due!, later(24))).toBe(true);
    expect(await at(24, first)).toHaveLength(1);

    const second = another();
    expect(await at(24, second)).toHaveLength(1);
    const before = second.asked();
    expect(await at(25, second)).toHaveLength(1);
    expect(second.asked() - before).toBe(1);
  });

  it('are looked for again after a day: older code may have written some while it was being replaced', async () => {
    const process = another();
    await at(0, process);
    const asked = process.asked();
    await at(24, process);
    expect(process.asked() - asked).toBeGreaterThan(8);
  });
});

describe('two who change one brand', () => {
  it('the second is told, and what the first wrote stays, products too', async () => {
    const product = { sku: 'A', name: 'Skjold', price: { amount: 199, currency: 'EUR' } };
    const { fingerprint } = aBrand();
    const of = (name: string) =>
      Brand.parse({
        ...aBrand({ id: 'two-editors', name }),
        fingerprint: { ...fingerprint, products: [{ ...product, name }] },
      });
    expect(await store.put(of('First'), T0, 0)).toBe(true);
    const { edition } = (await store.registered('two-editors'))!;
    const both = await Promise.all([store.put(of('Second'), T0, edition), store.put(of('Third'), T0, edition)]);
    expect(both.toSorted()).toEqual([false, true]);
    const winner = both[0] ? 'Second' : 'Third';
    expect(await store.asRegistered('two-editors')).toEqual(of(winner));
    expect(await store.put(of('Fourth'), T0, edition)).toBe(false);
    expect(await store.asRegistered('two-editors')).toEqual(of(winner));
  });

  it('a write that names no edition counts as one', async () => {
    const seen = (await store.registered('two-editors'))!;
    await store.put(aBrand({ id: 'two-editors' }), T0);
    expect(await store.put(seen.brand, T0, seen.edition)).toBe(false);
  });

  it('a brand is registered for the first time once', async () => {
    const both = await Promise.all([
      store.put(aBrand({ id: 'registered-once' }), T0, 0),
      store.put(aBrand({ id: 'registered-once' }), T0, 0),
    ]);
    expect(both.toSorted()).toEqual([false, true]);
  });
});

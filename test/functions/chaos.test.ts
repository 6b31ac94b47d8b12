import { afterAll, describe, expect, it, vi } from 'vitest';
import type { PaceOptions } from '#shared/fetching/pace.ts';
import { aBrand } from '../support/builders.ts';
import { violationsOf } from '../support/chaos/checks.ts';
import { playWorld } from '../support/chaos/play.ts';
import { ADDRESS, type Tamper, urlOf } from '../support/chaos/world.ts';
import { startTables, type Tables } from '../support/tables.ts';
import { tries } from '../support/tries.ts';

// The real handlers of all functions, each as its own module, for two and a half simulated hours of faults, an hour without, and until
// every notice is answered. Only AWS's services, the clock and what lies beyond the network are made up.

vi.mock('#shared/runtime/clients.ts', () => import('../support/chaos/clients.ts'));
vi.mock('#shared/runtime/clock.ts', () => import('../support/chaos/ports.ts'));
vi.mock('#shared/fetching/http-fetcher.ts', () => import('../support/chaos/ports.ts'));
vi.mock('#shared/marketplaces/index.ts', () => import('../support/chaos/shops.ts'));
vi.mock('#shared/fetching/pace.ts', async (original) => {
  const pace = await original<typeof import('#shared/fetching/pace.ts')>();
  const { simulated } = await import('../support/chaos/ports.ts');
  return { ...pace, createPace: (options: PaceOptions) => pace.createPace({ ...options, ...simulated }) };
});
// Batches that DynamoDB does by halves are gone on with after a pause.
vi.mock('node:timers/promises', async (original) => {
  const timers = await original<typeof import('node:timers/promises')>();
  const { simulated } = await import('../support/chaos/ports.ts');
  return { ...timers, setTimeout: simulated.sleepOr(timers.setTimeout) };
});
// On a thread of its own no simulated clock would wait for it.
vi.mock('node:zlib', async (original) => {
  const zlib = await original<typeof import('node:zlib')>();
  return { ...zlib, gzip: (data: Buffer, done: (e: null, r: Buffer) => void) => done(null, zlib.gzipSync(data)) };
});

const shops = ['shop-0', 'shop-1', 'shop-2'];
const { marks, fingerprint } = aBrand();
const nordhavn = {
  name: 'Nordhavn A/S',
  email: 'legal@nordhavn.example',
  address: 'Kajen 1',
  country: 'DK',
  phone: '+45 00 00 00 00',
};
const brands = (['auto', 'review'] as const).map((mode) => {
  const name = mode === 'auto' ? 'Nordhavn' : 'Fjellvik';
  return aBrand({
    id: name.toLowerCase(),
    name,
    marks: [{ ...marks[0]!, text: name.toUpperCase() }],
    contacts: {
      rightsOwner: nordhavn,
      reporter: nordhavn,
      authority: { signedBy: 'Karl Lind', signedAt: '2026-01-15' },
    },
    fingerprint: { ...fingerprint, names: [name], logoTexts: [] },
    watches: [{ keyword: `${name.toLowerCase()} jacket`, marketplaces: shops, every: '1h', pages: 2 }],
    enforcement: { mode, auditShare: 0 },
    alerts: { emails: [ADDRESS], digest: 'hourly' },
  });
});

/** One in `npm test`, twenty in `.ci/run`, two hundred in `npm run prove`. */
const SEEDS = Number(process.env.MARKWARDEN_SEEDS ?? tries(1, 200));

async function disposable(): Promise<Tables & AsyncDisposable> {
  const tables = await startTables();
  return { ...tables, [Symbol.asyncDispose]: tables.stop };
}

/** Faults of our own, built in under the handlers. */
const badly: Tamper = (service, command, functionName) => {
  const input = command.input as Record<string, unknown>;
  const text = JSON.stringify(input, (_, value) => (value instanceof Uint8Array ? undefined : value));
  const swallowed =
    (text.includes('SCAN~fjellvik|shop-0') && functionName !== 'score' && 'Item' in input) ||
    (input.QueueUrl === urlOf('score') && text.includes('shop-2')) ||
    (text.includes('DIGEST~fjellvik') && 'Item' in input) ||
    (input.QueueUrl === urlOf('alert') && text.includes('nordhavn~shop-0') && text.includes('case-queued')) ||
    (service === 's3' && text.includes('listing.json'));
  if (swallowed) return 'swallowed';
  if (input.QueueUrl === urlOf('takedown') && text.includes('shop-1')) input.MessageBody = 'no JSON';
  // Whether a shop's offers come to a notice is a world's own; searches are asked for in every one.
  if (input.QueueUrl === urlOf('scan') && 'Entries' in input)
    input.Entries = (input.Entries as object[]).map((entry) =>
      JSON.stringify(entry).includes('fjellvik jacket') && JSON.stringify(entry).includes('shop-1')
        ? { ...entry, MessageBody: 'no JSON' }
        : entry,
    );
  if (input.TableName === 'pace' && 'ExpressionAttributeValues' in input) {
    const values = input.ExpressionAttributeValues as Record<string, unknown>;
    if (':interval' in values) values[':interval'] = 0;
    if (':after' in values && ':earliest' in values) values[':after'] = values[':earliest'];
  }
  if (text.includes('ALERT~') && input.ConditionExpression)
    input.ConditionExpression = `(${input.ConditionExpression}) OR attribute_exists(pk) OR attribute_not_exists(pk)`;
  if (input.TableName === 'cases' && text.includes('ROLLED~') && input.Item)
    Object.assign(input.Item as object, { fat: 'x'.repeat(30_000) });
  return command;
};

describe(`the whole loop through ${SEEDS} times two and a half hours of faults`, () => {
  const injected = new Map<string, number>();
  const dead = new Map<string, number>();
  const add = (to: Map<string, number>, from: ReadonlyMap<string, number>) => {
    for (const [name, count] of from) to.set(name, (to.get(name) ?? 0) + count);
  };

  it.each(Array.from({ length: SEEDS }, (_, n) => n + 1))(
    'seed %i: nothing that was promised is broken',
    async (seed) => {
      await using tables = await disposable();
      const history = await playWorld(seed, tables, brands);
      add(injected, history.injected);
      add(dead, history.dead.seen);

      const violations = await violationsOf(history, tables, brands);
      if (violations.length > 0) process.stderr.write(`seed ${seed}: ${violations.join('\n  ')}\n`);
      expect(violations).toEqual([]);
      expect(history.injected.size).toBeGreaterThan(12);
      expect(history.internet.arrivals.length).toBeGreaterThan(3);
    },
  );

  it('is checked by something that sees each promise broken', async () => {
    await using tables = await disposable();
    const history = await playWorld(1, tables, brands, { tamper: badly, everythingTwice: true, venueForgets: true });
    const seen = (await violationsOf(history, tables, brands)).join('\n');

    for (const violation of [
      'fjellvik fjellvik jacket shop-0: never read and never reported',
      / was never judged/,
      /case \S+ was owed and never opened/,
      /case \S+ is left queued/,
      /nobody was told of case \S+/,
      / reached its venue more than once/,
      / states \S+listing\.json, which is not there/,
      /was asked \d+ times in a second/,
      /alert \S+ was never mailed/,
      /alert \S+ was mailed \d times without a cause/,
      /dead letters could not be given back/,
      /item \S+ \S+ has \d+ bytes/,
    ])
      expect(seen).toMatch(violation);
  });

  afterAll(() => {
    const rows = (counts: ReadonlyMap<string, number>) =>
      [...counts].toSorted(([a], [b]) => a.localeCompare(b)).map(([name, count]) => `  ${count} × ${name}`);
    const text = [
      `injected over ${SEEDS} seeds:`,
      ...rows(injected),
      'tried too often, and given back:',
      ...rows(dead),
    ];
    process.stderr.write(`${text.join('\n')}\n`);
  });
});

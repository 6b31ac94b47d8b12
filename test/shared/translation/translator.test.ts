import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Translation } from '#shared/domain/translation.ts';
import { createTranslationStore } from '#shared/stores/translation-store.ts';
import { type TranslationEngine, translated } from '#shared/translation/translator.ts';
import { startTables, type Tables } from '../../support/tables.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
const OF = { brandId: 'nordhavn', caseId: 'nordhavn~bazaar~1~1' };
const NOW = new Date('2026-11-30T12:00:00Z');

/** Puts every text into capitals, and remembers what it was asked. */
function world({ mayAsk = true }: { mayAsk?: boolean } = {}) {
  const asked: (readonly string[])[] = [];
  const clock = { now: NOW };
  const engine: TranslationEngine = async (texts) => {
    asked.push(texts);
    if (texts.includes('broken')) throw new Error('no answer');
    return { texts: texts.map((text) => text.toUpperCase()), from: 'de', by: 'a test' };
  };
  const { client, names } = tables;
  const translations = createTranslationStore(client, names.cases, () => clock.now);
  const ask = (...texts: string[]): Promise<Translation | undefined> =>
    translated(texts, OF, { engine, translations, mayAsk: async () => mayAsk });
  return { asked, clock, ask };
}

test('a text is paid for once, and anew when it was not looked at for a month', async () => {
  const { asked, clock, ask } = world();
  const first = await ask('warme jacke', 'neu');
  expect(first).toEqual({ texts: ['WARME JACKE', 'NEU'], from: 'de', by: 'a test' });
  expect(await ask('warme jacke', 'neu')).toEqual(first);
  expect(asked).toEqual([['warme jacke', 'neu']]);
  await ask('neu', 'warme jacke');
  expect(asked).toHaveLength(2);
  clock.now = new Date(NOW.getTime() + 31 * 86_400_000);
  await ask('warme jacke', 'neu');
  expect(asked).toHaveLength(3);
});

test('where no more may be asked, what is known is still given', async () => {
  await world().ask('bekannt');
  const { asked, ask } = world({ mayAsk: false });
  expect(await ask('bekannt')).toMatchObject({ texts: ['BEKANNT'] });
  expect(await ask('unbekannt')).toBeUndefined();
  expect(asked).toEqual([]);
});

test('a failure is told to whoever asked and is not kept', async () => {
  const { asked, ask } = world();
  await expect(ask('broken')).rejects.toThrow('no answer');
  await expect(ask('broken')).rejects.toThrow('no answer');
  expect(asked).toHaveLength(2);
});

test('a text is cut to what an engine takes at once, whatever its letters are', async () => {
  const { asked, ask } = world();
  await ask('外'.repeat(50_000));
  expect(Buffer.byteLength(asked[0]![0]!)).toBeLessThan(10_000);
  await ask(`a${'😀'.repeat(5_000)}`);
  expect(asked[1]![0]!.isWellFormed()).toBe(true);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { caseCommand, casesCommand } from '#infra/local/commands/cases.ts';
import { aBrand, aCase, aListing } from '../../../support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '../../../support/commands-with-api.ts';
import { memoryCaseStore } from '../../../support/memory-stores.ts';

let commands: CommandsWithApi;
let id: string;

beforeEach(async () => {
  const cases = memoryCaseStore();
  const record = aCase({ state: 'flagged', listing: aListing({ seller: { id: 'fjord\u001b[2J-outlet' } }) });
  id = record.id;
  await cases.open(record);
  commands = await commandsWithApi({ cases, brands: { get: async () => aBrand() }, clock: () => new Date() });
});
afterEach(async () => {
  await commands.stop();
});

const run = (...args: string[]) => caseCommand().exitOverride().parseAsync(args, { from: 'user' });

test('dismissing as authorised tells the analyst how to declare the seller, in words and as JSON', async () => {
  await run(id, '--dismiss', 'our outlet', '--authorised', '--by', 'ann');
  expect(commands.printed).toContain('authorised           analyst:ann: our outlet');
  expect(commands.said).toContain(
    'to fingerprint.authorisedSellers in the brand file, then run: npx markwarden brand add',
  );
  expect(commands.said).not.toContain('\u001b');
  commands.printed = '';
  await run(id, '--json');
  expect(JSON.parse(commands.printed)).toMatchObject({
    case: { state: 'authorised' },
    nextStep: expect.stringContaining('Add'),
  });
});

test('an ordinary dismissal leaves nothing to do', async () => {
  await run(id, '--dismiss', 'genuine', '--json');
  expect(JSON.parse(commands.printed)).toMatchObject({ case: { state: 'dismissed' } });
  expect(JSON.parse(commands.printed)).not.toHaveProperty('nextStep');
});

test('--authorised says nothing without a dismissal', async () => {
  await expect(run(id, '--authorised')).rejects.toThrow('--authorised goes with --dismiss');
});

test.each([
  [['--dismiss', ''], "option '--dismiss <reason>' argument '' is invalid. It is empty."],
  [['--dismiss', ' \t'], '--dismiss <reason>'],
  [['--approve', '--dismiss', ''], '--dismiss <reason>'],
  [['--approve', '--dismiss', 'genuine'], 'Only one of --approve, --dismiss and --opinion'],
  [['--approve', '--opinion', 'unsure'], 'Only one of --approve, --dismiss and --opinion'],
  [['--opinion', ''], '--opinion <decision>'],
  [['--approve', '--by', ''], '--by <name>'],
])('%j is refused by name, and nothing is decided', async (options, message) => {
  await expect(run(id, ...options)).rejects.toThrow(message);
  await run(id, '--json');
  expect(JSON.parse(commands.printed).case).toMatchObject({ state: 'flagged', version: 1, opinions: [] });
});

test('a list is not widened by an empty brand or state', async () => {
  for (const option of ['--brand', '--state']) {
    const attempt = casesCommand().exitOverride().parseAsync([option, ''], { from: 'user' });
    await expect(attempt).rejects.toThrow(`${option} <`);
  }
  expect(commands.printed).toBe('');
});

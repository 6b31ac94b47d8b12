import { afterEach, beforeEach, expect, test } from 'vitest';
import { caseCommand, casesCommand } from '#infra/cli/commands/cases.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import { aBrand, aCase, aListing, aPromotedModel, aVerdict } from '#test/support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { memoryCaseStore, memoryModelStore } from '#test/support/memory-stores.ts';

let commands: CommandsWithApi;
let cases: CaseStore;
let models: ModelStore;
let id: string;

beforeEach(async () => {
  cases = memoryCaseStore();
  models = memoryModelStore();
  const record = aCase({ state: 'flagged', listing: aListing({ seller: { id: 'fjord\u001b[2J-outlet' } }) });
  id = record.id;
  await cases.open(record);
  commands = await commandsWithApi({ cases, models, brands: { get: async () => aBrand() }, clock: () => new Date() });
});
afterEach(async () => {
  await commands.stop();
});

const run = (...args: string[]) => caseCommand().exitOverride().parseAsync(args, { from: 'user' });

test('dismissing as authorised tells the analyst how to declare the seller, in words and as JSON', async () => {
  await run(id, '--dismiss', 'our outlet', '--authorised');
  expect(commands.printed).toContain('authorised           analyst:jane@nordhavn.example: our outlet');
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

test('takes a case up again, with the reason', async () => {
  await run(id, '--dismiss', 'genuine');
  await caseCommand().exitOverride().parseAsync(['reopen', id, '--why', 'looked again'], { from: 'user' });
  commands.printed = '';
  await run(id, '--json');
  expect(JSON.parse(commands.printed).case).toMatchObject({ state: 'flagged' });
});

test.each([
  [['--dismiss', ''], "option '--dismiss <reason>' argument '' is invalid. It is empty."],
  [['--dismiss', ' \t'], '--dismiss <reason>'],
  [['--approve', '--dismiss', ''], '--dismiss <reason>'],
  [['--approve', '--dismiss', 'genuine'], 'Only one of --approve, --dismiss and --opinion'],
  [['--approve', '--opinion', 'unsure'], 'Only one of --approve, --dismiss and --opinion'],
  [['--opinion', ''], '--opinion <decision>'],
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

test('the reasons add up, from where the model that judged starts, and say nothing of a model that is not known', async () => {
  const signals = [
    { id: 'low-price', contribution: 3.25, evidence: 'cheap' },
    { id: 'listing-age', contribution: 0.001, evidence: 'no age at all' },
  ];
  const listing = aListing({ id: '2' });
  const judged = aCase({ state: 'flagged', listing, verdict: aVerdict({ signals, probability: 0.7 }) });
  await cases.open(judged);
  await run(judged.id);
  expect(commands.printed).not.toMatch(/before any reason|the sum|no age at all/);

  const learnt = aPromotedModel(judged.verdict.modelVersion).model;
  await models.putVersion({ ...learnt, bias: { ...learnt.bias, value: -2.4 } }, new Date());
  commands.printed = '';
  await run(judged.id);
  expect(commands.printed).toMatch(
    /Why\n {3}−2\.40 +before any reason: .*8\.3 %\n {3}\+3\.25 +low-price +cheap\n {3}\+0\.85 += +the sum, 70\.0 %\n/,
  );
});

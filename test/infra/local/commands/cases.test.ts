import { afterEach, beforeEach, expect, test } from 'vitest';
import { caseCommand } from '#infra/local/commands/cases.ts';
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
  const models = { promoted: async () => undefined, expediting: async () => undefined };
  commands = await commandsWithApi({ cases, models, brands: { get: async () => aBrand() }, clock: () => new Date() });
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

test('shows the notice as it would be sent, in words and as JSON', async () => {
  await run(id);
  expect(commands.printed).toContain('Notice (as it would be sent now; composed anew on the page as captured)');
  expect(commands.printed).toContain('Trade mark NORDHAVN (EUIPO 018000001), owned by Nordhavn A/S.');
  expect(commands.printed).not.toContain('\u001b');
  commands.printed = '';
  await run(id, '--json');
  expect(JSON.parse(commands.printed).noticePreview).toMatchObject({
    notice: { claim: { kind: 'counterfeit' }, declarations: { goodFaith: true } },
    missing: ['the evidence: the page is captured before the notice is sent'],
  });
});

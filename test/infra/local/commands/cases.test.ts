import { getRequestListener } from '@hono/node-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ApiServices, createApi } from '#functions/api/api.ts';
import { caseCommand } from '#infra/local/commands/cases.ts';
import { aBrand, aCase, aListing } from '../../../support/builders.ts';
import { startServer, type TestServer } from '../../../support/http-server.ts';
import { memoryCaseStore } from '../../../support/memory-stores.ts';

let printed: string;
let said: string;
let id: string;
let server: TestServer;

beforeEach(async () => {
  [printed, said] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
  const cases = memoryCaseStore();
  const record = aCase({ state: 'flagged', listing: aListing({ seller: { id: 'fjord\u001b[2J-outlet' } }) });
  id = record.id;
  await cases.open(record);
  const services = { cases, brands: { get: async () => aBrand() }, clock: () => new Date() };
  server = await startServer(getRequestListener(createApi(services as unknown as ApiServices).fetch));
  vi.stubEnv('MARKWARDEN_URL', server.origin);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await server.stop();
});

const run = (...args: string[]) => caseCommand().exitOverride().parseAsync(args, { from: 'user' });

test('dismissing as authorised tells the analyst how to declare the seller, in words and as JSON', async () => {
  await run(id, '--dismiss', 'our outlet', '--authorised', '--by', 'ann');
  expect(printed).toContain('authorised           analyst:ann: our outlet');
  expect(said).toContain('to fingerprint.authorisedSellers in the brand file, then run: npx markwarden brand add');
  expect(said).not.toContain('\u001b');
  printed = '';
  await run(id, '--json');
  expect(JSON.parse(printed)).toMatchObject({
    case: { state: 'authorised' },
    nextStep: expect.stringContaining('Add'),
  });
});

test('an ordinary dismissal leaves nothing to do', async () => {
  await run(id, '--dismiss', 'genuine', '--json');
  expect(JSON.parse(printed)).toMatchObject({ case: { state: 'dismissed' } });
  expect(JSON.parse(printed)).not.toHaveProperty('nextStep');
});

test('--authorised says nothing without a dismissal', async () => {
  await expect(run(id, '--authorised')).rejects.toThrow('--authorised goes with --dismiss');
});

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { caseCommand } from '#infra/cli/commands/cases.ts';
import { invitedPerson } from '#shared/domain/membership.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { createPeopleStore } from '#shared/stores/people-store.ts';
import { aCase } from '#test/support/builders.ts';
import { type CommandsWithApi, commandsWithApi } from '#test/support/commands-with-api.ts';
import { memoryCaseStore } from '#test/support/memory-stores.ts';
import { startTables, type Tables } from '#test/support/tables.ts';

let tables: Tables;
let cases: CaseStore;
let terminal: CommandsWithApi;
const record = aCase({ state: 'flagged' });
beforeAll(async () => {
  tables = await startTables();
  const people = createPeopleStore(tables.client, tables.names.people);
  const given = { brandId: 'nordhavn', by: 'test', at: '2026-06-01T00:00:00.000Z' };
  await people.putProfile({ person: 'bo', email: 'bo@nordhavn.example', name: 'Bo' });
  await people.putMembership({ ...given, person: 'bo', roles: ['validator'] });
  await people.putMembership({ ...given, person: invitedPerson('new@nordhavn.example'), roles: ['moderator'] });
});
afterAll(() => tables.stop());
beforeEach(async () => {
  cases = memoryCaseStore();
  await cases.open(record);
  terminal = await commandsWithApi({
    cases,
    people: createPeopleStore(tables.client, tables.names.people),
    clock: () => new Date('2026-06-02T09:00:00.000Z'),
  });
});
afterEach(() => terminal.stop());

const run = (...words: string[]) => caseCommand().exitOverride().parseAsync(words, { from: 'user' });

test('a note is kept with who wrote it, and shown without what a terminal would obey', async () => {
  await run('note', record.id, 'asked \u001b[2Jthe owner');
  expect((await cases.get(record.id))!.remarks).toMatchObject([{ text: 'asked \u001b[2Jthe owner' }]);
  expect(terminal.said).toContain('the owner');
  expect(terminal.said).not.toContain('\u001b');
});

test('a case is given to somebody who works on the brand, and back to everybody', async () => {
  await run('assign', record.id, 'new@nordhavn.example');
  expect((await cases.get(record.id))!.assigned).toBe('new@nordhavn.example');
  await run('assign', record.id, 'Bo@nordhavn.example');
  expect((await cases.reviewQueue('nordhavn')).entries).toMatchObject([{ assigned: 'bo@nordhavn.example' }]);
  await run('assign', record.id);
  expect((await cases.get(record.id))!.assigned).toBe(undefined);
  await expect(run('assign', record.id, 'bo')).rejects.toThrow('email');
  await expect(run('assign', record.id, 'eve@elsewhere.example')).rejects.toThrow('there are bo@nordhavn.example');
});

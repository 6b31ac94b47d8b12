import { expect, test } from 'vitest';
import { expectDocumented } from '../../support/contract.ts';

// Every answer in the other tests of the API goes through this; here it is held against answers that nobody was promised.

const json = (body: unknown, status = 200, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': `${type}; charset=utf-8` } });
const PROBLEM = { type: 'about:blank', title: 'Not found', status: 404, code: 'not-found', detail: 'There is none.' };

test('an answer as documented passes, and so does a problem', async () => {
  await expectDocumented('GET', '/brands/nordhavn/webhook', json({}));
  await expectDocumented('DELETE', '/brands/nordhavn/webhook', json({ removed: true }));
  await expectDocumented('GET', '/cases/x', json(PROBLEM, 404, 'application/problem+json'));
});

test.each([
  ['a field too many', 'DELETE', '/brands/nordhavn/webhook', json({ removed: true, sealedUrl: 'secret' })],
  ['a field too few', 'DELETE', '/brands/nordhavn/webhook', json({})],
  ['another kind of value', 'DELETE', '/brands/nordhavn/webhook', json({ removed: 'yes' })],
  ['a status that is not promised', 'POST', '/brands/nordhavn/webhook/test', json({ id: 'x' }, 200)],
  ['another form', 'GET', '/brands/nordhavn/webhook', new Response('{}', { headers: { 'content-type': 'text/html' } })],
  ['a problem that says too little', 'GET', '/cases/x', json({ detail: 'no' }, 404, 'application/problem+json')],
  ['a case that lacks most of it', 'POST', '/cases/x/assign', json({ case: { id: 'x' } })],
])('%s fails', async (_, method, path, answer) => {
  await expect(expectDocumented(method, path, answer)).rejects.toThrow();
});

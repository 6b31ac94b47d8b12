import { expect, test } from 'vitest';
import { isFailedAnswer } from '#shared/extraction/failed-answer.ts';

test.each([
  { items: [], errors: [], error: null, code: 0, status: 200, total: 0 },
  { products: [], success: true, message: 'ok', error: 0, paging: { total: 0 } },
  { itemSummaries: [], total: 0, limit: 50, count: '0' },
])('an answer that found nothing did not fail: %j', (answer) => {
  expect(isFailedAnswer(answer)).toBe(false);
});

test.each([
  { data: { search: { items: [] } }, errors: [{ message: 'timeout' }] },
  { items: [], meta: { error: { code: 7 } } },
  { items: [], response: { numFound: 12 } },
  { hits: [], timed_out: true },
])('one that says so did: %j', (answer) => {
  expect(isFailedAnswer(answer)).toBe(true);
});

test('nothing of hostile JSON is a failure or a crash', () => {
  for (const json of [null, 1, 'error', [], { total: {} }, JSON.parse('{"__proto__":{"error":1},"count":[1]}')])
    expect(isFailedAnswer(json)).toBe(false);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CASES_AN_HOUR, groupOf, shareOfHarm, workingOrder } from '#shared/cases/review-order.ts';
import type { ReviewEntry } from '#shared/domain/review-entry.ts';

const entry = (caseId: string, overrides: Partial<ReviewEntry> = {}): ReviewEntry => ({
  caseId,
  probability: 0.8,
  harm: 10,
  title: 'Parka',
  ...overrides,
});
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => entry(`c${index}`, { harm: count - index }));

describe('the order to work in', () => {
  test('holds every case once, and the hour’s own in the order of what they are worth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.string(), (count, draw) => {
        const queue = many(count);
        const order = workingOrder(queue, draw);
        expect(order.map(({ caseId }) => caseId).toSorted()).toEqual(queue.map(({ caseId }) => caseId).toSorted());
        const top = new Set(queue.slice(0, CASES_AN_HOUR).map(({ caseId }) => caseId));
        const own = order.filter(({ caseId }) => top.has(caseId)).map(({ caseId }) => caseId);
        expect(own).toEqual(queue.slice(0, CASES_AN_HOUR).map(({ caseId }) => caseId));
      }),
      { numRuns: 30 },
    );
  });

  test('gives one place in ten to a case from below, the same ones all day and others tomorrow', () => {
    const today = workingOrder(many(500), '2026-06-01');
    const places = today.flatMap(({ drawn }, index) => (drawn ? [index + 1] : []));
    expect(places.slice(0, 3)).toEqual([10, 20, 30]);
    expect(places).toHaveLength(CASES_AN_HOUR / 9);
    expect(workingOrder(many(500), '2026-06-01')).toEqual(today);
    const drawn = (order: typeof today) => order.filter((each) => each.drawn).map(({ caseId }) => caseId);
    expect(drawn(workingOrder(many(500), '2026-06-02'))).not.toEqual(drawn(today));
  });
});

test('an hour covers its share of probability × harm', () => {
  expect(shareOfHarm([])).toBe(1);
  expect(shareOfHarm([entry('a', { harm: 30 }), entry('b', { harm: 10 })], 1)).toBe(0.75);
  expect(shareOfHarm(many(CASES_AN_HOUR))).toBe(1);
});

describe('a group', () => {
  test('starts with the case itself and gathers those with the same seller or text', () => {
    const queue = [entry('a', { seller: 's', text: 't' }), entry('b', { seller: 's' }), entry('c', { text: 't' })];
    const ids = (by: 'seller' | 'text') => groupOf(queue[0]!, queue, by).map(({ caseId }) => caseId);
    expect([ids('seller'), ids('text')]).toEqual([
      ['a', 'b'],
      ['a', 'c'],
    ]);
  });

  test('what is not known is shared by nobody', () => {
    const queue = [entry('a'), entry('b')];
    for (const by of ['seller', 'picture', 'text'] as const) expect(groupOf(queue[0]!, queue, by)).toHaveLength(1);
  });

  test('a picture that was pressed or written on is the same; one that differs is not', () => {
    const near = `${'0'.repeat(62)}ff`;
    const queue = [
      entry('a', { picture: '0'.repeat(64) }),
      entry('b', { picture: near }),
      entry('c', { picture: 'f'.repeat(64) }),
    ];
    expect(groupOf(queue[0]!, queue, 'picture').map(({ caseId }) => caseId)).toEqual(['a', 'b']);
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync(new URL('../docs/features.md', import.meta.url), 'utf8');
const rows = [...text.matchAll(/^\| (\d+) \| [^|]+ \| (works|partly|missing) \| ([^|]*)\|$/gm)];

test('the list of features has each of its 66 rows once, and counts them right', () => {
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 66 }, (_, index) => index + 1));
  const count = (state: string) => rows.filter((row) => row[2] === state).length;
  expect(text).toContain(`Works: ${count('works')} · partly: ${count('partly')} · missing: ${count('missing')}.`);
});

test('whatever works partly says what is missing', () => {
  expect(rows.filter(([, , state, says]) => state === 'partly' && says!.trim().length < 20)).toEqual([]);
});

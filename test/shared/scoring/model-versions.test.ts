import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { model } from '#shared/scoring/model.ts';

// Verdicts, decisions and promoted models are told apart by the version of the weights. When numbers change, give the model a new
// version in model.json and add its line here; when only a reason's wording changes, nothing is to be done.
const KNOWN: Record<string, string> = {
  '2026-11-1': 'a20b87006e2f3e71',
  '2026-11-2': 'ac3dda19d15c0e30',
  '2026-11-3': '1fd27b8048a08866',
  '2026-11-4': 'c46e48e9e0b0eb0b',
  '2026-11-5': 'c6161c46b5ad8779',
  '2026-11-6': 'a57cb3820f2d6ce4',
  '2026-11-7': '6bd2e36d6c83cd59',
  '2026-12-1': '1335dd0cda935e98',
  '2026-12-2': '0ec05b9cb9ee3a69',
};

/** Of the numbers alone, whatever order they stand in. */
function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(numbersOf(value)))
    .digest('hex')
    .slice(0, 16);
}

function numbersOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numbersOf);
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? undefined : value;
  const entries = Object.entries(value).map(([key, each]) => [key, numbersOf(each)] as const);
  return Object.fromEntries(
    entries.filter(([, each]) => each !== undefined).toSorted(([a], [b]) => a.localeCompare(b)),
  );
}

test('a weight never changes without a new model version', () => {
  expect(KNOWN[model.version], `model ${model.version} has other numbers than when it got its version`).toBe(
    digestOf(model),
  );
});

test('the digest sees one changed weight, and not a changed reason', () => {
  const [id] = Object.keys(model.weights);
  const heavier = { ...model, weights: { ...model.weights, [id!]: { ...model.weights[id!]!, weight: 9.75 } } };
  const reworded = {
    ...model,
    weights: { ...model.weights, [id!]: { ...model.weights[id!]!, reason: 'other words' } },
  };
  expect(digestOf(heavier)).not.toBe(digestOf(model));
  expect(digestOf(reworded)).toBe(digestOf(model));
});

import Table from 'cli-table3';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { type FittedTable, fitTable } from '#infra/cli/fit-table.ts';
import { printTable } from '#infra/cli/print.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const drawn = ({ rows, padding }: FittedTable) => {
  const style = { head: [], border: [], 'padding-left': padding, 'padding-right': padding };
  const table = new Table({ style });
  for (const row of rows) table.push(row);
  return table.toString().split('\n');
};

test('a table is never wider than the terminal, and loses nothing', () => {
  const word = fc.stringMatching(/^[a-z~0-9-]{1,60}$/);
  const cell = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
  const rows = fc
    .integer({ min: 1, max: 6 })
    .chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
    );
  fc.assert(
    fc.property(rows, fc.integer({ min: 40, max: 200 }), (table, columns) => {
      const fitted = fitTable(table, columns);
      for (const line of drawn(fitted)) expect(line.length).toBeLessThanOrEqual(columns);
      expect(fitted.rows.map((row) => row.map((each) => each.replaceAll(/[\n ]/g, '')))).toEqual(
        table.map((row) => row.map((each) => each.replaceAll(' ', ''))),
      );
    }),
  );
});

test('sentences give way before ids do', () => {
  const row = ['nordhavn~bazaar~1001~1', 'a long sentence about why this offer is not what it says it is', '12 %'];
  const [[id, sentence, share] = []] = fitTable([row], 60).rows;
  expect([id, share]).toEqual([row[0], row[2]]);
  expect(sentence?.split('\n').length).toBeGreaterThan(1);
});

test('before an id is broken, the padding goes', () => {
  const head = ['probability', 'state', 'listing', 'price', 'seller', 'case'];
  const row = ['over 99 %', 'flagged', 'Nordhavn Backpack', 'EUR 69.90', 'Cheap Store', 'nordhavn~bazaar~110568793~1'];
  const { rows, padding } = fitTable([head, row], 80);
  expect(padding).toBe(0);
  expect(rows[1]?.at(-1)).toBe(row.at(-1));
});

test('wide characters are counted as two', () => {
  const [[cell] = []] = fitTable([['诺德海文'.repeat(3)]], 12).rows;
  expect(cell?.split('\n').map((line) => line.length)).toEqual([5, 5, 2]);
});

function printedOn(terminal: { isTTY: boolean; columns?: number }): string[] {
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.stubEnv('NO_COLOR', '1');
  const { isTTY, columns } = process.stdout;
  Object.assign(process.stdout, terminal);
  printTable(['signal', 'reason'], [['low-price', `${'because '.repeat(15)}so`]]);
  Object.assign(process.stdout, { isTTY, columns });
  return printed.trimEnd().split('\n');
}

test('on a terminal a table is printed as wide as that', () => {
  const lines = printedOn({ isTTY: true, columns: 80 });
  const widest = Math.max(...lines.map((line) => line.length));
  expect(widest).toBeLessThanOrEqual(80);
  expect(widest).toBeGreaterThan(70);
});

test('into a file each row is one line, whatever the terminal', () => {
  expect(printedOn({ isTTY: false, columns: 80 })).toHaveLength(4);
});

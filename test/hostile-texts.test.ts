import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { alertEmail } from '#functions/alert/alert-email.ts';
import { CASE_COLUMNS } from '#functions/api/columns.ts';
import { listedAs } from '#functions/api/listed-as.ts';
import { safeText } from '#infra/cli/print.ts';
import type { Case } from '#shared/domain/case.ts';
import { aBrand, aCase, aListing } from './support/builders.ts';
import { FOR_OTHER_READERS, HOSTILE } from './support/hostile-texts.ts';

// The pages are in test/functions/console/hostile.test.ts; here is where the same words go besides.

const TEXTS = [...HOSTILE, ...FOR_OTHER_READERS];

/** Every field that somebody outside writes. */
const caseOf = (text: string, index: number): Case =>
  aCase({
    id: `nordhavn~bazaar~${index}~1`,
    state: 'flagged',
    contactHandles: [text],
    listing: aListing({
      id: `${index}`,
      title: text,
      url: `https://bazaar.example/item/${encodeURIComponent(text)}`,
      seller: { id: text, name: text, location: text },
      description: text,
      condition: text,
    }),
    events: [{ at: '2026-06-01T12:00:00.000Z', from: null, to: 'flagged', by: 'score', why: text }],
    remarks: [{ at: '2026-06-01T12:00:00.000Z', by: text || 'x', text: text || 'x' }],
  });

/** What a terminal obeys, what turns the direction of the text around it, and what ends a line where it should not. */
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test('the collection is large enough', () => expect(TEXTS.length).toBeGreaterThanOrEqual(120));

test('no mail holds what a terminal obeys, and no head of one a line more', () => {
  for (const [index, text] of TEXTS.entries()) {
    const record = caseOf(text, index);
    const alert = {
      alertId: 'a',
      brandId: 'nordhavn',
      caseId: record.id,
      kind: 'case-flagged' as const,
      at: '2026-06-01T12:00:00.000Z',
      message: text,
    };
    const mail = alertEmail(alert, aBrand(), record);
    expect([text, OBEYED.test(mail.text)]).toEqual([text, false]);
    expect([text, /[\r\n]/.test(mail.subject)]).toEqual([text, false]);
    expect(mail.text).not.toMatch(/^(Bcc:|MAIL FROM:|\.$)/m);
  }
});

test('no cell of an export is a formula, and every row has its cells', () => {
  const items = TEXTS.map(caseOf);
  const { content } = listedAs('text/csv', { items }, CASE_COLUMNS)!;
  const rows = parse(content, { relax_column_count: false }) as string[][];
  expect(rows).toHaveLength(TEXTS.length + 1);
  for (const cell of rows.flat()) expect([cell, /^[=+\-@\t\r]/.test(cell)]).toEqual([cell, false]);
});

test('nothing that a terminal obeys is printed', () => {
  for (const text of TEXTS)
    expect([text, /\n/.test(safeText(text)) || OBEYED.test(safeText(text))]).toEqual([text, false]);
});

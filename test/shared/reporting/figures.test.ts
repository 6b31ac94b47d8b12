import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { caseFacts } from '#shared/reporting/case-facts.ts';
import {
  ASKED_WORDS,
  COUNT_WORDS,
  COVERAGE_DEFINITION,
  DURATION_WORDS,
  RATE_WORDS,
  VALUE_WORDS,
} from '#shared/reporting/definitions.ts';
import { percentile, roundedMinutes } from '#shared/reporting/durations.ts';
import { durationWords, shareWords, valueWords } from '#shared/reporting/figure-words.ts';
import { figuresOf } from '#shared/reporting/figures.ts';
import { figuresCsv } from '#shared/reporting/figures-csv.ts';
import { pagesReadOf } from '#shared/reporting/pages-read.ts';
import { repeatSellersOf } from '#shared/reporting/repeat-sellers.ts';
import { raise, rollUpsOf } from '#shared/reporting/roll-ups.ts';
import { seenOf } from '#shared/reporting/seen.ts';
import { valueIn } from '#shared/reporting/value.ts';
import { aCase, aListing, aScanPage } from '../../support/builders.ts';
import { caseHistories } from '../../support/case-histories.ts';

const NOW = new Date('2026-12-31T00:00:00Z');
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const event = (at: string, to: 'submitted' | 'removed', by = 'verify') =>
  ({ at: `${at}T00:00:00.000Z`, from: 'flagged', to, by, why: 'x' }) as const;

test('docs/kpis.md gives every formula as the report prints it', () => {
  const text = readFileSync(new URL('../../../docs/kpis.md', import.meta.url), 'utf8');
  const words = [COUNT_WORDS, RATE_WORDS, DURATION_WORDS].flatMap((each) => Object.entries(each));
  for (const [id, { name, formula }] of words) expect(text).toContain(`| \`${id}\` | ${name} | ${formula} |`);
  for (const { formula } of [ASKED_WORDS, VALUE_WORDS, COVERAGE_DEFINITION]) expect(text).toContain(formula);
});

test('a percentile of rounded durations is the rounded percentile', () => {
  const all = fc.array(fc.integer({ min: 0, max: 60_000_000_000 }), { minLength: 1 });
  fc.assert(
    fc.property(all, fc.double({ min: 0.01, max: 1, noNaN: true }), (durations, share) => {
      const counts: Record<string, number> = {};
      for (const ms of durations) raise(counts, String(roundedMinutes(ms)));
      const exact = durations.toSorted((a, b) => a - b)[Math.ceil(share * durations.length) - 1]!;
      expect(percentile(counts, share)).toBe(roundedMinutes(exact));
      expect(Math.abs(roundedMinutes(exact) - exact / 60_000)).toBeLessThanOrEqual(
        Math.max(0.5, (exact / 60_000) * 0.05),
      );
    }),
  );
});

test('in whatever order cases come, the roll-ups are the same, and no rate exceeds 1', () => {
  const cases = caseHistories({ seed: 3, count: 400, from: '2026-01-01', days: 300, until: NOW.toISOString() });
  const figures = figuresOf('nordhavn', rollUpsOf(cases), YEAR, NOW);
  expect(figuresOf('nordhavn', rollUpsOf(cases.toReversed()), YEAR, NOW)).toEqual(figures);
  for (const { share } of Object.values(figures.total.rates)) expect(share ?? 0).toBeLessThanOrEqual(1);
});

describe('the horizon', () => {
  it.each([
    ['2026-05-31', 1],
    ['2026-06-01', 0],
  ])('a removal on %s of what was noticed on May 1st counts %d times', (day, part) => {
    const opened = '2026-05-01T00:00:00.000Z';
    const found = { at: opened, from: null, to: 'flagged', by: 'score', why: 'x' } as const;
    const events = [found, event('2026-05-01', 'submitted'), event(day, 'removed')];
    const record = aCase({ state: 'removed', openedAt: opened, events });
    const { total } = figuresOf('nordhavn', rollUpsOf([record]), YEAR, NOW);
    expect(total.rates.compliance).toEqual({ part, of: 1, share: part });
    expect(total.counts.removed).toBe(1);
  });
});

test('what a function sends by itself is reviewed by nobody', () => {
  const facts = caseFacts(aCase({ events: [event('2026-05-01', 'submitted', 'submit')] }));
  expect(facts.map((fact) => 'name' in fact && fact.name)).toEqual(['notify', 'noticed']);
});

test('a bid is no price', () => {
  const listing = aListing({ priceIsBid: true });
  const { total } = figuresOf(
    'n',
    rollUpsOf([aCase({ listing, events: [event('2026-05-01', 'removed')] })]),
    YEAR,
    NOW,
  );
  expect(total.asked).toEqual([]);
});

test('a hostile marketplace id stays one cell, and no formula, in CSV', () => {
  const listing = aListing({ marketplace: '=HYPERLINK("x"),\n' });
  const figures = figuresOf(
    'nordhavn',
    rollUpsOf([aCase({ listing, openedAt: '2026-05-01T00:00:00.000Z' })]),
    YEAR,
    NOW,
  );
  const seen = seenOf(
    [{ ...pagesReadOf([aScanPage({ coverage: 'blocked' })]), since: '2026-05-01T08:00:00.000Z' }],
    true,
  );
  const csv = figuresCsv({
    ...figures,
    value: valueIn('EUR', figures.total.asked),
    seen,
    sellers: repeatSellersOf([], YEAR, true),
  });
  expect(csv).toContain('nordhavn,2026-01-01,2026-12-31,"\'=HYPERLINK(""x""),\n",found,count,1,,\r\n');
  expect(csv).toContain('nordhavn,2026-01-01,2026-12-31,*,compliance,share,,0,0\r\n');
  expect(csv).toContain('nordhavn,2026-01-01,2026-12-31,*,storesClosed,count,0,,\r\n');
  expect(csv).toContain('nordhavn,2026-01-01,2026-12-31,*,coverage,share,0,0,1\r\n');
  expect(csv).toContain('nordhavn,2026-01-01,2026-12-31,bazaar,pages blocked,count,1,,\r\n');
});

test('sums of several currencies are one, at the rates of a stated day; what has no rate is left out and said', () => {
  const asked = [
    { currency: 'EUR', amountMinor: 123_456, offers: 3 },
    { currency: 'JPY', amountMinor: 17_200, offers: 2 },
    { currency: 'XTS', amountMinor: 5, offers: 1 },
  ];
  const value = valueIn('EUR', asked);
  expect(value).toMatchObject({ amountMinor: 123_456 + 10_000, offers: 5, without: ['XTS'] });
  expect(valueWords(value, asked)).toBe(
    `about EUR 1,330.00 for 5 offers, at rates of ${value.ratesOf}; no rate for XTS`,
  );
  expect(valueWords(valueIn('EUR', asked.slice(0, 1)), asked.slice(0, 1))).toBeUndefined();
});

test('a share is never rounded to what is not so', () => {
  const words = (part: number, of: number) => shareWords({ part, of, share: of === 0 ? null : part / of });
  expect([words(0, 0), words(0, 5), words(1, 10_000), words(7, 8), words(9999, 10_000), words(5, 5)]).toEqual([
    '–',
    '0 %',
    'under 0.1 %',
    '87.5 %',
    'over 99.9 %',
    '100 %',
  ]);
  expect([0, 95, 450, 12_000, null].map(durationWords)).toEqual(['0 min', '95 min', '7.5 h', '8.3 days', '–']);
});

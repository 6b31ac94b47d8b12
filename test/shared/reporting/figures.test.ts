import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { caseFacts } from '#shared/reporting/case-facts.ts';
import { rateOn } from '#shared/reporting/dated-rates.ts';
import {
  ASKED_WORDS,
  COUNT_WORDS,
  COVERAGE_DEFINITION,
  DURATION_WORDS,
  RATE_WORDS,
  STOCKED_WORDS,
  VALUE_WORDS,
} from '#shared/reporting/definitions.ts';
import { percentile, roundedMinutes } from '#shared/reporting/durations.ts';
import { durationWords, shareWords, valueWords } from '#shared/reporting/figure-words.ts';
import { figuresOf } from '#shared/reporting/figures.ts';
import { figuresCsv } from '#shared/reporting/figures-csv.ts';
import rates from '#shared/reporting/monthly-rates.json' with { type: 'json' };
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
  for (const { formula } of [ASKED_WORDS, STOCKED_WORDS, VALUE_WORDS, COVERAGE_DEFINITION])
    expect(text).toContain(formula);
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
    value: valueIn('EUR', []),
    seen,
    sellers: repeatSellersOf([], YEAR, true),
  });
  expect(csv).toContain('nordhavn,2026-01-01,2026-12-31,"\'=HYPERLINK(""x""),\n",found,count,1,,\r\n');
  expect(csv).toContain('nordhavn,2026-01-01,2026-12-31,*,compliance,share,,0,0\r\n');
  expect(csv).toContain('nordhavn,2026-01-01,2026-12-31,*,storesClosed,count,0,,\r\n');
  expect(csv).toContain('nordhavn,2026-01-01,2026-12-31,*,coverage,share,0,0,1\r\n');
  expect(csv).toContain('nordhavn,2026-01-01,2026-12-31,bazaar,pages blocked,count,1,,\r\n');
});

describe('sums of several currencies are one', () => {
  const asked = (day: string, currency: string, amountMinor: number, offers = 1) => ({
    day,
    currency,
    amountMinor,
    offers,
  });

  test('each at the last rate on or before the day of the removal', () => {
    const rate = (day: string) => rateOn('JPY', day)!;
    expect([rate('2026-01-29').of, rate('2026-01-30').of, rate('2026-02-26').of]).toEqual([
      '2025-12-31',
      '2026-01-30',
      '2026-01-30',
    ]);
    const days = ['2026-01-29', '2026-01-30'];
    const byHand = days.reduce((sum, day) => sum + Math.round((1_000_000 / rate(day).perEuro) * 100), 0);
    const value = valueIn('EUR', [...days.map((day) => asked(day, 'JPY', 1_000_000)), asked(days[0]!, 'EUR', 123_456)]);
    expect(Math.abs(value.amountMinor - 123_456 - byHand)).toBeLessThanOrEqual(1);
    expect(value).toMatchObject({
      offers: 3,
      ratesSince: '2025-12-31',
      ratesOf: '2026-01-30',
      oldRates: [],
      without: [],
    });
    const total = [{ currency: 'JPY', amountMinor: 2_000_000, offers: 2 }];
    expect(valueWords(value, total)).toMatch(/^about EUR .* for 3 offers, at rates of 2025-12-31 to 2026-01-30$/);
  });

  test('what has no rate is left out, and a rate of more than 45 days before is said', () => {
    const value = valueIn('EUR', [
      asked('2026-01-30', 'XTS', 5),
      asked('2023-11-30', 'USD', 1_000),
      // Known for a single day.
      asked('2025-08-14', 'TWD', 1_000),
      asked('2025-09-29', 'TWD', 3_510),
      asked('2025-09-30', 'KZT', 6_330),
      asked('2025-09-29', 'USD', 117),
    ]);
    expect(value).toMatchObject({ offers: 3, ratesSince: '2025-08-15', oldRates: ['KZT'] });
    expect(value.without.toSorted()).toEqual(['TWD', 'USD', 'XTS']);
    const total = [{ currency: 'TWD', amountMinor: 1, offers: 1 }];
    expect(valueWords(value, total)).toMatch(/; more than 45 days old for KZT; no rate for XTS, USD, TWD$/);
  });

  test('the other currency is converted at its own rate of the day', () => {
    const { amountMinor } = valueIn('USD', [asked('2026-01-30', 'JPY', 1_000_000), asked('2026-01-30', 'USD', 100)]);
    const [jpy, usd] = [rateOn('JPY', '2026-01-30')!.perEuro, rateOn('USD', '2026-01-30')!.perEuro];
    expect(amountMinor).toBe(Math.round((1_000_000 / jpy) * usd * 100) + 100);
  });

  test('of the two currencies the one is named whose rate is old or missing', () => {
    const value = valueIn('TWD', [asked('2025-12-31', 'USD', 117), asked('2025-08-14', 'EUR', 5)]);
    expect(value).toMatchObject({ offers: 1, oldRates: ['TWD'], without: ['TWD'] });
  });

  test('where nothing is converted no rates are named', () => {
    const value = valueIn('EUR', [asked('2026-01-30', 'EUR', 5)]);
    expect(value).toEqual({ currency: 'EUR', amountMinor: 5, offers: 1, oldRates: [], without: [] });
    expect(valueWords(value, [{ currency: 'EUR', amountMinor: 5, offers: 1 }])).toBeUndefined();
  });

  test('the table has a day of every month, and each a rate of the dollar near those beside it', () => {
    const { days, currencies } = rates;
    const all = Object.entries(days as Record<string, (number | null)[]>);
    const months = all.map(([day]) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
    expect(months).toEqual(months.map((_, index) => months[0]! + index));
    const dollars = all.map(([, row]) => row[currencies.indexOf('USD')]!);
    for (const [index, rate] of dollars.slice(1).entries())
      expect(Math.abs(rate / dollars[index]! - 1)).toBeLessThan(0.1);
    expect(all.every(([, row]) => row.length === currencies.length)).toBe(true);
  });
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

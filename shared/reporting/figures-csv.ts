import { CountName, DurationName } from '#shared/domain/roll-up.ts';
import { rateWords } from './figure-words.ts';
import type { Figures } from './figures.ts';
import { OutcomeRateName, RateName } from './figures.ts';
import type { PeriodFigures } from './period-figures.ts';

type Row = readonly (string | number | null)[];

const HEAD: Row = ['brand', 'from', 'to', 'marketplace', 'figure', 'kind', 'value', 'part', 'of'];

/** One figure a line, as spreadsheets and databases take it (RFC 4180); the marketplace "*" is all of them. Shares are 0 to 1, times minutes. */
export function figuresCsv({
  brandId,
  from,
  to,
  total,
  venues,
  value,
  seen: { coverage, gaps },
  sellers,
}: PeriodFigures): string {
  const groups = [{ marketplace: '*', figures: total }, ...venues];
  const rows = groups.flatMap(({ marketplace, figures }) =>
    rowsOf(figures).map((row): Row => [brandId, from, to, marketplace, ...row]),
  );
  const { repeat, asked, closed, kept } = sellers;
  const inOne = `minor ${value.currency}${rateWords(value)}`;
  const seen: Row[] = [
    ['*', 'value', inOne, value.amountMinor, null, value.offers],
    ['*', 'repeatSellers', 'share', repeat.share, repeat.part, repeat.of],
    ['*', 'closuresAsked', 'count', asked, null, null],
    ['*', 'storesClosed', 'count', closed, null, null],
    ['*', 'storesKept', 'count', kept, null, null],
    ['*', 'coverage', 'share', coverage.share, coverage.part, coverage.of],
    ...gaps.map(
      ({ marketplace, coverage, pages }): Row => [marketplace, `pages ${coverage}`, 'count', pages, null, null],
    ),
  ];
  return [HEAD, ...rows, ...seen.map((row): Row => [brandId, from, to, ...row])]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');
}

function rowsOf({ counts, rates, durations, asked, stocked, claims, unjudged, stillRunning }: Figures): Row[] {
  return [
    ...CountName.options.map((name): Row => [name, 'count', counts[name], null, null]),
    ['stillRunning', 'count', stillRunning, null, null],
    ...RateName.options.map((name): Row => [name, 'share', rates[name].share, rates[name].part, rates[name].of]),
    ...DurationName.options.flatMap((name): Row[] => [
      [name, 'median', durations[name].medianMinutes, null, durations[name].count],
      [name, 'p90', durations[name].p90Minutes, null, durations[name].count],
    ]),
    ['unjudgedAppearances', 'count', unjudged, null, null],
    ...claims.flatMap(({ claim, noticed, rates: ofClaim }): Row[] => [
      [`noticed as ${claim}`, 'count', noticed, null, null],
      ...OutcomeRateName.options.map(
        (name): Row => [`${name} of ${claim}`, 'share', ofClaim[name].share, ofClaim[name].part, ofClaim[name].of],
      ),
    ]),
    ...asked.map(({ currency, amountMinor, offers }): Row => ['asked', `minor ${currency}`, amountMinor, null, offers]),
    ...stocked.flatMap(({ currency, amountMinor, offers, pieces }): Row[] => [
      ['stocked', `minor ${currency}`, amountMinor, null, offers],
      [`stocked pieces ${currency}`, 'count', pieces, null, offers],
    ]),
  ];
}

/** A marketplace's id may be a shop's host: quoted where needed, and no formula for a spreadsheet. */
function cell(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

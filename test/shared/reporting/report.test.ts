import { load } from 'cheerio/slim';
import { describe, expect, it, test } from 'vitest';
import type { Case } from '#shared/domain/case.ts';
import { printHtml } from '#shared/fetching/print-html.ts';
import { COUNT_WORDS, DURATION_WORDS, RATE_WORDS, SELLER_WORDS } from '#shared/reporting/definitions.ts';
import { figuresOf } from '#shared/reporting/figures.ts';
import { pagesReadOf } from '#shared/reporting/pages-read.ts';
import { repeatSellersOf } from '#shared/reporting/repeat-sellers.ts';
import { reportHtml } from '#shared/reporting/report-html.ts';
import { rollUpsOf } from '#shared/reporting/roll-ups.ts';
import { seenOf } from '#shared/reporting/seen.ts';
import { askedByDay, valueIn } from '#shared/reporting/value.ts';
import { aCase, aListing, aScanPage } from '../../support/builders.ts';
import { caseHistories } from '../../support/case-histories.ts';
import { startServer } from '../../support/http-server.ts';

const NOW = new Date('2026-12-31T08:30:00Z');
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const cases = caseHistories({ seed: 8, count: 2_000, from: '2026-01-01', days: 364, until: NOW.toISOString() });
const NOBODY = repeatSellersOf([], YEAR, true);
const REASON = '<b>HTTP 403</b>\u202e';
const seen = seenOf(
  [
    {
      ...pagesReadOf([
        aScanPage({ coverage: 'complete' }),
        aScanPage({ coverage: 'empty' }),
        aScanPage({ coverage: 'blocked', reason: REASON }),
      ]),
      since: aScanPage().period,
    },
  ],
  true,
);
const figuresIn = (brandId: string, all: readonly Case[]) => {
  const made = figuresOf(brandId, rollUpsOf(all), YEAR, NOW);
  return { ...made, value: valueIn('EUR', askedByDay(rollUpsOf(all), YEAR)), seen, sellers: NOBODY };
};
const figures = figuresIn('nordhavn', cases);
const page = reportHtml({ brandName: 'Nordhavn', figures });

describe('a report', () => {
  it('gives every figure with its formula', () => {
    const $ = load(page);
    const rows = $('tr')
      .toArray()
      .map((row) =>
        $(row)
          .find('th, td')
          .toArray()
          .map((cell) => $(cell).text()),
      );
    for (const [name, { name: title, formula }] of Object.entries(COUNT_WORDS))
      expect(rows).toContainEqual([title, figures.total.counts[name as 'found'].toLocaleString('en-US'), formula]);
    for (const { name, formula } of [...Object.values(RATE_WORDS), ...Object.values(DURATION_WORDS)])
      expect(rows.some((row) => row[0] === name && row.at(-1) === formula)).toBe(true);
  });

  it('gives the repeat sellers and their stores with their formulas', () => {
    const rows = load(page)('section:contains("Repeat sellers") tbody tr').toArray();
    expect(rows.map((row) => load(page)(row).find('th').text())).toEqual(
      Object.values(SELLER_WORDS).map(({ name }) => name),
    );
  });

  it('says what could not be seen, and why', () => {
    const text = load(page)('section:contains("What could not be seen")').text();
    expect(text).toContain('Coverage: 66.7 % (2 of 3 result pages)');
    expect(text).toMatch(/bazaar.*blocked.*1.*unknown, not absent.*<b>HTTP 403<\/b>/s);
    expect(page).not.toContain('\u202e');
  });

  it('draws each month as high as it was', () => {
    const $ = load(page);
    const bars = $('svg rect title').toArray();
    expect(bars.map((title) => $(title).text())).toEqual(
      figures.months.flatMap(({ month, ...counts }) =>
        (['found', 'noticed', 'removed'] as const).map((name) => `${month}: ${counts[name]} ${name}`),
      ),
    );
    const heights = bars.map((title) => Number($(title).parent().attr('height')));
    const values = figures.months.flatMap(({ found, noticed, removed }) => [found, noticed, removed]);
    const highest = values.indexOf(Math.max(...values));
    values.forEach((value, index) => {
      expect(heights[index]).toBeCloseTo((heights[highest]! * value) / values[highest]!, 0);
    });
  });

  it('needs nothing from elsewhere, and lets nothing in', () => {
    const marketplace = '"><script>alert(1)</script><img src=x>';
    const listing = aListing({ marketplace });
    const hostile = [aCase({ listing, openedAt: '2026-05-01T00:00:00.000Z' }), ...cases];
    const all = reportHtml({
      brandName: '<b>x</b>',
      figures: figuresIn('n', hostile),
    });
    const $ = load(all);
    expect($('script, img, link, iframe, b:contains("x")').length).toBe(0);
    expect($('h1').text()).toBe('<b>x</b>');
    expect(
      $('th')
        .toArray()
        .some((cell) => $(cell).text() === marketplace),
    ).toBe(true);
    expect($('[src], [href]').length).toBe(0);
    expect(all).not.toMatch(/url\(|@import/);
  });

  it('of nothing says so', () => {
    const text = load(
      reportHtml({
        brandName: 'Nordhavn',
        figures: { ...figuresIn('n', []), seen: seenOf([], true) },
      }),
    ).text();
    expect(text).toContain('Nothing happened in this period.');
    expect(text).toContain('what the marketplaces showed is unknown');
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
  });
});

test('it prints as PDF, and what a page names is not fetched', async () => {
  let asked = 0;
  const server = await startServer((_request, response) => {
    asked++;
    response.end();
  });
  try {
    const names = `<img src="${server.origin}/x.png"><link rel="stylesheet" href="${server.origin}/x.css">`;
    const pdf = Buffer.from(await printHtml(page.replace(/<meta http-equiv[^>]*>/, '').replace('</header>', names)));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(1);
    expect(asked).toBe(0);
  } finally {
    await server.stop();
  }
});

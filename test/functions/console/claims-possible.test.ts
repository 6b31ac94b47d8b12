import { describe, expect, test } from 'vitest';
import { ClaimsPossible } from '#functions/console/pages/claims-possible.tsx';
import type { Case } from '#shared/domain/case.ts';
import { NO_NOTICE } from '#shared/notices/case-claims.ts';
import { aBrand, aCase, aListing, aVerdict } from '../../support/builders.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const BRAND = aBrand();
/** At an ordinary price, and with nothing but the name: a notice has nothing to state. */
const ORDINARY = {
  listing: aListing({ title: 'Nordhavn Fjord Parka', price: { amountMinor: 28_000, currency: 'EUR' } }),
  verdict: aVerdict({
    decision: 'review',
    signals: [{ id: 'brand-named', contribution: 1.2, evidence: 'The title names "Nordhavn".', value: 1 }],
  }),
};
const COPY = {
  listing: aListing({ title: 'Nordhavn Fjord Parka 1:1 replica', price: { amountMinor: 4900, currency: 'EUR' } }),
};

const given = (why: string): Pick<Case, 'state' | 'events'> => ({
  state: 'awaiting-approval',
  events: [{ at: NOW.toISOString(), from: 'queued', to: 'awaiting-approval', by: 'submit', why }],
});

/** What is to be read, each line of the list by itself. */
function shown(record: Case, brand = BRAND) {
  const html = String(ClaimsPossible({ record, brand, now: NOW }));
  const plain = (text: string) =>
    text
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&#39;', "'")
      .replaceAll(/\s+/g, ' ')
      .trim();
  const lines = [...html.matchAll(/<li>(.*?)<\/li>/gs)].map(([, line]) => plain(line!));
  return { html, text: plain(html), lines };
}

describe('what a notice could claim', () => {
  test('is one line for each claim that the brand has a right for, with what is missing and the next step', () => {
    const why = `${NO_NOTICE}: counterfeit: the mark alone does not say where goods come from; patent: nothing`;
    const { text, lines, html } = shown(aCase({ ...ORDINARY, ...given(why) }));
    expect(text).toContain('no notice about it could be written');
    expect(text).not.toContain(why);
    expect(lines.map((line) => line.split(':')[0])).toEqual(['counterfeit goods', 'misuse of a trade mark']);
    for (const line of lines) expect(line).toContain('A test purchase that shows a copy would bear it');
    expect(html).toContain('#test-buys');
    expect(html).toMatch(/<details[^>]* open/);
    expect(text).toContain(
      'no right on file for it: copied pictures, text copied from a work, a registered design, a patent',
    );
  });

  test('is said before somebody confirms, folded up, with the right and the sentence that the venue would read', () => {
    const { text, lines, html } = shown(aCase({ ...COPY, state: 'flagged' }));
    expect(text).toContain('A notice could claim: counterfeit goods');
    expect(lines[0]).toContain('on NORDHAVN (EUIPO 018000001)');
    expect(html).not.toMatch(/<details[^>]* open/);
    expect(text).not.toContain('It needs you');
  });

  test('leaves any other reason why a case came back as it is', () => {
    const { text } = shown(aCase({ ...COPY, ...given('the page cannot be captured: it answers with a captcha') }));
    expect(text).toContain('It needs you: the page cannot be captured: it answers with a captcha');
  });

  test('says so where a notice that could not be written can be by now', () => {
    const { text } = shown(aCase({ ...COPY, ...given(`${NO_NOTICE}: right.expires: NORDHAVN expired`) }));
    expect(text).toContain('As it stands now, one can.');
  });

  test('names what stands against each of several rights, and the step that is nearest', () => {
    const chinese = {
      text: '诺德海文',
      number: '51234567',
      office: 'CNIPA',
      jurisdictions: ['CN'],
      niceClasses: [25],
      expires: '2033-01-01',
    };
    const brand = aBrand({ marks: [...aBrand().marks, chinese] });
    const listing = aListing({
      marketplace: 'ebay@ebay.de',
      url: 'https://www.ebay.de/itm/1001',
      title: '诺德海文 冲锋衣 1:1',
      price: { amountMinor: 4900, currency: 'EUR' },
    });
    const { lines } = shown(aCase({ listing, ...given(`${NO_NOTICE}: nothing`) }), brand);
    expect(lines[0]).toMatch(/the page does not show NORDHAVN; .*诺德海文.* does not cover eBay/);
    expect(lines[0]).toContain('A right that covers this site would bear it');
  });

  test('is not guessed from a verdict that did not keep what it was made of', () => {
    const signals = [{ id: 'suspicious-wording', contribution: 3, evidence: 'Says "replica".' }];
    const { text } = shown(aCase({ ...COPY, verdict: aVerdict({ signals }), state: 'flagged' }));
    expect(text).toBe('');
  });

  test('is not shown of a case that waits for nobody', () => {
    expect(ClaimsPossible({ record: aCase({ ...COPY, state: 'removed' }), brand: BRAND, now: NOW })).toBeNull();
  });
});

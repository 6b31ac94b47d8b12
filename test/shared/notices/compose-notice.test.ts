import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark } from '#shared/domain/brand.ts';
import { chooseMark, isInForce } from '#shared/notices/choose-mark.ts';
import { composeNotice, MAX_EXPLANATION_CHARS, noticeIdOf } from '#shared/notices/compose-notice.ts';
import { noticeProblems } from '#shared/notices/validate-notice.ts';
import { aVenue } from '#test/support/a-venue.ts';
import { aBrand, aCase, aListing, aNotice, aVerdict } from '#test/support/builders.ts';

const NOW = new Date('2026-06-01T12:00:00.000Z');
const { evidence } = aNotice();
const compose = (record = aCase(), brand = aBrand()) => composeNotice({ record, brand, evidence, now: NOW });

const mark = (number: string, overrides: Partial<Mark> = {}): Mark => ({
  text: 'NORDHAVN',
  number,
  office: 'EUIPO',
  jurisdictions: ['EU'],
  niceClasses: [25],
  expires: '2035-01-01',
  ...overrides,
});
const chosen = (marks: Mark[], listing = aListing()) => chooseMark(aBrand({ marks }), listing, NOW)?.number;

describe('the right a notice rests on', () => {
  it('is never one that has expired, and counts on its last day', () => {
    const [expired, lastDay] = [mark('1', { expires: '2026-05-31' }), mark('2', { expires: '2026-06-01' })];
    expect(isInForce(expired, NOW)).toBe(false);
    expect(chosen([expired, lastDay])).toBe('2');
    expect(chosen([expired])).toBeUndefined();
  });

  it('has effect in the country where the venue sells', () => {
    const german = mark('de', { office: 'DPMA', jurisdictions: ['DE'] });
    const american = mark('us', { office: 'USPTO', jurisdictions: ['US'] });
    const at = (host: string) => chosen([american, german], aListing({ url: `https://${host}/itm/1` }));
    expect(at('www.ebay.de')).toBe('de');
    expect(at('www.ebay.us')).toBe('us');
    expect(chosen([american, mark('eu')], aListing({ url: 'https://www.ebay.fr/itm/1' }))).toBe('eu');
    expect(
      chosen([mark('eu'), mark('gb', { jurisdictions: ['GB'] })], aListing({ url: 'https://www.ebay.co.uk/itm/1' })),
    ).toBe('gb');
  });

  it('covers the goods on offer, then reaches farthest', () => {
    const [bottles, clothes] = [mark('21', { niceClasses: [21] }), mark('25', { niceClasses: [25] })];
    expect(chosen([bottles, clothes], aListing({ title: 'Nordhavn jacket' }))).toBe('25');
    expect(chosen([clothes, bottles], aListing({ title: 'Nordhavn bottle 500 ml' }))).toBe('21');
    expect(chosen([mark('one', { jurisdictions: ['NO'] }), mark('eu')])).toBe('eu');
  });
});

describe('composing a notice', () => {
  it('names right, owner, item and reasons in words, and is valid', () => {
    const notice = compose();
    expect(noticeProblems(notice, { brand: aBrand(), venue: aVenue(), now: NOW })).toEqual([]);
    expect(notice.claim).toEqual({
      kind: 'counterfeit',
      nature: 'product',
      explanation:
        'Trade mark NORDHAVN (EUIPO 018000001), owned by Nordhavn A/S. Item 1001, "Nordhavn Fjord Parka 1:1 quality", offers goods ' +
        'under this mark that were neither made nor authorised by its owner. What shows it: Asked EUR 49.00; the genuine Fjord Parka ' +
        'sells for EUR 299.00 (16 %); Says "1:1".',
    });
  });

  it('claims counterfeit only when something speaks against the goods, otherwise misuse of the mark', () => {
    const named = aVerdict({ signals: [{ id: 'brand-named', contribution: 1, evidence: 'the title names Nordhavn' }] });
    expect(compose(aCase({ verdict: named })).claim).toMatchObject({ kind: 'trademark-misuse', nature: 'text' });
    const logo = aVerdict({ signals: [{ id: 'logo-text', contribution: 2, evidence: 'the picture shows NORDHAVN' }] });
    expect(compose(aCase({ verdict: logo })).claim).toMatchObject({ kind: 'counterfeit', nature: 'image' });
  });

  it('leaves out what speaks for the listing', () => {
    const verdict = aVerdict({
      signals: [
        { id: 'brand-named', contribution: 2, evidence: 'The title names "Nordhavn".' },
        { id: 'reference-use', contribution: -1, evidence: 'says "for Nordhavn"' },
      ],
    });
    expect(compose(aCase({ verdict })).claim.explanation).not.toContain('for Nordhavn');
  });

  it('keeps its reference while it is the same notice, and gets a new one after a refusal', () => {
    const record = aCase();
    expect(compose(record).reference).toBe(compose(aCase({ state: 'submitting', version: 7 })).reference);
    const at = NOW.toISOString();
    const refused = aCase({
      events: [...record.events, { at, from: 'submitted', to: 'rejected', by: 'verify', why: 'no' }],
    });
    expect(noticeIdOf(refused)).not.toBe(noticeIdOf(record));
    expect(compose(refused).reference).not.toBe(compose(record).reference);
    expect(compose(aCase({ generation: 2 })).reference).not.toBe(compose(record).reference);
  });

  it("stays within every venue's limit and on one line, whatever the seller wrote", () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    fc.assert(
      fc.property(
        text,
        fc.array(
          text.map((said) => `"${said}"`),
          { minLength: 1, maxLength: 30 },
        ),
        (title, reasons) => {
          const signals = reasons.map((evidence, n) => ({ id: 'brand-named', contribution: 30 - n, evidence }));
          const record = aCase({ listing: aListing({ title }), verdict: aVerdict({ signals }) });
          const { explanation } = compose(record).claim;
          expect(explanation.length).toBeLessThanOrEqual(MAX_EXPLANATION_CHARS);
          expect(explanation).not.toMatch(/[\r\n\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
          expect(explanation).toContain('Trade mark NORDHAVN (EUIPO 018000001)');
        },
      ),
    );
  });

  it('refuses to state anything for a brand without contacts', () => {
    expect(() => compose(aCase(), aBrand({ contacts: {} }))).toThrow('may not send notices yet');
  });
});

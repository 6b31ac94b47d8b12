import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Listing } from '#shared/domain/listing.ts';
import type { Facts } from '#shared/domain/signal.ts';
import type { SignalFinding, Verdict } from '#shared/domain/verdict.ts';
import { noticeReasons } from '#shared/notices/notice-reasons.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { signals } from '#shared/signals/index.ts';
import { aVerdict } from '#test/support/builders.ts';
import { aLine, anImage, NORDHAVN, NOW, someFacts } from '#test/support/facts.ts';
import { claimsOf } from '#test/support/notices.ts';

const reasonsFor = (listing: Partial<Listing>, facts: Partial<Facts> = {}) =>
  noticeReasons(scoreListing(someFacts(listing, facts)));
const sentencesFor = (...inputs: Parameters<typeof reasonsFor>) =>
  reasonsFor(...inputs).map(({ sentence }) => sentence);
/** What may be claimed on these facts once somebody looks at the offer, whatever the score makes of it. */
const claimsFor = (...[listing, facts]: Parameters<typeof reasonsFor>) => {
  const verdict: Verdict = { ...scoreListing(someFacts(listing, facts)), decision: 'review' };
  return claimsOf(listing, { brand: NORDHAVN, verdict, now: NOW }).eligible.map(({ kind }) => kind);
};
const stored = (id: string, evidence: string, value?: number) =>
  noticeReasons(aVerdict({ signals: [{ id, contribution: 1, evidence, value }] })).map(({ sentence }) => sentence);

const euro = (amount: number) => ({ amountMinor: amount * 100, currency: 'EUR' });
const parka = { title: 'Nordhavn Fjord Parka', price: euro(280) };
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();
const confirmedSeller = { confirmedAt: [daysAgo(20), daysAgo(30), daysAgo(40)], clearedAt: [] };

describe('a notice claims counterfeit', () => {
  it('not of a product that is named by a seller with a record: who sells the genuine one names it too', () => {
    const verdict = scoreListing(someFacts(parka, { sellerRecord: confirmedSeller }));
    expect(verdict.signals.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['brand-named', 'product-match', 'seller-history']),
    );
    expect(claimsFor(parka, { sellerRecord: confirmedSeller })).not.toContain('counterfeit');
  });

  it("not for the brand's own picture, which is a matter of copyright", () => {
    const official = { images: [anImage()], officialImages: [{ source: 'NH-FJORD', pdq: anImage().pdq }] };
    expect(claimsFor(parka, official)).not.toContain('counterfeit');
    expect(sentencesFor(parka, official).join(' ')).not.toContain('picture');
  });

  it('for a price far below that of the product, only where brand and product are named', () => {
    expect(claimsFor({ ...parka, price: euro(49) })).toContain('counterfeit');
    expect(claimsFor({ ...parka, price: euro(150) })).not.toContain('counterfeit');
    const cheap = { ...parka, price: euro(49) };
    const verdict: Verdict = { ...scoreListing(someFacts(cheap)), decision: 'review' };
    const unmatched = { ...verdict, signals: verdict.signals.filter(({ id }) => id !== 'product-match') };
    const kinds = (...scene: Parameters<typeof claimsOf>) => claimsOf(...scene).eligible.map(({ kind }) => kind);
    expect(kinds(cheap, { brand: NORDHAVN, verdict, now: NOW })).toContain('counterfeit');
    expect(kinds(cheap, { brand: NORDHAVN, verdict: unmatched, now: NOW })).not.toContain('counterfeit');
    expect(kinds({ ...cheap, title: 'Fjord Parka' }, { brand: NORDHAVN, verdict, now: NOW })).not.toContain(
      'counterfeit',
    );
  });

  it('for words that mean copies, not for those that also mean something else', () => {
    expect(claimsFor({ ...parka, title: 'Nordhavn Fjord Parka mirror quality' })).toContain('counterfeit');
    for (const words of ['AAA', 'factory surplus', 'whatsapp', 'inspired by'])
      expect(claimsFor({ ...parka, title: `Nordhavn Fjord Parka ${words}` }), words).not.toContain('counterfeit');
  });

  it('for a name spelled as nobody spells by accident, not for one wrong letter', () => {
    expect(claimsFor({ ...parka, title: 'N0rdh4vn Fjord Parka' })).toContain('counterfeit');
    expect(claimsFor({ ...parka, title: 'Nordhaven Fjord Parka' })).not.toContain('counterfeit');
  });

  it('for the name on the picture of goods whose title keeps silent, when it is read without doubt', () => {
    const logo = { images: [aLine('NORDHAVN')] };
    expect(claimsFor({ title: 'Warm parka' }, logo)).toContain('counterfeit');
    expect(
      stored('logo-text', 'The picture shows "NORDHAWN", which may be NORDHAVN (read with 70 % confidence), but x.'),
    ).toEqual([]);
  });

  it('for the picture of an offer that was removed, unless it may be the brand’s own', () => {
    const shown = (mayBeOfficial: boolean) => ({
      images: [anImage()],
      infringingImages: [{ source: 'nordhavn~bazaar~7~1', pdq: anImage().pdq, mayBeOfficial }],
    });
    expect(claimsFor(parka, shown(false))).toContain('counterfeit');
    expect(claimsFor(parka, shown(true))).not.toContain('counterfeit');
  });
});

describe('what a notice quotes', () => {
  it('is plain: no measure, case number or doubt of ours', () => {
    const everything = reasonsFor(
      {
        title: 'Nordhavn Fjord Parka 1:1 AAA',
        price: euro(40),
        listedAt: daysAgo(3),
        soldCount: 512,
        seller: { id: 'x', memberSince: daysAgo(36), rating: 0.7, feedbackCount: 512 },
      },
      {
        images: [aLine('mirror quality')],
        officialImages: [{ source: 'NH-FJORD', pdq: anImage().pdq }],
        infringingImages: [{ source: 'nordhavn~bazaar~7~1', pdq: anImage().pdq }],
        sellerRecord: confirmedSeller,
        sellerLinks: [{ kind: 'contact', what: 'wechat:nh88', caseId: 'nordhavn~bazaar~8~1', seller: 'Other' }],
      },
    );
    expect(everything.map(({ sentence }) => sentence).toSorted()).toEqual([
      'Asked EUR 40.00; the genuine Fjord Parka sells for EUR 299.00 (13 %).',
      'On the picture stands "mirror quality".',
      'Says "1:1".',
      'The picture is that of an offer that was removed as infringing.',
      'The title describes the Fjord Parka.',
      'The title names "Nordhavn".',
    ]);
  });

  it('is found for verdicts as they are stored, by the id of the signal', () => {
    expect(
      stored('product-match', "The title describes the Fjord Parka (98 % match with the brand's products)."),
    ).toEqual(['The title describes the Fjord Parka.']);
    expect(stored('product-match', "The title may describe the Parka (41 % match with the brand's products).")).toEqual(
      [],
    );
    expect(
      stored('suspicious-wording', 'Says "replica" (a copy of a branded product), and "aaa" (self-given grade).', 1),
    ).toEqual(['Says "replica".']);
    expect(stored('suspicious-wording', 'Says "replica" (a copy of a branded product).', 0.3)).toEqual([]);
    expect(stored('listing-age', 'The offer is 36 days old.', 1)).toEqual([]);
    expect(stored('a-signal-of-old', 'Something.', 1)).toEqual([]);
  });

  it('never comes from what speaks for the offer, is not to be quoted, or adds nothing', () => {
    const finding: fc.Arbitrary<SignalFinding> = fc.record({
      id: fc.constantFrom(...signals.map(({ id }) => id), 'gone'),
      contribution: fc.double({ min: -5, max: 5, noNaN: true }),
      evidence: fc.string({ maxLength: 60 }),
      value: fc.option(fc.double({ min: -1, max: 1.2, noNaN: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 8 }), (findings) => {
        const reasons = noticeReasons(aVerdict({ signals: findings }));
        const against = new Set(findings.filter(({ contribution }) => contribution > 0).map(({ id }) => id));
        for (const { signal } of reasons) {
          expect(signal.notice).not.toBe('not quoted');
          expect(['seller', 'gate']).not.toContain(signal.family);
          expect(against).toContain(signal.id);
        }
      }),
    );
  });
});

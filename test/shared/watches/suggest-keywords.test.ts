import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestKeywords } from '#shared/watches/suggest-keywords.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';

const watch = (keyword: string, marketplaces = ['bazaar']) => ({
  ...aBrand().watches[0]!,
  keyword,
  marketplaces,
  excluded: [],
});
const NORDHAVN = aBrand({ watches: [watch('nordhavn jacket')] });
let count = 0;
/** Offers with these titles, each of a seller of its own. */
const offers = (...titles: string[]) =>
  titles.map((title) => {
    const id = String(++count);
    return aCase({ id, listing: aListing({ id, title, seller: { id: `s${id}`, name: `s${id}` } }) });
  });
const suggested = (...judged: Parameters<typeof suggestKeywords>) =>
  suggestKeywords(...judged).map(({ keyword, why, found, missed, cleared }) => [keyword, why, found, missed, cleared]);

describe('keywords are proposed', () => {
  it('from what confirmed offers say and no watch searches for, what no watch finds first', () => {
    const confirmed = offers(
      'N0rdhavn Fjord parka',
      'N0rdhavn shell',
      'Nordhavn jacket replica',
      'Nordhavn jacket replica blue',
    );
    expect(suggested(NORDHAVN, confirmed, []).slice(0, 2)).toEqual([
      ['n0rdhavn', 'spelling', 2, 2, 0],
      ['nordhavn replica', 'copy-word', 2, 0, 0],
    ]);
  });

  it('only when two sellers say it, and not where honest sellers say it more', () => {
    const [one, other] = offers('Nordhavn anorak', 'Nordhavn anorak');
    const ofOne = [one!, { ...other!, listing: { ...other!.listing, seller: one!.listing.seller } }];
    expect(suggested(NORDHAVN, ofOne, [])).toEqual([]);
    const honest = offers('Nordhavn anorak', 'Nordhavn anorak', 'Nordhavn anorak');
    const confirmed = offers('Nordhavn anorak red', 'Nordhavn anorak', 'Nordhavn gilet', 'Nordhavn gilet');
    expect(suggested(NORDHAVN, confirmed, honest)).toEqual([['nordhavn gilet', 'goods', 2, 2, 0]]);
  });

  it('never as a watch has them, in whatever order, and on another marketplace as missed', () => {
    const confirmed = offers('Jacket Nordhavn', 'Nordhavn jacket');
    expect(suggested(NORDHAVN, confirmed, [])).toEqual([]);
    const elsewhere = aBrand({ watches: [watch('nordhavn', ['ebay'])] });
    expect(suggested(elsewhere, confirmed, [])[0]).toEqual(['nordhavn jacket', 'goods', 2, 2, 0]);
  });

  it('also in scripts without spaces', () => {
    const confirmed = offers('Nordhavn 羽绒服 高仿 男', 'Nordhavn 高仿 外套');
    expect(suggested(NORDHAVN, confirmed, [])).toContainEqual(['nordhavn 高仿', 'copy-word', 2, 2, 0]);
  });

  it('each with offers that have its words, at most eight, whatever titles hold', () => {
    const word = fc.constantFrom(
      'nordhavn',
      'N0RDHAVN',
      'jacket',
      'replica',
      '<b>',
      '高仿',
      '1:1',
      'fjord',
      '\u202e',
      '',
    );
    const titles = fc.array(
      fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(titles, titles, (bad, good) => {
        const all = suggestKeywords(NORDHAVN, offers(...bad), offers(...good));
        expect(all.length).toBeLessThanOrEqual(8);
        for (const { found, missed, examples } of all) {
          expect(found).toBeGreaterThanOrEqual(2);
          expect(missed).toBeLessThanOrEqual(found);
          expect(examples.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });
});

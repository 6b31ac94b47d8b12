import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Compared, compareVendor, type OurCase } from '#shared/comparison/compare-vendor.ts';
import { possibleIds } from '#shared/comparison/offer-address.ts';
import { readVendorList } from '#shared/comparison/vendor-list.ts';

const ebay = (id: string) => `https://www.ebay.de/itm/${id}`;
const ours = (id: string, more: Partial<OurCase> = {}): OurCase => ({
  id: `nordhavn~ebay~${id}~1`,
  marketplace: 'ebay',
  listingId: id,
  url: `https://www.ebay.com/itm/${id}?hash=x`,
  openedAt: '2026-10-10T08:00:00.000Z',
  ...more,
});
const page = (marketplace: string, coverage: 'complete' | 'blocked', reason?: string) => ({
  marketplace,
  coverage,
  reason,
  at: '2026-10-05T00:00:00.000Z',
});
const compared = (more: Partial<Compared>): Compared => ({
  from: '2026-10-01',
  to: '2026-10-31',
  rows: [],
  cases: [],
  seen: [],
  watched: ['ebay@www.ebay.de', 'taobao', 'temu', 'schema-org@https://shop.example/s?q={keyword}'],
  pages: [page('ebay@www.ebay.de', 'complete'), page('taobao', 'blocked', 'a login wall')],
  ...more,
});
const row = (url: string, line = 2, date?: string) => ({ line, url, date });

describe('an offer of theirs', () => {
  it('is one of ours by its id, whatever country and tail its address has', () => {
    const { both, onlyTheirs, weFound } = compareVendor(
      compared({
        rows: [row(ebay('123456789012')), row(ebay('999999999999'))],
        cases: [ours('123456789012', { decision: 'confirmed' })],
      }),
    );
    expect(both).toEqual([
      { line: 2, url: ebay('123456789012'), caseId: 'nordhavn~ebay~123456789012~1', decision: 'confirmed' },
    ]);
    expect(onlyTheirs).toHaveLength(1);
    expect(weFound).toMatchObject({ of: 2, count: 1, share: 0.5 });
    expect(weFound.least).toBeLessThan(0.5);
    expect(weFound.most).toBeGreaterThan(0.5);
  });

  it('that we do not have says why: no watch, no look, a low score, or not seen', () => {
    const rows = [
      row('https://www.etsy.com/listing/123456789/parka', 2),
      row('https://item.taobao.com/item.htm?id=677777777777', 3),
      row('https://www.temu.com/parka-g-601099512345678.html', 4),
      row(ebay('111111111111'), 5),
      row(ebay('222222222222'), 6),
      row('https://unknown-shop.example/parka', 7),
      row('https://shop.example/parka', 8),
    ];
    const seen = [
      {
        url: ebay('111111111111'),
        lastSeenAt: '2026-10-05T00:00:00.000Z',
        probability: 0.12,
        reasons: ['costs as much as the genuine one'],
      },
    ];
    const { onlyTheirs } = compareVendor(compared({ rows, seen }));
    expect(onlyTheirs.map(({ line, because, why }) => [line, because, why])).toEqual([
      [2, 'no watch', 'no watch searches Etsy'],
      [3, 'could not look', expect.stringContaining('a login wall')],
      [4, 'could not look', expect.stringContaining('was not scanned in these days')],
      [5, 'scored low', '12 %; costs as much as the genuine one'],
      [6, 'not seen', expect.stringContaining('no page of the watches showed it')],
      [7, 'no watch', 'no watch searches unknown-shop.example'],
      [8, 'could not look', expect.stringContaining('was not scanned')],
    ]);
  });

  it('counts once, and only in the days that are compared; our case may be older', () => {
    const rows = [
      row(ebay('1234567890'), 2, '2026-10-31'),
      row(`${ebay('1234567890')}/`, 3),
      row(ebay('1234567891'), 4, '2026-11-01'),
    ];
    const early = ours('1234567890', { openedAt: '2026-08-01T00:00:00.000Z' });
    const late = ours('1234567892', { openedAt: '2026-11-02T00:00:00.000Z' });
    const { theirs, ours: count, both, onlyOurs } = compareVendor(compared({ rows, cases: [early, late] }));
    expect([theirs, count, both.length, onlyOurs]).toEqual([1, 0, 1, []]);
  });
});

it('ours that they lack are told by what became of them, and only confirmed ones measure them', () => {
  const cases = [
    ours('1000000001', { decision: 'confirmed' }),
    ours('1000000002', { decision: 'confirmed' }),
    ours('1000000003', { decision: 'rejected' }),
    ours('1000000004'),
  ];
  const { onlyOurs, theyFound } = compareVendor(compared({ rows: [row(ebay('1000000001'))], cases }));
  expect(onlyOurs.map(({ listingId }) => listingId)).toEqual(['1000000002', '1000000003', '1000000004']);
  expect(theyFound).toMatchObject({ of: 2, count: 1 });
});

test('whatever the lists, every offer is counted in one place', () => {
  const id = fc.stringMatching(/^[1-9]\d{9,11}$/);
  fc.assert(
    fc.property(
      fc.array(id, { maxLength: 12 }),
      fc.array(id, { maxLength: 12 }),
      fc.array(id, { maxLength: 4 }),
      (theirIds, ourIds, shared) => {
        const rows = [...theirIds, ...shared].map((each, index) => row(ebay(each), index + 2));
        const cases = [...new Set([...ourIds, ...shared])].map((each) => ours(each));
        const { theirs, both, onlyTheirs, onlyOurs, ours: count } = compareVendor(compared({ rows, cases }));
        expect(both.length + onlyTheirs.length).toBe(theirs);
        expect(both.length + onlyOurs.length).toBe(count);
        expect(theirs).toBe(new Set(rows.map(({ url }) => url)).size);
      },
    ),
    { numRuns: 60 },
  );
});

test('an address gives what may be an id, and never fails', () => {
  expect(possibleIds('https://articulo.mercadolibre.cl/MLC-460000001-parka-_JM')).toContain('MLC460000001');
  expect(possibleIds('https://www.temu.com/parka-g-601099512345678.html')).toContain('601099512345678');
  fc.assert(
    fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (url) => void possibleIds(url)),
    { numRuns: 100 },
  );
});

describe("a vendor's list", () => {
  it('is read by the usual names of its columns, with what could not be read', () => {
    const text =
      'Listing URL;Date found;Status;Seller\nhttps://a.example/1;31.10.2026;removed;x\nnot one;2026-10-01;;\nhttps://a.example/2;10/11/2026;;\nhttps://a.example/3;;;';
    expect(readVendorList(text)).toEqual({
      rows: [
        { line: 2, url: 'https://a.example/1', date: '2026-10-31', outcome: 'removed', seller: 'x' },
        { line: 5, url: 'https://a.example/3', date: undefined, outcome: undefined, seller: undefined },
      ],
      refused: [
        { line: 3, field: 'url', message: '"not one" is no web address' },
        { line: 4, field: 'date', message: '"10/11/2026" is no date such as 2026-10-31' },
      ],
    });
  });

  it('without addresses is refused', () => {
    expect(() => readVendorList('name,date\na,b')).toThrow(/no column is known to hold the addresses.*name, date/);
  });
});

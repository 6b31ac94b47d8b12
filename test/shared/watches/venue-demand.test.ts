import { describe, expect, it } from 'vitest';
import type { Brand } from '#shared/domain/brand.ts';
import { overCapacity } from '#shared/watches/venue-demand.ts';
import { aBrand } from '../../support/builders.ts';

const rateOf = (marketplace: string) => ({ host: `${marketplace}.example`, intervalMs: 1000 / 0.5 / 0.75 });
const watching = (id: string, keywords: number, every = '1h', of = id): Brand =>
  aBrand({
    id,
    watches: Array.from({ length: keywords }, (_, n) => ({
      keyword: `${of} ${n}`,
      marketplaces: ['shop'],
      every,
      pages: 1,
    })),
  });

describe('what is asked of a marketplace', () => {
  it('is said, with the arithmetic, when 250 brands ask for 40 keywords an hour', () => {
    const others = Array.from({ length: 249 }, (_, n) => watching(`brand-${n}`, 40));
    const [said, ...more] = overCapacity(watching('last-one', 40), others, rateOf);
    expect(more).toEqual([]);
    expect(said).toBe(
      'More is asked of shop.example than its pace allows: 10,000 searches of 250 brands ask for up to 10,000 pages an hour, ' +
        'and 1,350 can be read (a quarter of its slots is kept for notices). That is 7.4 times too many: on average only every ' +
        '7.4th period is read, and the others are reported as not read. Watch fewer keywords there, fewer pages, or less often.',
    );
  });

  it('is nothing to mention while it can be read, and counts equal keywords of ten brands once', () => {
    expect(overCapacity(watching('one', 1350), [], rateOf)).toEqual([]);
    expect(overCapacity(watching('one', 1351), [], rateOf)).toHaveLength(1);
    expect(overCapacity(watching('one', 10_000, '1d'), [], rateOf)).toEqual([]);
    const same = Array.from({ length: 9 }, (_, n) => watching(`brand-${n}`, 1000, '1h', 'same'));
    expect(overCapacity(watching('tenth', 1000, '1h', 'same'), same, rateOf)).toEqual([]);
    expect(overCapacity(watching('other', 1000, '1h'), same, rateOf)).toHaveLength(1);
  });

  it('of a marketplace that the brand does not watch is not its business', () => {
    const other = aBrand({
      id: 'elsewhere',
      watches: [{ keyword: 'x', marketplaces: ['other'], every: '1h', pages: 1 }],
    });
    expect(overCapacity(other, [watching('loud', 5000)], rateOf)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateCost, type Usage } from '#infra/aws/cost-model.ts';

const NOTHING: Usage = {
  pages: 0,
  listings: 0,
  changedListings: 0,
  renderMs: 0,
  storedBytes: 0,
  captures: 0,
  notices: 0,
  emails: 0,
  decisionsRead: 0,
};
const MILLION_LISTINGS: Usage = { ...NOTHING, pages: 16_667, listings: 1_000_000, changedListings: 50_000 };

describe('the cost model', () => {
  it('charges nothing for nothing', () => {
    expect(estimateCost(NOTHING).usd).toBe(0);
  });

  it('prices a million listings by hand: 16,667 pages, one in twenty changed', () => {
    const { usd, lines } = estimateCost(MILLION_LISTINGS);
    const of = (what: string) => lines.find((line) => line.what === what)!.usd;

    // 5,000 GB-s of crawling and 17,275 GB-s of scoring at $0.0000133334, 13,333 invocations
    expect(of('Lambda')).toBeCloseTo(0.2997, 3);
    // 316,668 write units and a million read units
    expect(of('DynamoDB')).toBeCloseTo(0.3229, 3);
    expect(of('S3')).toBeCloseTo(0.0833, 3);
    expect(usd).toBeCloseTo(0.8099, 2);
  });

  it('makes opening every page in Chromium the largest line', () => {
    const { lines } = estimateCost({ ...MILLION_LISTINGS, renderMs: 16_667 * 4_000 });
    const [largest] = lines.toSorted((a, b) => b.usd - a.usd);

    expect(largest).toEqual({ what: 'Chromium', usd: expect.closeTo(2.2223, 3) });
  });

  it('prices a year of nights over five thousand decisions at under half a dollar', () => {
    const { usd } = estimateCost({ ...NOTHING, decisionsRead: 365 * 5_000 });

    // 6,305 GB-s at $0.0000133334 and 2,737,500 read units
    expect(usd).toBeCloseTo(0.0841 + 0.3422, 3);
  });

  it('prices a hundred offers that are kept, with their screenshots, at three cents', () => {
    const { lines, usd } = estimateCost({ ...NOTHING, captures: 100, renderMs: 100 * 4_000 });

    // 400 GB-s at $0.0000133334, 1,200 PUTs, 400 write units, 300 requests; 800 GB-s of Chromium at $0.0000166667
    expect(lines.find(({ what }) => what === 'Capture')!.usd).toBeCloseTo(0.01175, 5);
    expect(usd).toBeCloseTo(0.0251, 4);
  });

  it('never gets cheaper when more happens, and its lines add up', () => {
    const usage = fc.record(
      Object.fromEntries(Object.keys(NOTHING).map((key) => [key, fc.nat(1e9)])) as Record<
        keyof Usage,
        fc.Arbitrary<number>
      >,
    );
    fc.assert(
      fc.property(usage, fc.constantFrom(...(Object.keys(NOTHING) as (keyof Usage)[])), (before, grown) => {
        const cost = estimateCost(before);
        const after = estimateCost({ ...before, [grown]: before[grown] + 1_000 });

        expect(after.usd).toBeGreaterThan(cost.usd);
        expect(cost.lines.reduce((sum, line) => sum + line.usd, 0)).toBeCloseTo(cost.usd, 6);
      }),
    );
  });
});

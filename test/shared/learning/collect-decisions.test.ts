import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { collectFromAll } from '#shared/learning/collect-decisions.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { aCase, aListing, aVerdict } from '../../support/builders.ts';

const PAGE = 100;
const signals = [{ id: 'low-price', value: 0.5, contribution: 1, evidence: 'so' }];

/** As many dismissed cases for every brand, made when they are asked for; later brands have later ones. */
function endless(perBrand: number, asked: (brandId: string) => void): Pick<CaseStore, 'newest'> {
  return {
    async newest(brandId, state, after) {
      asked(brandId);
      if (state !== 'dismissed') return { cases: [] };
      const start = Number(after?.pk ?? 0);
      const cases = Array.from({ length: PAGE }, (_, i) => {
        const serial = Number(brandId.slice(1)) * perBrand + start + i;
        const at = new Date(Date.UTC(2026, 0, 1) + serial * 60_000).toISOString();
        return aCase({
          brandId,
          state,
          listing: aListing({ id: String(serial), seller: { id: `s${serial}` } }),
          verdict: aVerdict({ signals }),
          events: [{ at, from: 'flagged', to: state, by: 'analyst:ann', why: 'genuine' }],
        });
      });
      const next = { pk: String(start + PAGE), sk: '', brandId, stateSince: `${state}~` };
      return { cases, ...(start + PAGE < perBrand && { next }) };
    },
  };
}

test('the memory for decisions does not grow with the number of brands', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  const usedAt = new Map<string, number>();
  const cases = endless(500, (brandId) => {
    if (usedAt.has(brandId) || !['b5', 'b23'].includes(brandId)) return;
    collectGarbage();
    usedAt.set(brandId, process.memoryUsage().heapUsed);
  });
  const brands = Array.from({ length: 24 }, (_, i) => ({ id: `b${i}` }));
  const { decisions, read, beyondLimit } = await collectFromAll(cases, brands, { perBrand: 500, together: 600 });
  expect(read).toBe(12_000);
  expect(beyondLimit).toBe(true);
  expect(decisions.map(({ brandId }) => brandId)).toEqual([...Array(100).fill('b22'), ...Array(500).fill('b23')]);
  // Nine thousand decisions lie between these two brands: 3.5 MB if they were kept.
  expect(usedAt.get('b23')! - usedAt.get('b5')!).toBeLessThan(1_500_000);
});

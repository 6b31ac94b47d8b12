import { GOODS_BITS, goodsNouns, kindBits } from '#shared/recognition/goods-nouns.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { seededRandom, shuffled } from '#shared/runtime/seeded-random.ts';
import { markdownTable, percent } from './markdown.ts';

/** One of the maker's own goods: what it costs in full, and what is asked now. */
export type ListedGoods = { title: string; full: number; asked: number };

const FINGERPRINTS = [6, 10, 20, 40, 80];
const DRAWS = 60;
const MOST_OTHERS = 200;
const SHARES = [0.6, 0.45, 0.35, 0.25];
const MOST_COUNTED = 8;

/**
 * Of a maker's goods that a small fingerprint leaves out: how many ask less than a share of the cheapest of their kind in it, by how
 * many different prices of the kind it has. From this is the share from which `low-price` holds goods against others of their kind.
 */
export function goodsOfAKind(lists: readonly (readonly ListedGoods[])[]): string {
  const counts = new Map<number, number[]>();
  for (const list of lists) {
    const goods = list.map((one) => ({ ...one, kinds: kindBits(goodsNouns(wordsOf(one.title))) & GOODS_BITS }));
    for (let draw = 0; draw < DRAWS; draw++) {
      const drawn = shuffled(goods, seededRandom(100 + draw));
      for (const size of FINGERPRINTS)
        for (const one of drawn.slice(size, size + MOST_OTHERS)) countOne(one, drawn.slice(0, size), counts);
    }
  }
  return markdownTable(
    [
      'different prices known of the kind',
      'goods',
      ...SHARES.map((share) => `below ${percent(share, 0)} of the cheapest`),
    ],
    [...counts]
      .toSorted(([a], [b]) => a - b)
      .map(([known, [goods, ...below]]) => [
        known === MOST_COUNTED ? `${known} and more` : String(known),
        String(goods),
        ...below.map((count) => percent(count / goods!, 2)),
      ]),
  );
}

type OfKind = ListedGoods & { kinds: number };

function countOne({ asked, kinds }: OfKind, known: readonly OfKind[], counts: Map<number, number[]>): void {
  const prices = new Set(known.filter((one) => (one.kinds & kinds) !== 0).map(({ full }) => full));
  if (prices.size === 0) return;
  const least = Math.min(...prices);
  const size = Math.min(prices.size, MOST_COUNTED);
  const row = counts.get(size) ?? [0, ...SHARES.map(() => 0)];
  row[0]!++;
  for (const [at, share] of SHARES.entries()) if (asked < share * least) row[at + 1]!++;
  counts.set(size, row);
}

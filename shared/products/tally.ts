/**
 * Sums by position. One is kept and wiped before each use: a new array or map for every title would take longer than all that is
 * added to it.
 */
export type Tally = {
  /** Positions with a sum, in the order in which they came up. */
  shown: readonly number[];
  add: (position: number, amount: number) => void;
  sumAt: (position: number) => number;
  wipe: () => void;
};

/** @param size greatest position, and one more. */
export function tally(size: number): Tally {
  const sums = new Float64Array(size);
  const isShown = new Uint8Array(size);
  const shown: number[] = [];
  return {
    shown,
    add(position, amount) {
      if (isShown[position] === 0) shown.push(position);
      isShown[position] = 1;
      sums[position]! += amount;
    },
    sumAt: (position) => sums[position]!,
    wipe() {
      for (const position of shown) sums[position] = isShown[position] = 0;
      shown.length = 0;
    },
  };
}

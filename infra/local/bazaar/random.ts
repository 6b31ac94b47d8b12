import { seededRandom as numbersOf, shuffled } from '#shared/runtime/seeded-random.ts';

/** Repeatable randomness: the same seed gives the same shop on every machine. */
export type Random = {
  /** 0 ≤ x < 1 */
  next: () => number;
  /** Whole number, both ends included. */
  int: (min: number, max: number) => number;
  between: (min: number, max: number) => number;
  pick: <T>(items: readonly T[]) => T;
  chance: (probability: number) => boolean;
  shuffle: <T>(items: readonly T[]) => T[];
};

/** FNV-1a, 32 bit. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}

export function seededRandom(seed: string): Random {
  const next = numbersOf(hashText(seed));
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    between: (min, max) => min + next() * (max - min),
    pick: (items) => items[int(0, items.length - 1)]!,
    chance: (probability) => next() < probability,
    shuffle: (items) => shuffled(items, next),
  };
}

import { mayStart } from './heard-names.ts';
import type { HeardRun } from './heard-text.ts';
import type { NameSounds } from './name-sounds.ts';

/** Finds those of many names that may begin at a place, without asking each. */
export type HeardNameIndex = { mayStartAt: (run: HeardRun, at: number, owners: Set<number>) => void };

const BITS = 32;

/** @param byOwner the names of each */
export function heardNameIndex(byOwner: readonly (readonly NameSounds[])[]): HeardNameIndex {
  type Owned = { name: NameSounds; owner: number };
  const byFirstSound = Array.from({ length: BITS }, (): Owned[] => []);
  const numbered: Owned[] = [];
  for (const [owner, names] of byOwner.entries()) {
    for (const name of names) {
      if (name.units[0]?.number !== undefined) numbered.push({ name, owner });
      for (const bit of bitsIn(name.first)) byFirstSound[bit]!.push({ name, owner });
    }
  }
  return {
    mayStartAt(run, at, owners) {
      const { units } = run;
      const { sounds, isLoose, number } = units[at]!;
      const takeFrom = (owned: readonly Owned[]): void => {
        for (const { name, owner } of owned) if (!owners.has(owner) && mayStart(run, at, name)) owners.add(owner);
      };
      if (number !== undefined) takeFrom(numbered);
      else
        for (const bit of bitsIn(sounds | (isLoose ? (units[at + 1]?.sounds ?? 0) : 0))) takeFrom(byFirstSound[bit]!);
    },
  };
}

function* bitsIn(set: number): Generator<number> {
  for (let rest = set; rest !== 0; rest &= rest - 1) yield 31 - Math.clz32(rest & -rest);
}

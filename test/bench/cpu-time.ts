/** Milliseconds of processor time this process has used, in all its threads: other processes on the machine hardly change it. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const TURNS = 30;
const ROUNDS_A_TURN = 20; // one of a work alone would clear away what the work before it has left

export type CpuTimes = { medianUs: number; bestUs: number };

/** Something done to each of several items. */
export type Work = { items: number; round: () => void };

export const onEach = <Item>(items: readonly Item[], work: (item: Item) => void): Work => ({
  items: items.length,
  round() {
    for (const item of items) work(item);
  },
});

/**
 * What one item costs in each of the works, by the CPU time of this process: other programs on the machine delay the clock, but
 * not this. They still slow what they share (caches, the other half of a core), so the works take turns, that all meet the
 * same disturbances, and the best round is said too.
 */
export function cpuTimePerItem(works: readonly Work[]): CpuTimes[] {
  const rounds: number[][] = works.map(() => []);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [at, { items, round }] of works.entries()) {
      for (let i = 0; i < ROUNDS_A_TURN; i++) {
        const before = process.cpuUsage();
        round();
        const { user, system } = process.cpuUsage(before);
        rounds[at]!.push((user + system) / items);
      }
    }
  }
  return rounds.map((times) => ({ medianUs: median(times), bestUs: Math.min(...times) }));
}

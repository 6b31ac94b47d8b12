const ROUNDS = 200;

export type CpuTimes = { medianUs: number; bestUs: number };

/**
 * What one item costs, by the CPU time of this process: other programs on the machine delay the clock, but not this. They still
 * slow what they share (caches, the other half of a core), so the best round is said too.
 */
export function cpuTimePerItem<Item>(items: readonly Item[], work: (item: Item) => void): CpuTimes {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    for (const item of items) work(item);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / items.length;
  }).toSorted((a, b) => a - b);
  return { medianUs: rounds[ROUNDS / 2]!, bestUs: rounds[0]! };
}

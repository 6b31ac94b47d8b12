import { peakMb } from '../peak-memory.ts';
import { CONTEST_PAGES } from './contest-pages.ts';

// Each contestant is a process of its own, `node CONTESTANT KIND ADDRESS ROUNDS FOLDER`, that loads nothing of the others.

/** `titles`: distinct, in page order. */
export type Measured = { cpuMsPerPage: number; peakMb: number; titles: string[] };

export type Found = { title: string };

export const WARM_UP = 15;

const [kind = '', address = '', rounds = '', folder = ''] = process.argv.slice(2);
/** What this process is to read. */
export const CONTEST = {
  kind,
  address,
  rounds: Number(rounds),
  folder,
  recipe: CONTEST_PAGES.find((page) => page.kind === kind)!.recipe,
};

export async function repeat(round: () => Promise<Found[]>): Promise<void> {
  let found: Found[] = [];
  for (let warm = 0; warm < WARM_UP; warm += 1) found = await round();
  const before = process.cpuUsage();
  for (let count = 0; count < CONTEST.rounds; count += 1) found = await round();
  report(before, found);
}

/** Prints a `Measured` as JSON. */
export function report(before: NodeJS.CpuUsage, found: readonly Found[]): void {
  const { user, system: kernel } = process.cpuUsage(before);
  const measured: Measured = {
    cpuMsPerPage: (user + kernel) / 1000 / CONTEST.rounds,
    peakMb: peakMb(),
    titles: [...new Set(found.map(({ title }) => title.replace(/\s+/g, ' ').trim()))],
  };
  process.stdout.write(JSON.stringify(measured));
}

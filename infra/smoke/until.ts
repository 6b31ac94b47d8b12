import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until there is something. @throws Error saying what did not come, and what was seen last. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined>,
  { everyMs, minutes, seen }: { everyMs: number; minutes: number; seen?: () => string },
): Promise<Found> {
  const deadline = performance.now() + minutes * 60_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline)
      throw new Error(`${what} did not come within ${minutes} minutes${seen ? `; last seen: ${seen()}` : ''}`);
    await sleep(everyMs);
  }
}

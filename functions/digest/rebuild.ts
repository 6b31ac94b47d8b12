import type { Rebuild } from '#shared/domain/rebuild.ts';
import { rebuildRollUps } from '#shared/reporting/rebuild.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { logger } from '#shared/runtime/logger.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';

/** As often as somebody who waits for it may want to hear of it, at some hundred histories a second. */
const TOLD_EVERY = 5_000;

/**
 * Makes a brand's figures anew, as somebody asked, and writes down how far it is: what waits for it is no longer than a request may take.
 * Twice is once; where nobody asked nothing is done.
 * @throws Error when it failed, after that was written down: it is tried once more
 */
export async function rebuildAsked(
  brandId: string,
  { rollUps, clock }: { rollUps: RollUpStore; clock: Clock },
): Promise<void> {
  const asked = await rollUps.rebuild(brandId);
  if (!asked) return logger.warn('figures that nobody asked to make anew', { brandId });
  let read = 0;
  let telling = Promise.resolve();
  const tell = (now: Pick<Rebuild, 'state'> & Partial<Rebuild>): Promise<void> =>
    rollUps.setRebuild(brandId, { ...asked, read, at: clock().toISOString(), ...now });
  try {
    const result = await rebuildRollUps(brandId, { rollUps, now: clock() }, () => {
      read++;
      // In turn: an earlier count must not overwrite a later one.
      if (read % TOLD_EVERY === 0) telling = telling.then(() => tell({ state: 'running' }));
    });
    await telling;
    await tell({ state: 'done', result });
  } catch (error) {
    await telling.catch(() => {});
    await tell({ state: 'failed', why: (error as Error).message.slice(0, 300) });
    throw error;
  }
}

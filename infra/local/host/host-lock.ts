import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '#infra/local/usage-error.ts';

/** `unclean`: the last host here died without releasing its lock. */
export type HostLock = { unclean: boolean; release: () => void };

const heldHere = new Set<string>();

/**
 * One host per state directory: two would take each other's messages.
 * @throws UsageError when a living process holds it.
 */
export function lockStateDirectory(directory: string): HostLock {
  const file = path.join(directory, 'host.lock');
  let unclean = false;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number(readFileSync(file, 'utf8'));
      const alive = owner === process.pid ? heldHere.has(file) : isRunning(owner);
      if (alive) {
        throw new UsageError(
          `Another Markwarden host (process ${owner}) uses ${directory}. Stop it, or use --state-dir for a second one.`,
        );
      }
      unclean = true;
      rmSync(file, { force: true });
    }
  }
  heldHere.add(file);
  return {
    unclean,
    release() {
      heldHere.delete(file);
      rmSync(file, { force: true });
    },
  };
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0); // sends nothing, only asks
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

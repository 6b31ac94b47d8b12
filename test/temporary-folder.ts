import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '#shared/fetching/browser.ts';

/**
 * Gives the run a temporary folder of its own and deletes it at the end: hundreds of tests write files, and a worker is ended by a
 * signal, too late to tidy up. Only the unpacked browser stays, for the next run.
 */
export async function setup(): Promise<() => void> {
  // Tests that need a browser say themselves that there is none.
  const browser = await findChromium(process.env.CHROME_PATH).catch(() => undefined);
  if (browser) process.env.CHROME_PATH = browser;
  const folder = mkdtempSync(join(tmpdir(), 'markwarden-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

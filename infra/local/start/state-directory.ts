import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lockStateDirectory } from '../host/host-lock.ts';
import { PROJECT_ROOT } from '../host/synthesis.ts';

/** `--state-dir`, else MARKWARDEN_STATE_DIR, else `.markwarden` in the project; made when it is not there. */
export function stateDirectory(option: string | undefined): string {
  const named = option ?? process.env.MARKWARDEN_STATE_DIR ?? path.join(PROJECT_ROOT, '.markwarden');
  const directory = path.resolve(named);
  mkdirSync(directory, { recursive: true });
  return directory;
}

// Not everything there is state: the cached synthesis stays.
const STATE = [
  'messaging',
  'tables',
  'outbox',
  'logs',
  'calls.jsonl',
  'clock.json',
  'sample.json',
  'logins.json',
  'signing-key.json',
  'identity-port.json',
];
const BAZAAR_DATABASE = ['bazaar.sqlite', 'bazaar.sqlite-wal', 'bazaar.sqlite-shm'];

/** @throws UsageError while a host uses it. */
export function forgetState(directory: string): void {
  const lock = lockStateDirectory(directory);
  for (const name of [...STATE, ...BAZAAR_DATABASE])
    rmSync(path.join(directory, name), { recursive: true, force: true });
  lock.release();
}

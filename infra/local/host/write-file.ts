import { renameSync, writeFileSync } from 'node:fs';

/** Readers and a later start see the old content or the new one, never half of it. */
export function writeFileAtomically(file: string, content: string | Uint8Array, options: { mode?: number } = {}): void {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, content, options);
  renameSync(draft, file);
}

import { createHash } from 'node:crypto';

/** Drawn with this probability; the same key is always drawn or never, so that whoever asks twice gets one answer. */
export function isSampled(key: string, share: number): boolean {
  return createHash('sha256').update(key).digest().readUIntBE(0, 6) / 2 ** 48 < share;
}

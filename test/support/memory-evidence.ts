import { createHash } from 'node:crypto';
import { type EvidenceStore, problemWith } from '#shared/evidence/evidence-store.ts';

/** An evidence bucket that can be looked into. */
export function memoryEvidence(): EvidenceStore & { objects: Map<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  const put: EvidenceStore['put'] = async (key, body) => {
    const bytes = Buffer.from(body);
    objects.set(key, bytes);
    return { key, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  };
  const get: EvidenceStore['get'] = async (key) => objects.get(key);
  return {
    objects,
    put,
    get,
    async verify({ items }) {
      const found = await Promise.all(items.map(({ key, sha256 }) => problemWith(key, sha256, get)));
      return found.filter((problem) => problem !== undefined);
    },
  };
}

import { createHash } from 'node:crypto';
import { EvidenceManifest, type EvidenceStore } from '#shared/evidence/evidence-store.ts';

/** An evidence bucket that can be looked into. */
export function memoryEvidence(): EvidenceStore & { objects: Map<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  const put: EvidenceStore['put'] = async (key, body) => {
    const bytes = Buffer.from(body);
    objects.set(key, bytes);
    return { key, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  };
  return {
    objects,
    put,
    get: async (key) => objects.get(key),
    putManifest: (manifest) =>
      put(`${manifest.caseId}/${manifest.capturedAt}/manifest.json`, JSON.stringify(manifest), 'application/json'),
    async getManifest(key) {
      const body = objects.get(key);
      return body && EvidenceManifest.parse(JSON.parse(Buffer.from(body).toString()));
    },
    verify: async () => [],
  };
}

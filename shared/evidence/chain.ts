import type { Case } from '#shared/domain/case.ts';
import { EvidenceManifest, type EvidenceProblem, type EvidenceStore } from './evidence-store.ts';
import { sha256Hex } from './object-keys.ts';

export type Capture = { key: string; sha256: string; manifest: EvidenceManifest };

/** `captures`: oldest first, as far back as the chain holds. `problems`: empty when every manifest and every file is what was captured. */
export type Chain = { captures: Capture[]; problems: EvidenceProblem[]; isUnsealed: boolean };

/** A case is captured a few times; whatever is longer is no chain of ours. */
const LONGEST = 100;

/**
 * Every capture of a case, from the newest back, each manifest held against the hash that its successor (of the newest: the case) names,
 * and every file against its manifest's. Behind a manifest that is not what was sealed nothing is believed.
 */
export async function readChain(
  { evidence: newest, evidenceKey }: Pick<Case, 'evidence' | 'evidenceKey'>,
  evidence: Pick<EvidenceStore, 'get' | 'verify'>,
): Promise<Chain> {
  const chain: Chain = { captures: [], problems: [], isUnsealed: false };
  let next: { key: string; sha256?: string; unsealed?: true } | undefined =
    newest ?? (evidenceKey ? { key: evidenceKey, unsealed: true } : undefined);
  for (let link = 0; next && link < LONGEST; link++) {
    const { key, sha256, unsealed } = next;
    const body = await evidence.get(key);
    const found = body && sha256Hex(body);
    if (!body || !found || (sha256 !== undefined && found !== sha256)) {
      chain.problems.push({ key, problem: body ? 'changed' : 'missing' });
      break;
    }
    const manifest = EvidenceManifest.parse(JSON.parse(Buffer.from(body).toString('utf8')));
    chain.isUnsealed ||= unsealed === true;
    chain.problems.push(...(await evidence.verify(manifest)));
    chain.captures.unshift({ key, sha256: found, manifest });
    next = manifest.previous;
  }
  return chain;
}

import type { Case } from '#shared/domain/case.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { type EvidenceItem, EvidenceManifest, type EvidenceProblem, type EvidenceStore } from './evidence-store.ts';

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
  record: Pick<Case, 'evidence' | 'evidenceKey'>,
  evidence: Pick<EvidenceStore, 'get' | 'verify'>,
): Promise<Chain> {
  const chain: Chain = { captures: [], problems: [], isUnsealed: false };
  for await (const link of linksOf(record, evidence)) {
    if ('problem' in link) {
      chain.problems.push(link);
      break;
    }
    const { isUnsealed, ...capture } = link;
    chain.isUnsealed ||= isUnsealed;
    chain.problems.push(...(await evidence.verify(capture.manifest)));
    chain.captures.unshift(capture);
  }
  return chain;
}

/** A picture as it was captured the last time that it could be, and was not changed since; `url`: where the offer or its owner showed it. */
export async function capturedPicture(
  record: Pick<Case, 'evidence' | 'evidenceKey'>,
  url: string,
  evidence: Pick<EvidenceStore, 'get'>,
): Promise<{ key: string; bytes: Uint8Array } | undefined> {
  for await (const link of linksOf(record, evidence)) {
    if ('problem' in link) return undefined;
    const item = link.manifest.items.find((each) => each.url === url && PICTURES.includes(each.kind));
    const bytes = item && (await evidence.get(item.key));
    if (bytes && sha256Hex(bytes) === item.sha256) return { key: item.key, bytes };
  }
  return undefined;
}

const PICTURES: readonly EvidenceItem['kind'][] = ['picture', 'official-picture'];

/** The newest first; ends at a manifest that is not what was sealed. */
async function* linksOf(
  { evidence: newest, evidenceKey }: Pick<Case, 'evidence' | 'evidenceKey'>,
  evidence: Pick<EvidenceStore, 'get'>,
): AsyncGenerator<(Capture & { isUnsealed: boolean }) | EvidenceProblem> {
  let next: { key: string; sha256?: string; unsealed?: true } | undefined =
    newest ?? (evidenceKey ? { key: evidenceKey, unsealed: true } : undefined);
  for (let link = 0; next && link < LONGEST; link++) {
    const { key, sha256, unsealed } = next;
    const body = await evidence.get(key);
    const found = body && sha256Hex(body);
    if (!body || !found || (sha256 !== undefined && found !== sha256))
      return yield { key, problem: body ? 'changed' : 'missing' };
    const manifest = EvidenceManifest.parse(JSON.parse(Buffer.from(body).toString('utf8')));
    yield { key, sha256: found, manifest, isUnsealed: unsealed === true };
    next = manifest.previous;
  }
}

import type { Case } from '#shared/domain/case.ts';
import type { EvidenceManifest, EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { type TimeStamps, timeStampKey } from '#shared/evidence/time-stamp.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';

type Services = {
  cases: Pick<CaseStore, 'get' | 'sealCapture'>;
  evidence: Pick<EvidenceStore, 'put' | 'get'>;
  /** Absent: none is configured. */
  timeStamps?: TimeStamps;
};

const MOST_TRIES = 5;

/**
 * Stores the manifest in the capture's folder and makes it the newest of the case's chain; another that got in between becomes the one
 * before. No try replaces what an earlier one wrote, for that may have been sealed without our hearing of it.
 */
export async function sealCapture(
  record: Case,
  folder: string,
  manifest: EvidenceManifest,
  { cases, evidence, timeStamps }: Services,
): Promise<{ record: Case; manifest: EvidenceManifest }> {
  let latest = record;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const previous = await before(latest, evidence);
    const linked = { ...manifest, ...(previous && { previous }) };
    const name = tries === 0 ? 'manifest.json' : `manifest-${tries + 1}.json`;
    const { key, sha256 } = await evidence.put(
      `${folder}/${name}`,
      JSON.stringify(linked, null, 2),
      'application/json',
    );
    if (timeStamps) await stamp(record.id, { key, sha256 }, timeStamps, evidence);
    const sealed = { key, sha256, capturedAt: manifest.capturedAt };
    const written = await cases.sealCapture(record.id, sealed, latest.evidence?.sha256);
    if (written) return { record: written, manifest: linked };
    const stored = await cases.get(record.id);
    if (!stored) throw new Error(`case ${record.id} is gone`);
    latest = stored;
  }
  throw new TransientError(`case ${record.id} is captured by others all the time`);
}

/** An authority that does not answer holds up no evidence: the capture stands without its word, and that is counted. */
async function stamp(
  caseId: string,
  { key, sha256 }: { key: string; sha256: string },
  timeStamps: TimeStamps,
  evidence: Services['evidence'],
): Promise<void> {
  try {
    const { reply } = await timeStamps(sha256);
    await evidence.put(timeStampKey(key), reply, 'application/timestamp-reply');
  } catch (error) {
    logger.warn('no time stamp', { caseId, why: error instanceof Error ? error.message : String(error) });
    countMetric('CaseFailed', 1, { step: 'time-stamp' });
  }
}

/**
 * What the case names as its newest capture. Is it not there as it was sealed, that is said loudly and stays visible for ever: the chain
 * goes on from the hash that was sealed, which nothing has any more.
 */
async function before(
  { id, evidence: newest, evidenceKey }: Case,
  evidence: Services['evidence'],
): Promise<EvidenceManifest['previous']> {
  const key = newest?.key ?? evidenceKey;
  if (!key) return undefined;
  const body = await evidence.get(key);
  const found = body && sha256Hex(body);
  if (!newest) return found ? { key, sha256: found, unsealed: true } : undefined;
  if (found !== newest.sha256) {
    logger.error('evidence is not what was sealed', { caseId: id, key, problem: found ? 'changed' : 'missing' });
    countMetric('EvidenceChanged');
  }
  return { key, sha256: newest.sha256 };
}

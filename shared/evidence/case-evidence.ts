import * as z from 'zod';
import { FailedCapture } from '#shared/domain/capture.ts';
import type { Case } from '#shared/domain/case.ts';
import { readChain } from './chain.ts';
import type { EvidenceLinks } from './evidence-links.ts';
import { EvidenceManifest, EvidenceProblem, type EvidenceStore } from './evidence-store.ts';
import { timeIn, timeStampKey } from './time-stamp.ts';

const { url, capturedAt, finding, provenance, missing, items } = EvidenceManifest.shape;

/**
 * A case's evidence as people and programs see it. `verified`: every manifest and every file is what was captured; false also where
 * nothing is there to verify. `isUnsealed`: the oldest capture is from before manifests' hashes were kept.
 */
export const CaseEvidence = z.object({
  captures: z.array(
    z.object({
      sha256: z.string(),
      url,
      capturedAt,
      finding,
      provenance,
      missing,
      /** When a time-stamping authority says that it saw the manifest. */
      timeStamp: z.iso.datetime().optional(),
      /** `address`: where it may be fetched for a few minutes. */
      items: z.array(items.element.extend({ address: z.url() })),
    }),
  ),
  verified: z.boolean(),
  problems: z.array(EvidenceProblem),
  isUnsealed: z.boolean(),
  failed: FailedCapture.optional(),
});
export type CaseEvidence = z.infer<typeof CaseEvidence>;

type Services = { evidence: Pick<EvidenceStore, 'get' | 'verify'>; evidenceLinks: Pick<EvidenceLinks, 'linkTo'> };

/** Reads and checks all of it. */
export async function caseEvidence(record: Case, { evidence, evidenceLinks }: Services): Promise<CaseEvidence> {
  const { captures, isUnsealed, ...chain } = await readChain(record, evidence);
  const stamps = await Promise.all(captures.map(({ key, sha256 }) => stampedAt(key, sha256, evidence)));
  const problems = [...chain.problems, ...stamps.flatMap(({ problem }) => problem ?? [])];
  const shown = captures.map(async ({ sha256, manifest }, index) => ({
    sha256,
    timeStamp: stamps[index]!.timeStamp,
    url: manifest.url,
    capturedAt: manifest.capturedAt,
    finding: manifest.finding,
    provenance: manifest.provenance,
    missing: manifest.missing,
    items: await Promise.all(
      manifest.items.map(async (item) => ({ ...item, address: await evidenceLinks.linkTo(item.key) })),
    ),
  }));
  return {
    captures: await Promise.all(shown),
    verified: captures.length > 0 && problems.length === 0,
    problems,
    isUnsealed,
    failed: record.captureFailed,
  };
}

/** A reply that says nothing of this manifest is no stamp, and is said: it was one when it was kept. */
async function stampedAt(
  key: string,
  sha256: string,
  evidence: Services['evidence'],
): Promise<{ timeStamp?: string; problem?: EvidenceProblem }> {
  const reply = await evidence.get(timeStampKey(key));
  if (!reply) return {};
  try {
    return { timeStamp: timeIn(reply, sha256).toISOString() };
  } catch {
    return { problem: { key: timeStampKey(key), problem: 'changed' } };
  }
}

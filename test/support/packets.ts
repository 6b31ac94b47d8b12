import type { TargetStatement } from '#shared/domain/notice-content.ts';
import type { PacketRequest } from '#shared/domain/packet.ts';
import { caseFolder, type EvidenceStore } from '#shared/evidence/evidence-store.ts';
import type { Composed } from './notices.ts';

const CAPTURED = new Date('2026-12-01T08:00:00.000Z');

/** A capture's folder, the same in every run. */
const captured = (brandId: string, caseId: string): string =>
  `${caseFolder(brandId, caseId)}${CAPTURED.toISOString().replaceAll(/[:.]/g, '')}`;

/** The same target with evidence where the system keeps it; `objects`: what is stored there, by kind. */
export async function withStoredEvidence(
  target: TargetStatement,
  brandId: string,
  objects: Record<string, Uint8Array>,
  evidence: Pick<EvidenceStore, 'put'>,
): Promise<TargetStatement> {
  const folder = captured(brandId, target.caseId);
  const stored = Object.entries(objects).map(async ([kind, bytes]) => {
    const { key, sha256 } = await evidence.put(`${folder}/${kind}`, bytes, 'application/octet-stream');
    return { kind, key, sha256, capturedAt: CAPTURED.toISOString(), caseId: target.caseId };
  });
  return { ...target, evidence: await Promise.all(stored) };
}

/** A packet's request about a composed notice, its evidence named but not stored. */
export function aPacketRequest({ content, targets }: Composed, overrides: Partial<PacketRequest> = {}): PacketRequest {
  const brandId = 'nordhavn';
  return {
    brandId,
    reference: 'MW-0123456789ABCDEF',
    content,
    targets: targets.map((target) => ({
      ...target,
      evidence: ['page', 'screenshot', 'listing'].map((kind, n) => ({
        kind,
        key: `${captured(brandId, target.caseId)}/${kind}`,
        sha256: String(n + 1).repeat(64),
        capturedAt: CAPTURED.toISOString(),
        caseId: target.caseId,
      })),
    })),
    ...overrides,
  };
}

/** The same offer many times over: other items, some of one seller. */
export const offersOf = (target: TargetStatement, count: number, sellers: number): TargetStatement[] =>
  Array.from({ length: count }, (_, n) => {
    const itemId = String(570_000_000_001 + n);
    const caseId = `nordhavn~taobao~${itemId}~1`;
    return {
      ...target,
      caseId,
      itemId,
      offer: { ...target.offer, itemId },
      url: `https://item.taobao.com/item.htm?id=${itemId}`,
      sellerId: String(2_200_000_001 + (n % sellers)),
      sellerName: `户外小店 ${n % sellers}`,
    };
  });

import type { Notice } from '#shared/domain/notice.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { type EvidenceStore, evidenceFolder } from '#shared/evidence/evidence-store.ts';
import { noticeText } from '../notice-text.ts';
import type { Channel, NoticeStatusReader } from './channel.ts';

/**
 * For venues that only persons can file at: everything their form asks for, as plain text to copy from and as JSON,
 * next to the evidence. Nothing leaves; the case waits until a person says that it was filed.
 */
export function createPacketChannel(evidence: Pick<EvidenceStore, 'put'>, programme: Programme): Channel {
  return {
    id: 'packet',
    async send(notice) {
      const caseId = notice.targets[0]!.caseId;
      const folder = evidenceFolder(notice.brandId, caseId, new Date(notice.composedAt));
      const packetKey = `${folder}/packet.txt`;
      try {
        await evidence.put(`${folder}/packet.json`, JSON.stringify(notice, null, 2), 'application/json');
        await evidence.put(packetKey, packetText(notice, programme), 'text/plain; charset=utf-8');
      } catch (error) {
        const reason = `the packet could not be stored: ${(error as Error).message}`;
        return { status: 'deferred', retryAfterMs: 10 * 60_000, reason };
      }
      return { status: 'ready-to-file', packetKey };
    },
    ...packetStatus,
  };
}

/** A packet goes nowhere by itself, so we know that nothing arrived. */
export const packetStatus: NoticeStatusReader = { lookUp: async () => ({ found: 'no' }) };

export function packetText(notice: Notice, { title, checked, targets }: Programme): string {
  const head = [`READY TO FILE: ${notice.venue}`, `Where: ${title} (facts checked ${checked})`];
  return `${[...head, ...noticeText(notice, targets.max === 'unknown' ? 1 : targets.max)].join('\n')}\n`;
}

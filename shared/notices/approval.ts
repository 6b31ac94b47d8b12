import type { Brand } from '#shared/domain/brand.ts';
import { isProgram } from '#shared/domain/membership.ts';
import type { Approval, NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import { contentHash, targetHash } from './compose.ts';

/** What a person saw, in one word: changes with every word of the notice and with every target that joins or leaves. */
export function digestOf({ content }: NoticeRecord, targets: readonly Target[]): string {
  const hashes = drafted(targets).map(({ caseId, statement }) => `${caseId} ${targetHash(statement)}`);
  return sha256Hex([contentHash(content), ...hashes.toSorted()].join('\n'));
}

export function approvalOf(
  { content }: NoticeRecord,
  targets: readonly Target[],
  { by, at, ...how }: Pick<Approval, 'by' | 'despiteBreaker' | 'automatic'> & { at: Date },
): Approval {
  return {
    by,
    at: at.toISOString(),
    shared: contentHash(content),
    targets: Object.fromEntries(drafted(targets).map(({ caseId, statement }) => [caseId, targetHash(statement)])),
    ...how,
  };
}

/** How many people must approve it: what its brand asks for now, and never fewer than when it was written. */
export const eyesFor = ({ eyes }: Pick<NoticeRecord, 'eyes'>, { enforcement }: Pick<Brand, 'enforcement'>): 1 | 2 =>
  enforcement.fourEyes ? 2 : eyes;

/** One approval, or two by different people of the same words: a program that approves may be one of them in disguise. */
export const hasEnoughEyes = ({ eyes }: Pick<NoticeRecord, 'eyes'>, approvals: readonly Approval[]): boolean =>
  new Set(approvals.map(({ by }) => by).filter((by) => eyes === 1 || !isProgram(by))).size >= eyes;

/** Whether every approval that is needed covers exactly these words. A target that joined later, or was edited, is not covered. */
export function isCovered({ content, approvals, eyes }: NoticeRecord, { caseId, statement }: Target): boolean {
  const [shared, own] = [contentHash(content), targetHash(statement)];
  const signed = approvals.filter((approval) => approval.shared === shared && approval.targets[caseId] === own);
  return hasEnoughEyes({ eyes }, signed);
}

export const drafted = (targets: readonly Target[]): Target[] => targets.filter(({ state }) => state === 'drafted');

import type { Case } from '#shared/domain/case.ts';
import type { HistoryEvent } from '#shared/domain/event.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { NoticeContent, TargetStatement } from '#shared/domain/notice-content.ts';
import type { NoticeRecord, NoticeState } from '#shared/domain/notice-record.ts';
import { type Target, type TargetState, targetId } from '#shared/domain/target.ts';
import { approvalOf } from './approval.ts';
import { onceKeyOf } from './batches.ts';
import { authorityFrom, wordMark } from './owner-of.ts';
import { programmeById, siteOf } from './programmes/index.ts';
import { offerKeyOf, programmeOf } from './programmes/programme-of.ts';

// Cases from before 2026-12 were a notice each. Here is what stands for them now; `takeOver` stores it.

/** `onceKeys`: every key under which a notice of today could say the same again. */
export type Adopted = { notice: NoticeRecord; target: Target; onceKeys: string[] };

type Standing = { notice: NoticeState; target: TargetState };

const STANDS: Partial<Record<Case['state'], Standing>> = {
  uncertain: { notice: 'uncertain', target: 'drafted' },
  submitted: { notice: 'sent', target: 'noticed' },
  acknowledged: { notice: 'sent', target: 'in-review' },
  'clarification-needed': { notice: 'sent', target: 'asked' },
  'counter-noticed': { notice: 'sent', target: 'contested' },
  removed: { notice: 'closed', target: 'removed' },
};

type Stage = Pick<Case, 'state' | 'noticeId' | 'packetKey' | 'submittedAt'>;

/** How a case stands that may be one from before; undefined for one that was in no notice that left, or may have left. */
export function oldStanding(record: Stage): Standing | undefined {
  if (!record.noticeId) return undefined;
  if (hasOldPacket(record)) return { notice: 'ready-to-file', target: 'drafted' };
  // Gone before its notice left: nobody was told anything.
  if (record.state === 'removed' && !record.submittedAt) return undefined;
  return STANDS[record.state];
}

const hasOldPacket = (record: Stage): boolean =>
  mayHaveBeenFiled(record) && (record.state === 'awaiting-approval' || record.state === 'queued');

/** A packet of a case of its own, which a person may have filed without saying so. Packets of today lie with the notice. */
export const mayHaveBeenFiled = ({ packetKey, noticeId, submittedAt }: Omit<Stage, 'state'>): boolean =>
  packetKey !== undefined && noticeId !== undefined && submittedAt === undefined;

/** The notice and target that stand for an old case; undefined for a case that was in no notice. */
export function adoptOldNotice(record: Case, old: Notice, ownerId: string, now: Date): Adopted | undefined {
  const stands = oldStanding(record);
  if (!stands) return undefined;
  const at = now.toISOString();
  const { content, statement } = inNewWords(record, old, ownerId);
  const event = (subject: string, to: string): HistoryEvent => ({
    subject,
    seq: 1,
    at,
    from: null,
    to,
    by: 'verify',
    cause: 'composed',
    why: 'taken over from a case of before 2026-12',
  });
  const target: Target = {
    noticeId: old.id,
    caseId: record.id,
    brandId: record.brandId,
    marketplace: record.listing.marketplace,
    state: stands.target,
    version: 1,
    statement,
    onceKey: onceKeyOf(record, content, statement),
    accepted: record.state === 'removed',
    lookedAt: old.composedAt,
    checks: 0,
    ...(record.submittedAt && { sentAt: record.submittedAt }),
    ...(record.removedAt && { removedAt: record.removedAt }),
    nextCheckAt: stands.target === 'drafted' ? undefined : at,
    lastEvent: event(targetId({ noticeId: old.id, caseId: record.id }), stands.target),
    reached: stands.target === 'drafted' ? [] : [...new Set<TargetState>(['noticed', stands.target])],
  };
  const notice: NoticeRecord = {
    id: old.id,
    reference: old.reference,
    brandId: record.brandId,
    ownerId: content.ownerId,
    marketplace: record.listing.marketplace,
    // There were two kinds, and a packet always left its key. What was sent by webhook must be asked for there.
    channel: record.packetKey ? 'packet' : 'webhook',
    state: stands.notice,
    version: 1,
    content,
    batchKey: `old-${old.id}`,
    places: 1,
    maxPlaces: 1,
    closesAt: old.composedAt,
    windowClosed: true,
    approvals: [],
    eyes: 1,
    tries: 1,
    saidNoAt: [],
    ...(record.externalId && { externalId: record.externalId }),
    ...(record.packetKey && { packetKey: record.packetKey }),
    ...(record.submittedAt && { sentAt: record.submittedAt }),
    isSpread: stands.target !== 'drafted',
    checks: 0,
    openedAt: record.openedAt,
    updatedAt: at,
    nextCheckAt: stands.notice === 'closed' || stands.notice === 'ready-to-file' ? undefined : at,
    lastEvent: event(old.id, stands.notice),
  };
  const approval = approvalOf(notice, [{ ...target, state: 'drafted' }], {
    by: record.approvedBy ?? 'submit',
    at: now,
  });
  const onceKeys = codesOf(content).map((code) => {
    const claim = { ...content.claim, reason: { ...content.claim.reason, code } };
    return onceKeyOf(record, { ...content, claim }, statement);
  });
  return { notice: { ...notice, approvals: [approval] }, target, onceKeys };
}

/** Old notices name the kind of claim alone: it may have been any of the programme's reasons for it. */
function codesOf({ programme, claim }: NoticeContent): string[] {
  const reasons = programmeById(programme).claims[claim.kind] ?? [];
  return [...new Set([claim.reason.code, ...reasons.map(({ code }) => code)])];
}

function inNewWords(
  record: Case,
  old: Notice,
  ownerId: string,
): { content: NoticeContent; statement: TargetStatement } {
  const { rightsOwner, reporter, right, claim, declarations, evidence } = old;
  const programme = programmeOf(record.listing.marketplace);
  const site = siteOf(programme, record.listing.url);
  const target = old.targets[0]!;
  return {
    content: {
      programme: programme.id,
      site: site === 'unknown' ? record.listing.marketplace : site.id,
      ownerId,
      owner: rightsOwner,
      reporter,
      authority: authorityFrom(declarations.authorised, { rightsOwner, reporter }),
      right: wordMark(right),
      claim: { kind: claim.kind, reason: { code: claim.kind, label: claim.kind } },
      statement: { en: claim.explanation },
      declarations: ['good-faith', 'accurate', 'authority'],
      legalForm: 'trademark',
      languages: ['en'],
    },
    statement: {
      caseId: record.id,
      offer: offerKeyOf(record.listing),
      url: target.url,
      itemId: target.listingId,
      title: target.title,
      price: target.price,
      ...(target.sellerId && { sellerId: target.sellerId }),
      ...(target.sellerName && { sellerName: target.sellerName }),
      nature: claim.nature,
      strength: 'use',
      sentences: [{ en: claim.explanation }],
      quotes: [],
      evidence: evidence.map((item) => ({ ...item, caseId: record.id })),
    },
  };
}

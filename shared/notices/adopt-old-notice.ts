import type { Case } from '#shared/domain/case.ts';
import type { HistoryEvent } from '#shared/domain/event.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { NoticeContent, TargetStatement } from '#shared/domain/notice-content.ts';
import type { NoticeRecord, NoticeState } from '#shared/domain/notice-record.ts';
import { type Target, type TargetState, targetId } from '#shared/domain/target.ts';
import { approvalOf } from './approval.ts';
import { onceKeyOf } from './batches.ts';
import { siteOf } from './programmes/index.ts';
import { offerKeyOf, programmeOf } from './programmes/programme-of.ts';

// Cases from before 2026-12 were a notice each. They are taken over as they are found due, and go on as targets.

export type Adopted = { notice: NoticeRecord; target: Target };

const STANDS: Partial<Record<Case['state'], { notice: NoticeState; target: TargetState }>> = {
  uncertain: { notice: 'uncertain', target: 'drafted' },
  submitted: { notice: 'sent', target: 'noticed' },
  acknowledged: { notice: 'sent', target: 'in-review' },
  removed: { notice: 'closed', target: 'removed' },
};

/** The notice and target that stand for an old case; undefined for a case that was in no notice. */
export function adoptOldNotice(record: Case, old: Notice, now: Date): Adopted | undefined {
  const stands = STANDS[record.state];
  if (!stands) return undefined;
  const at = now.toISOString();
  const { content, statement } = inNewWords(record, old);
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
    reached: [...new Set<TargetState>(['noticed', stands.target])],
  };
  const notice: NoticeRecord = {
    id: old.id,
    reference: old.reference,
    brandId: record.brandId,
    ownerId: content.ownerId,
    marketplace: record.listing.marketplace,
    channel: programmeOf(record.listing.marketplace).channel === 'webhook' ? 'webhook' : 'packet',
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
    ...(record.submittedAt && { sentAt: record.submittedAt }),
    isSpread: stands.notice !== 'uncertain',
    checks: 0,
    openedAt: record.openedAt,
    updatedAt: at,
    nextCheckAt: stands.notice === 'closed' ? undefined : at,
    lastEvent: event(old.id, stands.notice),
  };
  const approval = approvalOf(notice, [{ ...target, state: 'drafted' }], {
    by: record.approvedBy ?? 'submit',
    at: now,
  });
  return { notice: { ...notice, approvals: [approval] }, target };
}

function inNewWords(record: Case, old: Notice): { content: NoticeContent; statement: TargetStatement } {
  const { rightsOwner, reporter, right, claim, declarations, evidence } = old;
  const programme = programmeOf(record.listing.marketplace);
  const site = siteOf(programme, record.listing.url);
  const target = old.targets[0]!;
  const { signedBy, signedAt, document } = declarations.authorised;
  return {
    content: {
      programme: programme.id,
      site: site === 'unknown' ? record.listing.marketplace : site.id,
      ownerId: old.brandId,
      owner: rightsOwner,
      reporter,
      authority: {
        grantor: rightsOwner.name,
        signatory: signedBy,
        grantee: reporter.name,
        rights: [],
        territories: [],
        signedAt,
        ...(document && { document }),
      },
      right: {
        type: 'trademark',
        kind: 'word',
        text: right.text,
        number: right.number,
        office: right.office,
        status: 'registered',
        territories: right.jurisdictions,
        niceClasses: right.niceClasses,
        goods: [],
        expires: right.expires,
        files: [],
        ...(right.certificateUrl && { certificateUrl: right.certificateUrl }),
        ownUrls: [],
      },
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

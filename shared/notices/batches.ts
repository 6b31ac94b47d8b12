import type { Case } from '#shared/domain/case.ts';
import type { HistoryEvent } from '#shared/domain/event.ts';
import type { NoticeContent, TargetStatement } from '#shared/domain/notice-content.ts';
import { type ChannelKind, isJoinable, type NoticeRecord } from '#shared/domain/notice-record.ts';
import { offerKeyText } from '#shared/domain/offer.ts';
import type { BatchPart, Programme } from '#shared/domain/programme.ts';
import { type Target, targetId } from '#shared/domain/target.ts';
import { isoAfter } from '#shared/domain/time-units.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import { contentHash } from './compose.ts';
import { moveNotice } from './moves.ts';

/** What a case brings to a notice. */
export type Joining = {
  record: Case;
  content: NoticeContent;
  statement: TargetStatement;
  /** When the page was seen as the statement says. */
  seenAt: Date;
  /** Why it must not leave without a person. Such targets never hold up those that may leave by themselves. */
  needsPerson?: string;
  programme: Programme;
  /** The kind that is stored with the notice: whoever asks about it later asks the same way. `to`: where it is mailed. */
  channel: { kind: ChannelKind; to?: string };
  maxPlaces: number;
  windowMs: number;
  eyes: 1 | 2;
  now: Date;
};

const TRIES = 6;

/**
 * Puts a target into the open draft of its batch, or opens one. Done twice it is done once; a crash between reserving a place and
 * filling it leaves the place empty, which makes that batch smaller and nothing else.
 */
export async function joinDraft(joining: Joining, notices: NoticeStore): Promise<NoticeRecord> {
  const batchKey = batchKeyOf(joining);
  for (let tried = 0; tried < TRIES; tried++) {
    const batch = await notices.batch(batchKey);
    const draft = batch && (await notices.get(batch.noticeId));
    const before = draft && (await notices.getTarget(draft.id, joining.record.id));
    if (before?.state === 'drafted' && draft?.state === 'draft') return draft;
    // A notice that it was taken out of, or that has left, takes it no more.
    const isOpen = draft !== undefined && !before && isJoinable(draft, joining.now);
    const reserved = isOpen ? await reserve(draft, joining, notices) : undefined;
    if (reserved) {
      await notices.addTarget(newTarget(reserved, joining));
      return reserved;
    }
    if (isOpen) continue; // somebody was quicker with this place
    const number = (batch?.number ?? 0) + 1;
    const opened = newNotice(batchKey, number, joining);
    await notices.create(opened); // false: a worker died after it, and the batch does not know it yet
    await notices.nextBatch(batchKey, opened.id, number);
  }
  throw new Error(`no place in a notice for case ${joining.record.id} in ${TRIES} tries`);
}

/** What targets of one notice share: every word of the shared part, and what the programme batches by besides. */
export function batchKeyOf({ record, content, statement, programme, channel, needsPerson }: Joining): string {
  const parts: Partial<Record<BatchPart, string | undefined>> = {
    seller: statement.sellerId ?? statement.sellerName ?? statement.itemId,
    order: content.claim.orderId,
    host: URL.parse(statement.url)?.host,
  };
  const apart = [...programme.batchBy, ...(programme.targets.sameSeller ? (['seller'] as const) : [])];
  const same = [
    record.brandId,
    record.listing.marketplace,
    contentHash(content),
    needsPerson ? 'person' : 'auto',
    // Drafts of what goes the programme's own way keep their keys.
    ...(channel.kind === programme.channel ? [] : [channel.kind, channel.to]),
    ...apart.map((part) => parts[part]),
  ];
  return sha256Hex(JSON.stringify(same)).slice(0, 24);
}

/** (offer, owner, reason, round): no two notices ever leave about the same. A generation of a case is a round too. */
export function onceKeyOf(record: Case, content: NoticeContent, statement: TargetStatement): string {
  const generation = record.id.slice(record.id.lastIndexOf('~') + 1);
  const round = `${generation}.${record.round ?? 1}`;
  return [offerKeyText(statement.offer), content.ownerId, reasonKeyOf(content), round].join('~');
}

/** What is claimed, as once-only keys and the record of what left have it. */
export const reasonKeyOf = ({ claim: { kind, reason } }: Pick<NoticeContent, 'claim'>): string =>
  encodeURIComponent(`${kind}:${reason.code}`).replaceAll('~', '%7E');

const reserve = (draft: NoticeRecord, { now, maxPlaces }: Joining, notices: NoticeStore) => {
  const places = draft.places + 1;
  const most = Math.min(draft.maxPlaces, maxPlaces);
  const isFull = places >= most;
  const change = { places, ...(isFull && { windowClosed: true, nextCheckAt: now.toISOString() }) };
  const saying = {
    by: 'submit',
    why: `offer ${places} of at most ${most} joins${isFull ? ', and it is full' : ''}`,
    at: now,
  };
  return moveNotice(draft, 'joined', saying, change, { notices });
};

function newNotice(batchKey: string, number: number, joining: Joining): NoticeRecord {
  const { record, content, channel, maxPlaces, windowMs, eyes, now } = joining;
  const at = now.toISOString();
  const closesAt = isoAfter(now, windowMs);
  const id = `${record.brandId}~${record.listing.marketplace}~${batchKey.slice(0, 10)}-${number}`;
  return {
    id,
    reference: referenceOf(id),
    brandId: record.brandId,
    ownerId: content.ownerId,
    marketplace: record.listing.marketplace,
    channel: channel.kind,
    ...(channel.to && { sendTo: channel.to }),
    state: 'draft',
    version: 1,
    content,
    batchKey,
    places: 0,
    maxPlaces,
    closesAt,
    windowClosed: false,
    approvals: [],
    eyes,
    tries: 0,
    saidNoAt: [],
    isSpread: false,
    checks: 0,
    openedAt: at,
    updatedAt: at,
    nextCheckAt: closesAt,
    lastEvent: event(id, 'composed', 'draft', `opened for ${content.claim.reason.label}`, at),
  };
}

function newTarget(notice: NoticeRecord, { record, content, statement, seenAt, needsPerson, now }: Joining): Target {
  const at = now.toISOString();
  const subject = targetId({ noticeId: notice.id, caseId: record.id });
  return {
    noticeId: notice.id,
    caseId: record.id,
    brandId: record.brandId,
    marketplace: record.listing.marketplace,
    state: 'drafted',
    version: 1,
    statement,
    provenance: record.listing.provenance,
    onceKey: onceKeyOf(record, content, statement),
    accepted: false,
    lookedAt: seenAt.toISOString(),
    ...(needsPerson && { needsPerson }),
    checks: 0,
    lastEvent: event(subject, 'composed', 'drafted', `joined notice ${notice.id}`, at),
    reached: [],
  };
}

const event = (subject: string, cause: string, to: string, why: string, at: string): HistoryEvent => ({
  subject,
  seq: 1,
  at,
  from: null,
  to,
  by: 'submit',
  cause,
  why,
});

/** Our number at the venue. Nothing of ours can be read from it. */
export function referenceOf(noticeId: string): string {
  return `MW-${sha256Hex(noticeId).slice(0, 20).toUpperCase()}`;
}

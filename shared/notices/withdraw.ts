import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { type Target, targetAfter } from '#shared/domain/target.ts';
import { isoAfter } from '#shared/domain/time-units.ts';
import { REMINDED_AFTER_MS } from './approval-wanted.ts';
import { CHANGED, type PeopleServices, type Refused, withdrawNotice } from './by-people.ts';
import { moveNotice, moveTarget, type Saying } from './moves.ts';
import { finishTasks, openTask, TASKS_OF_OFFERS } from './tasks.ts';

/** A sentence that a person reads; all of them stand with the notice. */
const MOST_NAMED = 20;

type Withdrawing = { by: string; why: string; caseIds: readonly string[] };

/**
 * Takes a notice back, or some of its offers. The others leave as they were approved, or stay with the venue. What has not left waits for a
 * person again, and a packet that holds it is made anew once the rest is approved. What has left somebody must tell the venue.
 */
export async function withdraw(
  known: NoticeRecord,
  { by, why, caseIds }: Withdrawing,
  services: PeopleServices,
): Promise<{ notice: NoticeRecord } | Refused> {
  const { notices, clock } = services;
  const { id } = known;
  if (caseIds.length === 0) return withdrawNotice(known, { by, why }, services);
  // In this order: a worker that starts to send in between has written to the targets, which then cannot be taken out.
  const targets = await notices.targetsOf(id);
  const notice = await notices.get(id);
  if (!notice) return CHANGED;
  const stranger = caseIds.find((caseId) => !targets.some((target) => target.caseId === caseId));
  if (stranger) return { refused: `Notice ${id} holds no offer of case ${stranger}.` };
  const held = targets.filter((target) => targetAfter(target, 'withdrawn'));
  const meant = held.filter(({ caseId }) => caseIds.includes(caseId));
  if (meant.length === 0) return { notice };
  if (meant.length === held.length) return withdrawNotice(notice, { by, why }, services);
  if (notice.state === 'sending')
    return { refused: `Notice ${id} is being sent at this moment; withdraw offers when it has left or come back.` };
  if (notice.state === 'uncertain')
    return { refused: `Whether notice ${id} arrived is not known: say "received" or "not-received" first.` };
  const saying = { by, why, at: clock() };
  const hasLeft = notice.state === 'sent' || notice.state === 'closed';
  return hasLeft ? takeBack(notice, meant, saying, services) : takeOut(notice, meant, saying, services);
}

/** Before it left. The target first: a worker that dies in between leaves a case that `verify` finds, and brings to a person. */
async function takeOut(
  notice: NoticeRecord,
  meant: readonly Target[],
  saying: Saying,
  services: PeopleServices,
): Promise<{ notice: NoticeRecord } | Refused> {
  const { notices, cases } = services;
  const unpacked = notice.state === 'ready-to-file' ? await unpack(notice, saying, services) : notice;
  if (!unpacked) return CHANGED;
  let moved = 0;
  for (const target of meant) {
    const out = await moveTarget(target, 'taken-out', saying, { nextCheckAt: undefined }, services);
    if (!out) continue;
    moved++;
    const record = await cases.get(target.caseId);
    if (record?.state !== 'drafted' || record.noticeId !== notice.id) continue;
    const why = `taken out of notice ${notice.id}: ${saying.why}`;
    const change = { noticeId: null, approvedBy: null };
    await cases.transition(record, { ...saying, to: 'awaiting-approval', why, change });
  }
  return moved > 0 ? { notice: (await notices.get(notice.id)) ?? unpacked } : CHANGED;
}

/** Its approvals stand for the offers that stay; a person approves the rest once more, and another packet is made. */
async function unpack(
  notice: NoticeRecord,
  saying: Saying,
  services: PeopleServices,
): Promise<NoticeRecord | undefined> {
  const nextCheckAt = isoAfter(saying.at, REMINDED_AFTER_MS);
  const change = { packetKey: undefined, windowClosed: true, nextCheckAt };
  const unpacked = await moveNotice(notice, 'set-back', saying, change, services);
  if (unpacked) await finishTasks(notice, ['file-packet'], saying.by, saying.at, services.notices);
  return unpacked;
}

/** After it left. Told before it is written down: told twice is told once, untold is lost. */
async function takeBack(
  notice: NoticeRecord,
  meant: readonly Target[],
  saying: Saying,
  services: PeopleServices,
): Promise<{ notice: NoticeRecord } | Refused> {
  const { notices } = services;
  const { externalId, reference, marketplace } = notice;
  const caseIds = meant.map(({ caseId }) => caseId);
  const named = meant.slice(0, MOST_NAMED).map(({ statement }) => statement.itemId);
  const more = meant.length - named.length;
  const items = [
    ...named,
    ...(more > 0 ? [`${more} more that are withdrawn in it (npx markwarden notice show ${notice.id})`] : []),
  ].join(', ');
  const unchangedSince = meant.reduce((last, { lastEvent: { at } }) => (at > last ? at : last), '');
  const text = `Tell ${marketplace} that notice ${externalId ?? reference} is withdrawn as to ${items}: ${saying.why}. Then: npx markwarden task done ID`;
  await openTask({ kind: 'tell-venue-withdrawn', notice, text, concerning: { caseIds, unchangedSince } }, services);
  let isChanged = false;
  for (const target of meant) {
    const change = { nextCheckAt: undefined, dueAt: undefined };
    const back = (about: Target) => moveTarget(about, 'withdrawn', saying, change, services);
    // A look at its page may have been written down meanwhile: the person's word must not be lost to that.
    const latest = async () => notices.getTarget(target.noticeId, target.caseId);
    const done = (await back(target)) ?? (await latest().then((about) => about && back(about)));
    isChanged ||= done === undefined;
  }
  if (isChanged) return CHANGED;
  const others = (await notices.targetsOf(notice.id)).filter(({ state }) => state !== 'withdrawn');
  const stillOpen = others.map(({ caseId }) => caseId);
  await finishTasks(notice, TASKS_OF_OFFERS, saying.by, saying.at, notices, stillOpen);
  return { notice };
}

import { type NoticeRecord, packetOf } from '#shared/domain/notice-record.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import type { NoticeStore } from '#shared/stores/notice-store.ts';
import { drafted } from './approval.ts';
import { CHANGED, type PeopleServices, type Refused, spreadWithdrawn } from './by-people.ts';
import { freshHoursOf } from './channels/channel-of.ts';
import { countFiled } from './daily-cap.ts';
import { moveNotice } from './moves.ts';
import { spreadSent } from './spread.ts';
import { finishTasks, openTask } from './tasks.ts';

type Filing = { by: string; number?: string; at?: string };

/** A person filed the packet. It is recorded whenever it was; later than the last look allows, it is flagged. */
export async function fileNotice(
  notice: NoticeRecord,
  filing: Filing,
  services: PeopleServices,
): Promise<{ notice: NoticeRecord; late: boolean } | Refused> {
  const { notices, quotas, clock } = services;
  const now = clock();
  const taken = filing.number !== notice.externalId && (await ofAnother(filing.number, notice, notices));
  if (taken) return taken;
  if (notice.state === 'sent' && notice.packetKey) return filedBefore(notice, filing, services);
  if (notice.state === 'withdrawn' && packetOf(notice) && !notice.sentAt)
    return filedAndWithdrawn(notice, filing, services);
  if (notice.state !== 'ready-to-file')
    return {
      refused: `Notice ${notice.id} is ${notice.state}; only one that is ready to file can be said to be filed.`,
    };
  const sentAt = new Date(filing.at ?? now).toISOString(); // compared as text below
  const approvedAt = notice.approvals.at(-1)?.at ?? notice.openedAt;
  if (sentAt > now.toISOString()) return { refused: `at: ${sentAt} has not come yet.` };
  const before = sentAt < approvedAt ? await packetOfThen(notice, sentAt, notices) : undefined;
  if (sentAt < approvedAt && !before)
    return { refused: `at: notice ${notice.id} was approved on ${approvedAt}, after ${sentAt}.` };
  const targets = drafted(await notices.targetsOf(notice.id));
  const looks = [...targets.map(({ lookedAt }) => lookedAt), ...(before ? [before.madeAt] : [])];
  const oldest = Math.min(...looks.map((at) => Date.parse(at)));
  const late = Date.parse(sentAt) - oldest > freshHoursOf(notice) * HOUR_MS;
  if (!notice.capDay) await countFiled(quotas, notice, targets.length, new Date(sentAt));
  const number = filing.number ? { externalId: filing.number } : {};
  const why = `filed by hand${filing.number ? `, the venue's number is ${filing.number}` : ''}${late ? ', later than its last look allows' : ''}`;
  const change = { sentAt, ...number, ...(late && { filedLate: true as const }), nextCheckAt: now.toISOString() };
  const filed = await moveNotice(notice, 'filed', { by: filing.by, why, at: now }, change, services);
  if (!filed) return CHANGED;
  await finishTasks(notice, ['file-packet'], filing.by, now, notices);
  await spreadSent(filed, services);
  return { notice: filed, late };
}

/** Said twice it is said once; another number is a slip of the pen, or another filing, and only a person knows which. */
async function filedBefore(
  notice: NoticeRecord,
  { by, number }: Filing,
  services: PeopleServices,
): Promise<{ notice: NoticeRecord; late: boolean } | Refused> {
  const { id, externalId, filedLate } = notice;
  const late = filedLate === true;
  if (!number || number === externalId) return { notice, late };
  if (externalId)
    return {
      refused: `Notice ${id} was filed as ${externalId} already. If ${number} is its right number: notice answer ${id} --kind received --number ${number}. If it was filed twice, withdraw ${number} at the venue.`,
    };
  const saying = { by, why: `the venue's number is ${number}`, at: services.clock() };
  const numbered = await moveNotice(notice, 'numbered', saying, { externalId: number }, services);
  return numbered ? { notice: numbered, late } : CHANGED;
}

/** Whoever withdrew it believed that nothing had left. The venue has it, and somebody has to tell it. */
async function filedAndWithdrawn(
  withdrawn: NoticeRecord,
  { by, number, at }: Filing,
  services: PeopleServices,
): Promise<{ notice: NoticeRecord; late: boolean } | Refused> {
  const { cases, notices, quotas, clock } = services;
  const now = clock();
  const notice = await spreadWithdrawn(withdrawn, services);
  if (notice.nextCheckAt !== undefined) return CHANGED;
  const sentAt = new Date(at ?? now).toISOString();
  if (sentAt > now.toISOString()) return { refused: `at: ${sentAt} has not come yet.` };
  const { marketplace, reference, lastEvent } = notice;
  const text = `Notice ${number ?? reference} was filed at ${marketplace}, and is withdrawn: ${lastEvent.why}. Tell it so. Then: npx markwarden task done ID`;
  // Told before it is written down: told twice is told once, untold is lost.
  const concerning = { unchangedSince: lastEvent.at };
  await openTask({ kind: 'tell-venue-withdrawn', notice, text, concerning }, services);
  const targets = (await notices.targetsOf(notice.id)).filter(({ state }) => state === 'withdrawn');
  // Its once-only keys stay taken: who takes an offer of it up once more asks for another round.
  for (const { caseId } of targets) {
    const record = await cases.get(caseId);
    if (record && !record.noticeId) await cases.update(record, { submittedAt: sentAt });
  }
  if (!notice.capDay) await countFiled(quotas, notice, targets.length, new Date(sentAt));
  const why = `filed by hand before it was withdrawn${number ? `, the venue's number is ${number}` : ''}`;
  const change = { sentAt, ...(number && { externalId: number }) };
  const filed = await moveNotice(notice, 'filed', { by, why, at: now }, change, services);
  return filed ? { notice: filed, late: false } : CHANGED;
}

/** Why it cannot have this number: the same venue knows another of the brand's newest by it. */
async function ofAnother(
  number: string | undefined,
  { id, brandId, marketplace }: NoticeRecord,
  notices: Pick<NoticeStore, 'byBrand'>,
): Promise<Refused | undefined> {
  if (!number) return undefined;
  const pages = await Promise.all([notices.byBrand(brandId, 'sent'), notices.byBrand(brandId, 'closed')]);
  const isSame = (other: NoticeRecord) =>
    other.externalId === number && other.marketplace === marketplace && other.id !== id;
  const namesake = pages.flatMap((page) => page.notices).find(isSame)?.id;
  return namesake === undefined
    ? undefined
    : {
        refused: `number: notice ${namesake} has "${number}" already. Look at the venue which of them it belongs to; a notice may be said to be filed without a number.`,
      };
}

/**
 * The packet that lay there at that time, where it was made anew since: somebody filed it, and says so later. Undefined where none did, or
 * where what it named is not what the notice names now.
 */
async function packetOfThen(
  { id }: NoticeRecord,
  at: string,
  notices: Pick<NoticeStore, 'eventsOf' | 'targetsOf'>,
): Promise<{ madeAt: string } | undefined> {
  const last = (await notices.eventsOf(id)).findLast((event) => event.at <= at);
  if (last?.to !== 'ready-to-file') return undefined;
  const isSame = (await notices.targetsOf(id)).every(
    ({ state, lastEvent }) => state === 'drafted' || lastEvent.at < at,
  );
  return isSame ? { madeAt: last.at } : undefined;
}

import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { accuracyFor } from '#shared/notices/accuracy.ts';
import { drafted, isCovered } from '#shared/notices/approval.ts';
import { dailyCap } from '#shared/notices/daily-cap.ts';
import type { OnceClaim } from '#shared/stores/notice-store.ts';
import type { Guarded } from './guarded.ts';
import { stoppedBy } from './send-guard.ts';
import type { SubmitServices } from './services.ts';
import { stoppedByBrand } from './stopped-by-brand.ts';
import { MAY_HAVE_LEFT, takeOut } from './take-out.ts';

const TOGETHER = 10;
const FENCE_RETRY_MS = 5 * 60_000;

/**
 * Under the claim, right before the request: the switches once more, a once-only key for every target, the cap, the breaker. The notice owns
 * its keys, so a worker that goes on after a crash finds them its own; a key that another notice holds takes its target out.
 */
export async function claimKeys(
  claimed: NoticeRecord,
  services: SubmitServices,
): Promise<{ notice: NoticeRecord; targets: Target[] } | Exclude<Guarded, { may: 'leave' }>> {
  const { brands, quotas, clock } = services;
  const stopped = await stoppedBy(claimed, services);
  if (stopped && stopped.may !== 'leave') return stopped;
  const brand = await brands.get(claimed.brandId);
  const against = stoppedByBrand(claimed, brand);
  if (!brand || against) return against!;
  const targets = await held(claimed, services);
  if (targets.length === 0)
    return { may: 'not-leave', notice: claimed, why: 'every offer is in another notice already' };

  const cap = dailyCap(quotas, brand.id, brand.enforcement.dailyCap, clock());
  if (!claimed.capDay && !(await cap.take(targets.length, claimed.id)))
    return {
      may: 'wait',
      notice: claimed,
      why: `the daily cap of ${brand.enforcement.dailyCap} offers is reached`,
      until: cap.renewsAt,
    };
  const notice = { ...claimed, capDay: claimed.capDay ?? cap.day };
  const { stop } = await accuracyFor(claimed, services, clock());
  if (stop && !claimed.approvals.some(({ despiteBreaker }) => despiteBreaker))
    return { may: 'set-back', notice, why: `sending to ${claimed.marketplace} is stopped: ${stop}` };
  // A key that was claimed and never left, by a worker that lost its lease, stays this notice's.
  const leaving = await fenced(claimed, services);
  if (leaving) return { notice, targets: leaving };
  const until = new Date(clock().getTime() + FENCE_RETRY_MS);
  return { may: 'wait', notice, why: 'somebody else works on its targets', until };
}

/** Each target written anew: whoever read one before can take it out no more. Undefined when somebody wrote to one meanwhile. */
async function fenced(claimed: NoticeRecord, { notices }: SubmitServices): Promise<Target[] | undefined> {
  const targets = drafted(await notices.targetsOf(claimed.id)).filter((target) => isCovered(claimed, target));
  const leaving: Target[] = [];
  for (let start = 0; start < targets.length; start += TOGETHER) {
    const some = targets.slice(start, start + TOGETHER);
    const written = await Promise.all(some.map((target) => notices.writeTarget(target, target)));
    if (written.includes(undefined)) return undefined;
    leaving.push(...written.filter((target) => target !== undefined));
  }
  return leaving;
}

async function held(claimed: NoticeRecord, services: SubmitServices): Promise<Target[]> {
  const targets = drafted(await services.notices.targetsOf(claimed.id)).filter((target) => isCovered(claimed, target));
  const ours: Target[] = [];
  for (let start = 0; start < targets.length; start += TOGETHER) {
    const some = targets.slice(start, start + TOGETHER);
    const holders = await Promise.all(some.map((target) => holderOf(target, claimed, services)));
    for (const [index, target] of some.entries()) {
      const holder = holders[index]!;
      if (holder === claimed.id) ours.push(target);
      else {
        const out = { why: `the same offer is in notice ${holder} already`, to: 'person' as const };
        await takeOut(target, out, services, claimed.submission!.token);
      }
    }
  }
  return ours;
}

async function holderOf(
  { onceKey, caseId }: Target,
  { id, submission }: NoticeRecord,
  { notices }: SubmitServices,
): Promise<string> {
  const claim = { noticeId: id, caseId, token: submission!.token };
  const holder = await notices.claimOnce(onceKey, claim);
  if (holder.noticeId === id) return id;
  // Read after the claim: whoever starts to send with it now marks it again, and the take-over fails.
  const isFree = await hasLetGo(holder, notices);
  return isFree && (await notices.takeOverOnce(onceKey, holder, claim)) ? id : holder.noticeId;
}

/** The other notice took this target out, for good and before the rest left, or was withdrawn before anything of it did. */
async function hasLetGo({ noticeId, caseId }: OnceClaim, notices: SubmitServices['notices']): Promise<boolean> {
  const notice = await notices.get(noticeId);
  const target = await notices.getTarget(noticeId, caseId);
  if (target?.state === 'taken-out') return true;
  if (!notice || notice.sentAt || MAY_HAVE_LEFT.includes(notice.state)) return false;
  return target?.state === 'withdrawn' && !target.sentAt;
}

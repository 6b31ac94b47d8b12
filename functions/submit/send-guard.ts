import type { Brand } from '#shared/domain/brand.ts';
import type { NoticeProblem } from '#shared/domain/notice-content.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { drafted, isCovered } from '#shared/notices/approval.ts';
import { channelOf } from '#shared/notices/channels/channel-of.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { noticeProblems } from '#shared/notices/validate.ts';
import { scopeText } from '#shared/stores/switch-store.ts';
import type { Guarded } from './guarded.ts';
import { lastLooks } from './last-looks.ts';
import type { SubmitServices } from './services.ts';
import { stoppedByBrand } from './stopped-by-brand.ts';
import { type CaseOf, casesOf, takeOut } from './take-out.ts';

const SWITCH_RETRY_MS = HOUR_MS;

/**
 * What must hold before a notice may be claimed for sending, in the design's order: switches; authority, right, territory and class; the
 * seller; the last look. The once-only keys, the cap and the breaker follow under the claim (`claimKeys`).
 */
export async function guardNotice(notice: NoticeRecord, services: SubmitServices): Promise<Guarded> {
  const stopped = await stoppedBy(notice, services);
  if (stopped) return stopped;
  const brand = await services.brands.get(notice.brandId);
  const against = stoppedByBrand(notice, brand);
  if (!brand || against) return against!;
  const targets = drafted(await services.notices.targetsOf(notice.id));
  const caseOf = await casesOf(targets, services);
  const standing = await withoutStrays(notice, targets, caseOf, services);
  const valid = await withoutProblems(notice, standing, { brand, caseOf }, services);
  if ('may' in valid) return valid;
  const seen = await lastLooks(notice, valid, { brand, caseOf }, services);
  if ('may' in seen) return seen;
  if (seen.length === 0) return { may: 'not-leave', notice, why: 'no target is left that may leave' };
  return { may: 'leave', notice, targets: seen };
}

/** The master switch of the deployment, then those in data: everything, the brand, the venue. Each can only stop more. */
export async function stoppedBy(
  notice: NoticeRecord,
  { sendingEnabled, switches, clock }: SubmitServices,
): Promise<Guarded | undefined> {
  const until = new Date(clock().getTime() + SWITCH_RETRY_MS);
  const waiting = { may: 'wait', notice: { ...notice, lookingSince: undefined }, until } as const;
  if (!sendingEnabled) return { ...waiting, why: 'sending is switched off (SENDING_ENABLED)' };
  const thrown = await switches.stopping(notice.brandId, notice.marketplace);
  if (!thrown) return undefined;
  return { ...waiting, why: `${thrown.by} stopped ${scopeText(thrown.scope)}: ${thrown.why}` };
}

/** Without those that nobody approved as they are, and those whose case a person has taken elsewhere. */
async function withoutStrays(
  notice: NoticeRecord,
  targets: readonly Target[],
  caseOf: CaseOf,
  services: SubmitServices,
): Promise<Target[]> {
  const staying: Target[] = [];
  for (const target of targets) {
    const record = caseOf(target.caseId);
    const isElsewhere = record?.state !== 'drafted' || record.noticeId !== notice.id;
    if (isElsewhere) await takeOut(target, { why: 'its case is not in this notice any more', to: 'nowhere' }, services);
    else if (!isCovered(notice, target))
      await takeOut(target, { why: 'it joined, or was changed, after the approval', to: 'prepare' }, services);
    else staying.push(target);
  }
  return staying;
}

type About = { brand: Brand; caseOf: CaseOf };

/** An address may have been corrected, an account arranged or given up since it was written. */
function otherWay({ channel, sendTo, content }: NoticeRecord, brand: Brand): NoticeProblem[] {
  const now = channelOf(programmeById(content.programme), content.site, content.claim.kind, brand);
  if (now.kind === channel && now.to === sendTo) return [];
  return [{ field: 'channel', why: 'the brand has arranged another way to this venue since', outdated: true }];
}

async function withoutProblems(
  notice: NoticeRecord,
  targets: readonly Target[],
  { brand, caseOf }: About,
  services: SubmitServices,
): Promise<Target[] | Guarded> {
  if (targets.length === 0) return [];
  const context = {
    owner: ownerOf(brand),
    brands: [brand],
    programme: programmeById(notice.content.programme),
    now: services.clock(),
    pageOf: (caseId: string) => caseOf(caseId)?.listing,
    testBuysOf: (caseId: string) => caseOf(caseId)?.testBuys,
  };
  const problems = noticeProblems(
    notice.content,
    targets.map(({ statement }) => statement),
    context,
  );
  const shared = [...problems.filter(({ target }) => target === undefined), ...otherWay(notice, brand)];
  const lasting = shared.find(({ outdated }) => !outdated);
  if (lasting) return { may: 'set-back', notice, why: `${lasting.field}: ${lasting.why}` };
  const staying: Target[] = [];
  for (const target of targets) {
    const problem = shared[0] ?? problems.find((each) => each.target === target.statement.itemId);
    if (!problem) staying.push(target);
    else
      await takeOut(
        target,
        { why: `${problem.field}: ${problem.why}`, to: problem.field === 'seller' ? 'authorised' : 'prepare' },
        services,
      );
  }
  return staying;
}

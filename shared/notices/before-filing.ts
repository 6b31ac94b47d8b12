import * as z from 'zod';
import { CASE_WORDS, doerWords } from '#shared/cases/case-words.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import type { Target } from '#shared/domain/target.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import { type SwitchStore, scopeText } from '#shared/stores/switch-store.ts';
import { drafted, eyesFor } from './approval.ts';
import { freshHoursOf } from './channels/channel-of.ts';
import { ownerOf } from './owner-of.ts';
import { programmeById } from './programmes/index.ts';
import { shadowRefusal } from './shadow.ts';
import { noticeProblems } from './validate.ts';

/** What a person must know of a packet that was made and waits: days may have passed, and no guard stands before the venue's form. */
export const BeforeFiling = z.object({
  /** Why nothing may leave at all, whatever it says: it can be filed once that is lifted. */
  stopped: z.string().optional(),
  /** Why it must not be filed as it is, in a sentence each. An approval makes it anew. */
  against: z.array(z.string()),
  /** When the first of its pages was last seen, where that is longer ago than the venue's profile allows. An approval makes it anew. */
  staleSince: z.iso.datetime().optional(),
});
export type BeforeFiling = z.infer<typeof BeforeFiling>;

/** An approval makes it anew only where it says what is not so any more, or nobody knows: asked twice it is made once. */
export const isToBeMadeAnew = ({ against, staleSince }: BeforeFiling): boolean =>
  against.length > 0 || staleSince !== undefined;

export const reasonsNotToFile = ({ stopped, against }: BeforeFiling): string[] =>
  stopped ? [stopped, ...against] : against;

type Services = { cases: Pick<CaseStore, 'getMany'>; clock: () => Date };

type CaseById = ReadonlyMap<string, Case>;

export async function beforeFiling(
  notice: NoticeRecord,
  all: readonly Target[],
  brand: Brand | undefined,
  { cases, clock }: Services,
): Promise<BeforeFiling> {
  const now = clock();
  const targets = drafted(all);
  const records = await cases.getMany(targets.map(({ caseId }) => caseId));
  const byId = new Map(records.map((record) => [record.id, record]));
  const lookedAt = targets.map((target) => target.lookedAt).toSorted()[0];
  const isStale = lookedAt !== undefined && now.getTime() - Date.parse(lookedAt) > freshHoursOf(notice) * HOUR_MS;
  const against = [...reasonsAgainst(notice, targets, { brand, byId, now }), ...takenElsewhere(notice, targets, byId)];
  return { against, ...(isStale && { staleSince: lookedAt }) };
}

/** Offers that a person has decided otherwise about since it was made. */
function takenElsewhere({ id }: NoticeRecord, targets: readonly Target[], byId: CaseById): string[] {
  return targets.flatMap(({ caseId, statement }) => {
    const record = byId.get(caseId);
    if (record?.state === 'drafted' && record.noticeId === id) return [];
    return [`${statement.itemId}: its case is "${record ? CASE_WORDS[record.state] : 'gone'}" by now`];
  });
}

function reasonsAgainst(
  notice: NoticeRecord,
  targets: readonly Target[],
  { brand, byId, now }: { brand: Brand | undefined; byId: CaseById; now: Date },
): string[] {
  if (!brand) return [`brand ${notice.brandId} is not registered any more`];
  const inShadow = shadowRefusal(brand);
  if (inShadow) return [inShadow];
  if (eyesFor(notice, brand) > notice.eyes) return ['this brand has every notice approved by two people now'];
  const context = {
    owner: ownerOf(brand),
    brands: [brand],
    programme: programmeById(notice.content.programme),
    now,
    pageOf: (caseId: string) => byId.get(caseId)?.listing,
    testBuysOf: (caseId: string) => byId.get(caseId)?.testBuys,
  };
  const statements = targets.map(({ statement }) => statement);
  const problems = noticeProblems(notice.content, statements, context);
  return problems.map(({ field, target, why }) => `${target ? `${target}: ` : ''}${field}: ${why}`);
}

/** The same with the kill switches, for who is about to fetch the packet. */
export async function mayBeFiled(
  notice: NoticeRecord,
  targets: readonly Target[],
  brand: Brand | undefined,
  services: Services & { switches: Pick<SwitchStore, 'stopping'> },
): Promise<BeforeFiling> {
  const thrown = await services.switches.stopping(notice.brandId, notice.marketplace);
  const stopped = thrown && `${doerWords(thrown.by)} stopped ${scopeText(thrown.scope)}: ${thrown.why}`;
  return { ...(stopped && { stopped }), ...(await beforeFiling(notice, targets, brand, services)) };
}

/** For who asks for the packet all the same. */
export const notToBeFiled = ({ id }: Pick<NoticeRecord, 'id'>, against: readonly string[]): string =>
  `Notice ${id} must not be filed as it is: ${against.slice(0, 3).join('; ')}${against.length > 3 ? `; and ${against.length - 3} more` : ''}. Once a stop is lifted it can be filed; for anything else approve it again, and its packet is made anew without what is wrong, or withdraw it.`;

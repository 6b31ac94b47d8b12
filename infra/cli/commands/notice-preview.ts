import type { Brand } from '#shared/domain/brand.ts';
import type { Case, CaseState } from '#shared/domain/case.ts';
import type { Notice } from '#shared/domain/notice.ts';
import { composeNotice, noticeIdOf } from '#shared/notices/compose-notice.ts';
import { claimFrom, noticeReasons } from '#shared/notices/notice-reasons.ts';
import { noticeText } from '#shared/notices/notice-text.ts';
import { missingForSending } from '#shared/notices/validate-notice.ts';

/** What a person reads before approving. Without a notice, `missing` says why there is none. */
export type NoticePreview = { as: string; notice?: Notice; missing: string[] };

const MAY_STILL_LEAVE: readonly CaseState[] = [
  'flagged',
  'awaiting-approval',
  'queued',
  'submitting',
  'rejected',
  'clarification-needed',
];

const SENT = 'as it was sent';
const HANDED_OVER = 'as it was handed to the venue; whether it arrived is not known';
const TO_BE_SENT = 'as it would be sent now; composed anew on the page as captured';

/**
 * The notice about a case: the one that was sent, or as it would be sent now. Undefined when there is none and none will be.
 * @param prepared the notice that is stored with the case, if there is one
 * @param brand undefined when it is not at hand
 */
export function noticePreview(
  record: Case,
  prepared: Notice | undefined,
  brand: Brand | undefined,
  now: Date,
): NoticePreview | undefined {
  if (prepared && wasSent(record, prepared)) return { as: SENT, notice: prepared, missing: [] };
  if (prepared && record.state === 'uncertain') return { as: HANDED_OVER, notice: prepared, missing: [] };
  if (!MAY_STILL_LEAVE.includes(record.state)) return undefined;
  if (!brand) return { as: TO_BE_SENT, notice: prepared, missing: [`the brand ${record.brandId} cannot be read`] };
  const missing = missingForSending(brand, now);
  if (prepared) return { as: TO_BE_SENT, notice: prepared, missing };
  // Its page was captured, and no notice could be written from it: what was found before does not count any more.
  if (record.evidenceKey)
    return { as: TO_BE_SENT, missing: [record.events.at(-1)?.why ?? 'a page that bears a notice'] };
  if (!claimFrom(noticeReasons(record.verdict))) missing.push('a finding that may be stated to a venue');
  if (missing.length > 0) return { as: TO_BE_SENT, missing };
  const notice = composeNotice({ record, brand, evidence: [], now });
  return { as: TO_BE_SENT, notice, missing: ['the evidence: the page is captured before the notice is sent'] };
}

/** A refused notice has been sent; the next one has another id. */
function wasSent(record: Case, { id }: Notice): boolean {
  if (id !== noticeIdOf(record)) return true;
  const refused = record.events.findLastIndex(({ to }) => to === 'rejected' || to === 'clarification-needed');
  return record.events.slice(refused + 1).some(({ to }) => to === 'submitted');
}

export function previewLines({ as, notice, missing }: NoticePreview): string[] {
  return [
    `Notice (${as})`,
    ...(notice ? noticeText(notice, notice.targets.length) : []),
    ...missing.map((each) => `Missing: ${each}`),
  ].map((line, index) => (index === 0 || line === '' ? line : `  ${line}`));
}

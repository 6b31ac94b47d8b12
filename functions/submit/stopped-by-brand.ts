import type { Brand } from '#shared/domain/brand.ts';
import type { NoticeRecord } from '#shared/domain/notice-record.ts';
import { eyesFor } from '#shared/notices/approval.ts';
import { shadowRefusal } from '#shared/notices/shadow.ts';
import type { Guarded } from './guarded.ts';

/** What the brand's file says now against a notice that was approved under an earlier one; undefined when nothing. */
export function stoppedByBrand(
  notice: NoticeRecord,
  brand: Brand | undefined,
): Extract<Guarded, { may: 'set-back' }> | undefined {
  const back = (why: string, as = notice) => ({ may: 'set-back', notice: as, why }) as const;
  if (!brand) return back(`brand ${notice.brandId} is not registered any more`);
  const inShadow = shadowRefusal(brand);
  if (inShadow) return back(inShadow);
  if (notice.approvals.some(({ automatic }) => automatic) && brand.enforcement.mode !== 'auto')
    return back('this brand has every notice approved by a person now');
  const eyes = eyesFor(notice, brand);
  return eyes > notice.eyes
    ? back('this brand has every notice approved by two people now', { ...notice, eyes })
    : undefined;
}

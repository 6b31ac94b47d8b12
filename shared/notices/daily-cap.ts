import { dayOf } from '#shared/domain/days.ts';
import type { QuotaStore } from '#shared/stores/quota-store.ts';

/** The brand's cap on targets of notices per UTC day. A notice takes its places once, however often it is tried. */
export function dailyCap(quotas: Pick<QuotaStore, 'take'>, brandId: string, cap: number, now: Date) {
  const day = dayOf(now);
  const key = keyOf(brandId, day);
  return {
    day,
    /** False when fewer are left. A notice larger than the whole cap leaves alone on a day. */
    take: async (targets: number, noticeId: string) =>
      quotas.take({ key, by: noticeId, at: now, count: targets }, Math.max(cap, targets)),
    /** When the next day's allowance begins. */
    renewsAt: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)),
  };
}

/** What a person filed counts, whether there was room or not. */
export const countFiled = (
  quotas: Pick<QuotaStore, 'add'>,
  { id, brandId }: { id: string; brandId: string },
  targets: number,
  at: Date,
): Promise<void> => quotas.add({ key: keyOf(brandId, dayOf(at)), by: id, at, count: targets });

const keyOf = (brandId: string, day: string) => `notices~${brandId}~${day}`;

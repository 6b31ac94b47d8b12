import type { QuotaStore } from '#shared/stores/quota-store.ts';

/** The brand's cap on notices per UTC day: taken before sending, given back when nothing left. */
export function dailyCap(quotas: QuotaStore, brandId: string, cap: number, now: Date) {
  const key = `notices~${brandId}~${now.toISOString().slice(0, 10)}`;
  return {
    take: () => quotas.take(key, cap, now),
    isUsedUp: async () => (await quotas.used(key)) >= cap,
    giveBack: () => quotas.giveBack(key),
    /** When the next day's allowance begins. */
    renewsAt: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1)),
  };
}

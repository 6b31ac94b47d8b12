import type { Brand, BrandWithoutProducts } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import { autoSubmitThreshold, expeditingWords } from '#shared/domain/expediting.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import { modelInUse } from '#shared/learning/model-in-use.ts';
import { publishWhenAwake } from '#shared/messaging/publish-when-awake.ts';
import { awakeAndQuiet } from '#shared/messaging/quiet-hours.ts';
import type { BrandTopics, TopicMessage } from '#shared/messaging/topic.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { logger } from '#shared/runtime/logger.ts';
import type { AlertStore } from '#shared/stores/alert-store.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { ModelStore } from '#shared/stores/model-store.ts';
import { type DigestSection, digestEmail, digestSections, LOOKED_AT_PER_KIND } from './digest-email.ts';

export type DigestServices = {
  brands: Pick<BrandStore, 'list' | 'get'>;
  cases: Pick<CaseStore, 'getMany'>;
  alerts: AlertStore;
  models: Pick<ModelStore, 'promoted' | 'expediting'>;
  topics: Pick<BrandTopics, 'publish'>;
  /** https://…, without a path. */
  consoleUrl: string;
  clock: Clock;
};

/**
 * One e-mail per brand with what was kept in the hour or day that has just ended. A tick too many finds nothing;
 * a tick too few is made good by the next one. Returns how many e-mails left.
 * @throws AggregateError when a brand's could not be sent, after all others were: the tick is tried again and then raises an alarm.
 */
export async function digest(services: DigestServices): Promise<number> {
  const brands = await services.brands.list();
  let sent = 0;
  const failures: unknown[] = [];
  for (const brand of brands) {
    try {
      if (await digestOf(brand, services)) sent++;
      sent += await afterQuietHours(brand, services);
    } catch (error) {
      // One brand's broken topic must not keep the others' news back.
      logger.error('digest failed', { brandId: brand.id, error });
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${brands.length} digests failed`);
  return sent;
}

async function digestOf(listed: BrandWithoutProducts, services: DigestServices): Promise<boolean> {
  const { alerts, topics, clock } = services;
  const now = clock();
  return mailKept(listed, { now, until: periodEnd(listed, now) }, services, async (mail, kept, brand) => {
    await publishWhenAwake(mail, kept, brand, { alerts, topics, now });
    // Who kept an alert may have failed to say so, and would keep it again for the next digest.
    await Promise.all(kept.map(({ alertId }) => alerts.confirm(alertId, now)));
  });
}

/** To each address whose quiet hours are over, what was kept for it meanwhile. Returns how many e-mails left. */
async function afterQuietHours(listed: BrandWithoutProducts, services: DigestServices): Promise<number> {
  const { topics, clock } = services;
  const now = clock();
  let sent = 0;
  for (const email of awakeAndQuiet(listed.alerts, now).awake) {
    const publish: Publish = (mail, _, { id }) => topics.publish(id, mail, [email]);
    if (await mailKept(listed, { now, until: now, email }, services, publish)) sent++;
  }
  return sent;
}

type Publish = (mail: TopicMessage, kept: readonly AlertJob[], brand: Brand) => Promise<void>;

/**
 * Mails and drops what was kept for a brand, or for one of its addresses. Clocks differ, so two ticks at once may find different alerts:
 * one of them takes the turn, the other leaves everything to the next tick.
 */
async function mailKept(
  listed: BrandWithoutProducts,
  { now, until, email }: { now: Date; until: Date; email?: string },
  services: DigestServices,
  publish: Publish,
): Promise<boolean> {
  const { alerts, brands } = services;
  if ((await alerts.keptBefore(listed.id, until, email)).length === 0) return false;
  const turn = ['digest', listed.id, ...(email ? [email] : [])].join('|');
  if (!(await alerts.claim(turn, now))) return false;
  try {
    // Read again: who had the turn before may have mailed and dropped it.
    const kept = await alerts.keptBefore(listed.id, until, email);
    const brand = kept.length > 0 ? await brands.get(listed.id) : undefined;
    if (!brand) return false;
    await publish(await digestMail(brand, kept, until, services), kept, brand);
    await alerts.drop(kept, email);
    return true;
  } finally {
    // After a failure too: the retry of this tick must not meet the turn and end well, or no alarm would ever hear of it.
    await alerts.giveUp(turn);
  }
}

async function digestMail(
  brand: Brand,
  kept: readonly AlertJob[],
  until: Date,
  { cases, models, consoleUrl }: DigestServices,
): Promise<TopicMessage> {
  const sections = digestSections(kept);
  const shown = await casesOf(sections, cases);
  const { version } = modelInUse(await models.promoted());
  const expediting = expeditingWords(autoSubmitThreshold(brand, await models.expediting(brand.id), version));
  return digestEmail({ brand, sections, cases: shown, from: kept[0]!.at, until, expediting, consoleUrl });
}

/** Alerts before this moment are told. With the digest off, what exceeded the hourly limit of e-mails is. */
export function periodEnd({ alerts }: Pick<BrandWithoutProducts, 'alerts'>, now: Date): Date {
  const end = new Date(now);
  if (alerts.digest === 'daily') end.setUTCHours(0, 0, 0, 0);
  else end.setUTCMinutes(0, 0, 0);
  return end;
}

async function casesOf(
  sections: readonly DigestSection[],
  cases: Pick<CaseStore, 'getMany'>,
): Promise<Map<string, Case>> {
  const looked: AlertJob[] = sections.flatMap(({ alerts }) => alerts.slice(0, LOOKED_AT_PER_KIND));
  const ids = [...new Set(looked.flatMap(({ caseId }) => (caseId ? [caseId] : [])))];
  return new Map((await cases.getMany(ids)).map((record) => [record.id, record]));
}

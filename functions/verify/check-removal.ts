import { alertAbout } from '#shared/cases/case-alerts.ts';
import { nextRemovalCheck, REMINDER_AFTER_MS } from '#shared/cases/check-schedule.ts';
import type { Case } from '#shared/domain/case.ts';
import { isOver, type ListingStatus, lookAtListing } from '#shared/listing-page/listing-status.ts';
import type { VenueStatus } from '#shared/notices/channels/channel.ts';
import type { VerifyServices } from './services.ts';
import type { SiteCheck } from './site-check.ts';
import { type Step, take } from './step.ts';

const ABSENT_RETRY_MS = 3_600_000;
/** A bare 404 proves something when it repeats. */
const ABSENCES_NEEDED = 2;

/** A notice was sent: has the venue decided, and is the listing gone? Only the listing's own page proves removal. */
export async function checkRemoval(record: Case, services: VerifyServices, siteIsSane: SiteCheck): Promise<void> {
  const { venueOf, noticeStatusFor, pages, clock } = services;
  const venue = venueOf(record.listing);
  if (!venue) return void (await take(record, { stay: { nextCheckAt: null } }, services));
  const decision = record.externalId ? await noticeStatusFor(venue).status?.(record.externalId) : undefined;
  const refused = decision && refusal(decision, clock());
  if (refused) return void (await take(record, refused, services));
  const look = await lookAtListing(record.listing, venue, pages);
  const step = await judge(record, look, clock(), () => siteIsSane(venue, record.brandId));
  const isUnderReview = decision?.stage === 'in-review' || decision?.stage === 'removed';
  if ('stay' in step && record.state === 'submitted' && isUnderReview)
    return void (await take(
      record,
      { to: 'acknowledged', why: `the venue says: ${decision.stage}`, change: step.stay, alerts: step.alerts },
      services,
    ));
  await take(record, step, services);
}

function refusal({ stage, reasons }: VenueStatus, now: Date): Step | undefined {
  if (stage !== 'rejected' && stage !== 'clarification-needed' && stage !== 'counter-noticed') return undefined;
  const said = reasons.length > 0 ? reasons.join('; ') : 'no reason given';
  const why = {
    rejected: `the venue refused the notice: ${said}`,
    'clarification-needed': `the venue asks for more: ${said}`,
    'counter-noticed': `the seller objects: ${said}`,
  }[stage];
  return { to: stage, why, change: { nextCheckAt: now.toISOString() } };
}

async function judge(record: Case, look: ListingStatus, now: Date, siteIsSane: () => Promise<boolean>): Promise<Step> {
  const gone = (): Step => ({
    to: 'removed',
    why: `removal verified: ${look.reason}`,
    change: { removedAt: now.toISOString(), checks: 0, absences: 0 },
  });
  if (isOver(look)) return gone();
  const isMissing = look.finding === 'absent';
  const absences = isMissing ? record.absences + 1 : 0;
  if (absences >= ABSENCES_NEEDED && (await siteIsSane())) return gone();

  const submittedAt = new Date(record.submittedAt ?? record.updatedAt);
  const next = nextRemovalCheck(submittedAt, now).getTime();
  const nextCheckAt = isMissing ? Math.min(next, now.getTime() + ABSENT_RETRY_MS) : next;
  return {
    stay: { nextCheckAt: new Date(nextCheckAt).toISOString(), checks: record.checks + 1, absences },
    alerts: reminder(record, look, submittedAt, now),
  };
}

function reminder(record: Case, look: ListingStatus, submittedAt: Date, now: Date) {
  const waitedMs = now.getTime() - submittedAt.getTime();
  if (waitedMs < REMINDER_AFTER_MS) return undefined;
  const days = Math.floor(waitedMs / 86_400_000);
  const still = look.finding !== 'present' ? 'it cannot be told whether it is gone' : 'it is still there';
  const message = `The notice was sent ${days} days ago and ${still}: ${look.reason}.`;
  return [alertAbout(record, 'not-removed', submittedAt.toISOString(), message, now.toISOString())];
}

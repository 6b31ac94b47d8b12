import { caseAlerts } from '#shared/cases/case-alerts.ts';
import { nextReturnCheck, nextReturnRetry } from '#shared/cases/check-schedule.ts';
import type { Case } from '#shared/domain/case.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { isOver, lookAtListing } from '#shared/listing-page/listing-status.ts';
import type { VerifyServices } from './services.ts';
import { take } from './step.ts';

/**
 * A removed listing is looked at again. What is on sale at its address now is judged anew by `score`, as any offer that was found: it may be
 * another seller's, or honest now. Only that verdict can open the case that continues this one.
 */
export async function checkReturn(record: Case, services: VerifyServices): Promise<void> {
  const { venueOf, pages, clock, alerts, scores } = services;
  await alerts.sendAll(caseAlerts(record)); // the worker that found it gone may have died before it said so
  const venue = venueOf(record.listing);
  const look = venue && (await lookAtListing(record.listing, venue, pages));
  if (look?.finding === 'present') {
    const jobId = ['returned', record.id, clock().toISOString()].join('|');
    await scores.send(
      { brandId: record.brandId, listing: asOnSale(record.listing, look.listing!), jobId, offline: false },
      { group: record.brandId },
    );
  }
  const removedAt = new Date(record.removedAt ?? record.updatedAt);
  const isUnknown = look && look.finding !== 'present' && look.finding !== 'absent' && !isOver(look);
  const next = isUnknown ? nextReturnRetry(removedAt, clock()) : nextReturnCheck(removedAt, clock());
  await take(record, { stay: { nextCheckAt: next?.toISOString() ?? null, checks: record.checks + 1 } }, services);
}

/** Which listing it is was known before; who sells it for how much, and everything else, is what the page says now. */
function asOnSale({ marketplace, id, url }: Listing, shown: Listing): Listing {
  return { ...shown, marketplace, id, url };
}

import { alertAbout, caseAlerts } from '#shared/cases/case-alerts.ts';
import { nextReturnCheck, nextReturnRetry } from '#shared/cases/check-schedule.ts';
import { type Case, caseId } from '#shared/domain/case.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { isOver, lookAtListing } from '#shared/listing-page/listing-status.ts';
import type { VerifyServices } from './services.ts';
import { enqueueTakedown, take } from './step.ts';

/** A removed listing is looked at again; one that is on sale again becomes a new case that continues the old one. */
export async function checkReturn(record: Case, services: VerifyServices): Promise<void> {
  const { venueOf, pages, clock, alerts } = services;
  await alerts.sendAll(caseAlerts(record)); // the worker that found it gone may have died before it said so
  const venue = venueOf(record.listing);
  const look = venue && (await lookAtListing(record.listing, venue, pages));
  if (look?.finding === 'present') return reopen(record, look.listing!, services);
  const removedAt = new Date(record.removedAt ?? record.updatedAt);
  const next =
    look && !isOver(look) && look.finding !== 'absent'
      ? nextReturnRetry(removedAt, clock())
      : nextReturnCheck(removedAt, clock());
  await take(record, { stay: { nextCheckAt: next?.toISOString() ?? null, checks: record.checks + 1 } }, services);
}

async function reopen(removed: Case, seen: Listing, services: VerifyServices): Promise<void> {
  const { cases, takedowns, alerts, clock } = services;
  const successor = nextGeneration(removed, seen, clock());
  // The successor first: a crash after it finds it in place and goes on from here. It is queued, so it cannot be forgotten.
  await cases.open(successor);
  const why = 'the removed listing is on sale again';
  const relisted = await take(removed, { to: 'relisted', why, change: { nextCheckAt: null } }, services);
  if (!relisted) return;
  await enqueueTakedown(successor, takedowns);
  const message = `${why}; a new case follows the one of ${removed.openedAt.slice(0, 10)}.`;
  await alerts.sendAll([alertAbout(successor, 'relisted', '1', message, successor.openedAt)]);
}

function nextGeneration(removed: Case, seen: Listing, now: Date): Case {
  const at = now.toISOString();
  const { marketplace, id, url, seller } = removed.listing;
  const listing = { ...removed.listing, ...seen, marketplace, id, url, seller: seen.seller ?? seller };
  const generation = Number(removed.id.slice(removed.id.lastIndexOf('~') + 1)) + 1;
  return {
    id: caseId(removed.brandId, removed.listing, generation),
    brandId: removed.brandId,
    state: 'queued',
    version: 1,
    listing,
    verdict: removed.verdict,
    imageHashes: removed.imageHashes,
    contactHandles: removed.contactHandles,
    openedAt: at,
    updatedAt: at,
    events: [{ at, from: null, to: 'queued', by: 'verify', why: `continues ${removed.id}: on sale again` }],
    checks: 0,
    absences: 0,
    opinions: [],
    relistingOf: removed.id,
  };
}

import { isDeepStrictEqual } from 'node:util';
import { alertAbout } from '#shared/cases/case-alerts.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { type Case, caseId, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import { type CaseLink, linkWords } from '#shared/domain/case-link.ts';
import { listingKey } from '#shared/domain/listing.ts';
import type { AlertKind } from '#shared/domain/messages.ts';
import { provenanceWords } from '#shared/domain/provenance.ts';
import { DAY_MS } from '#shared/domain/time-units.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { enqueueCase } from '#shared/messaging/takedowns.ts';
import { linksToEarlier } from './earlier-cases.ts';
import type { Judgement } from './evaluate-listing.ts';
import { hasTurned, judgedNow, latestLook, replacesJudgement } from './judged-again.ts';
import { contactsOf } from './seller-links.ts';
import type { ScoreServices } from './services.ts';

/**
 * Opens the case, or goes on with the one there is. Every step may run twice: the case is opened conditionally, and what
 * follows from an open case is done again on every delivery, under keys that make doubles harmless.
 */
export async function followUp(brand: Brand, judgement: Judgement, services: ScoreServices): Promise<void> {
  const latest = await services.cases.latestFor(brand.id, judgement.facts.listing);
  if (latest && !isOver(latest)) {
    const judged = await judgedAgain(brand, latest, judgement, services);
    return carryOn(brand, await withLook(judged, judgement, services), services);
  }
  if (latest && judgement.finding !== 'present') return; // a search index shows removed offers for a while
  if (latest && endedUndecided(latest) && continues(latest, judgement))
    return carryOn(brand, await waitsAgain(brand, latest, judgement, services), services);
  const links = await earlierCases(brand, judgement, services);
  const relistingOf = (latest && continues(latest, judgement)?.id) ?? links.find((link) => link.continues)?.caseId;
  await open(brand, judgement, { generation: generationAfter(latest), relistingOf, links }, services);
}

async function open(brand: Brand, judgement: Judgement, origin: Origin, services: ScoreServices): Promise<void> {
  const record = newCase(brand, judgement, origin, services.clock());
  // Before it is opened: a worker that dies in between leaves a mark that leads nowhere, and none is ever missing.
  await Promise.all(record.links.map((link) => services.cases.linkFrom(link.caseId, record.id)));
  const opened = await services.cases.open(record);
  const current = opened ? record : await services.cases.get(record.id);
  if (current) await carryOn(brand, current, services);
}

/** At the same address another seller's offer is no relisting: a catalogue page outlives its offers. */
function continues(before: Case, { facts }: Judgement): Case | undefined {
  const [was, is] = [before.listing.seller?.id, facts.listing.seller?.id];
  return was !== undefined && is !== undefined && was !== is ? undefined : before;
}

const isOver = ({ state }: Case): boolean => state === 'removed' || state === 'ended' || state === 'relisted';

/** It went before anybody said what it is: that it is back is no answer to us, and nothing that is told or counted as one. */
const endedUndecided = ({ state, events }: Case): boolean => {
  const from = events.at(-1)?.from;
  return state === 'ended' && !!from && WAITS_FOR_A_PERSON.includes(from);
};

async function waitsAgain(brand: Brand, record: Case, judgement: Judgement, services: ScoreServices): Promise<Case> {
  const { cases, clock } = services;
  const { probability, signals } = judgement.verdict;
  const why = `on sale again; ${whyOpened(probability, signals[0]?.evidence)}`;
  const change = judgedNow(brand, judgement, record);
  return (await cases.transition(record, { to: 'flagged', by: 'score', why, at: clock(), change })) ?? record;
}

const generationAfter = (latest: Case | undefined): number =>
  latest ? Number(latest.id.slice(latest.id.lastIndexOf('~') + 1)) + 1 : 1;

async function earlierCases(
  brand: Brand,
  { facts, sellerCases }: Judgement,
  { listings, confirmedCases, clock }: ScoreServices,
): Promise<CaseLink[]> {
  const confirmed = await confirmedCases(brand);
  const { listing, images = [] } = facts;
  const contacts = contactsOf(brand, listing, images);
  const linksIfSeenSince = (firstSeenAt: string) =>
    linksToEarlier({ listing, images, contacts, firstSeenAt }, sellerCases, confirmed);
  const links = linksIfSeenSince(clock().toISOString());
  if (!links.some((link) => link.continues)) return links;
  const stored = await listings.get(brand.id, listingKey(listing));
  return stored ? linksIfSeenSince(stored.firstSeenAt) : links;
}

/**
 * Puts what continues an offer that was removed before a person, however harmless it looks now: sellers put things up again in milder
 * words. True when there is a case for it.
 */
export async function openReturned(brand: Brand, judgement: Judgement, services: ScoreServices): Promise<boolean> {
  const { listing } = judgement.facts;
  if (await services.cases.latestFor(brand.id, listing)) return false;
  const links = await earlierCases(brand, judgement, services);
  const relistingOf = links.find((link) => link.continues)?.caseId;
  if (relistingOf === undefined) return false;
  await open(brand, judgement, { generation: 1, relistingOf, links }, services);
  return true;
}

/** `selectionProbability` when the case was drawn by lot and not for its score. */
type Origin = {
  generation: number;
  relistingOf?: string;
  links?: CaseLink[];
  selectionProbability?: number;
};

export function newCase(brand: Brand, judgement: Judgement, origin: Origin, now: Date): Case {
  const { facts, verdict } = judgement;
  const { generation, relistingOf, links = [], selectionProbability } = origin;
  const at = now.toISOString();
  const state = verdict.decision === 'expedite' ? 'queued' : 'flagged';
  return {
    id: caseId(brand.id, facts.listing, generation),
    brandId: brand.id,
    state,
    version: 1,
    ...judgedNow(brand, judgement),
    openedAt: at,
    updatedAt: at,
    events: [
      {
        at,
        from: null,
        to: state,
        by: 'score',
        why: `${selectionProbability === undefined ? '' : 'random audit; '}${broughtWords(facts.listing)}${linkedWords(links)}${whyOpened(verdict.probability, verdict.signals[0]?.evidence)}`,
      },
    ],
    checks: 0,
    absences: 0,
    opinions: [],
    testBuys: [],
    remarks: [],
    relistingOf,
    links,
    linkedFrom: [],
    selectionProbability,
  };
}

const broughtWords = ({ provenance }: Case['listing']): string =>
  provenance ? `${provenanceWords(provenance)}${provenance.note ? `: ${cleanText(provenance.note, 200)}` : ''}; ` : '';

const linkedWords = ([link]: readonly CaseLink[]): string =>
  link ? `${link.continues ? 'continues' : 'linked to'} case ${link.caseId} (${linkWords(link)}); ` : '';

const whyOpened = (probability: number, evidence = ''): string =>
  `probability ${formatProbability(probability)}. ${evidence}`.trim();

/**
 * A flagged case shows what the offer says now, and moves up when it gives itself away and nobody has touched it. A dismissed one
 * is put before a person again when the offer was changed into something worse.
 */
async function judgedAgain(
  brand: Brand,
  record: Case,
  judgement: Judgement,
  { cases, clock }: ScoreServices,
): Promise<Case> {
  const { verdict } = judgement;
  const change = judgedNow(brand, judgement, record);
  const move = (to: 'queued' | 'flagged', why: string) =>
    cases.transition(record, { to, by: 'score', why, at: clock(), change });
  const reason = whyOpened(verdict.probability, verdict.signals[0]?.evidence);
  if (record.state === 'dismissed' && hasTurned(record, judgement))
    return (await move('flagged', `changed since it was dismissed; ${reason}`)) ?? record;
  if (record.state !== 'flagged' || !replacesJudgement(record, judgement)) return record;
  const isUntouched = record.events.every(({ by }) => by === 'score');
  const moved = isUntouched && verdict.decision === 'expedite' ? move('queued', reason) : cases.update(record, change);
  return (await moved) ?? record;
}

/** A case that waits for somebody learns of every page that is brought for it: its notice may rest on the latest. */
async function withLook(record: Case, { facts }: Judgement, { cases }: ScoreServices): Promise<Case> {
  const provenance = latestLook(facts.listing.provenance, record.listing.provenance);
  if (
    !WAITING.has(record.state) ||
    provenance === undefined ||
    isDeepStrictEqual(provenance, record.listing.provenance)
  )
    return record;
  return (await cases.update(record, { listing: { ...record.listing, provenance } })) ?? record;
}

const WAITING: ReadonlySet<Case['state']> = new Set<Case['state']>(['flagged', 'queued', 'awaiting-approval']);

/** What follows from an open case: a takedown job, the old case closed as relisted, people told. */
async function carryOn(brand: Brand, record: Case, services: ScoreServices): Promise<void> {
  if (record.relistingOf) await closeRelisted(record, record.relistingOf, services);
  if (record.state === 'queued' && !record.submission) await enqueueCase(record, services.takedowns);
  if (isUncaptured(record)) await haveCaptured(record, services);
  const kind = owedAlert(record, services.clock());
  // What is back is told as that and not as a new find besides: one mail for one offer.
  if (record.relistingOf) await tell(brand, record, 'relisted', services);
  else if (kind) await tell(brand, record, kind, services);
}

/** Four days in the queue, fourteen in its dead letters. What was told is remembered for longer. */
const OLDEST_MESSAGE_MS = 18 * DAY_MS;

/**
 * What is told of a case in the state that it waits in. One that has gone on by itself is told as it was opened, as long as the worker that
 * opened it may have died before it told anybody.
 */
function owedAlert({ state, openedAt, events }: Case, now: Date): AlertKind | undefined {
  const isRecent = now.getTime() - Date.parse(openedAt) < OLDEST_MESSAGE_MS;
  const told = state === 'queued' || state === 'flagged' || !isRecent ? state : events[0]?.to;
  return told === 'queued' ? 'case-queued' : told === 'flagged' ? 'case-flagged' : undefined;
}

/** What a person is to decide on is kept as it is now: listings vanish. `submit` captures what goes on without one. */
const isUncaptured = ({ state, evidence, captureFailed, events }: Case): boolean =>
  state === 'flagged' && (evidence?.capturedAt ?? captureFailed?.at ?? '') < events.at(-1)!.at;

export async function haveCaptured(record: Case, { captures }: Pick<ScoreServices, 'captures'>): Promise<void> {
  await captures.send({ caseId: record.id, since: record.events.at(-1)!.at, asked: false }, { group: record.brandId });
}

async function closeRelisted(record: Case, relistingOf: string, services: ScoreServices): Promise<void> {
  const removed = await services.cases.get(relistingOf);
  if (removed?.state === 'removed' || removed?.state === 'ended') {
    const why = `on sale again as ${record.listing.id}: case ${record.id}`;
    await services.cases.transition(removed, {
      to: 'relisted',
      by: 'score',
      why,
      at: services.clock(),
      change: { nextCheckAt: null },
    });
  }
}

/** Once when it is found, and once more when it gets so bad that the brand wants to hear of it at once. */
async function tell(brand: Brand, record: Case, kind: AlertKind, { alerts }: ScoreServices): Promise<void> {
  const { listing, verdict, openedAt, updatedAt } = record;
  const isCritical = verdict.probability >= brand.alerts.criticalAt;
  const [occasion, at] = isCritical ? ['critical', updatedAt] : ['1', openedAt];
  const reason = verdict.signals[0]?.evidence ?? '';
  const again = kind === 'relisted' ? 'An offer that was removed is back. ' : '';
  const message = `${again}"${listing.title.slice(0, 120)}" on ${listing.marketplace} infringes with a probability of ${formatProbability(verdict.probability)}. ${reason}`;
  const { message: alert, options } = alertAbout(record, kind, occasion, message.trim(), at);
  await alerts.send(alert, options);
}

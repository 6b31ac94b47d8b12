import { ALERT_OF_STATE } from '#shared/cases/case-alerts.ts';
import { CASE_WORDS, doerWords } from '#shared/cases/case-words.ts';
import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { AlertJob, AlertKind } from '#shared/domain/messages.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import { ALERT_WORDING } from '#shared/messaging/alert-wording.ts';
import { priceWords, quoted, sellerWords, subjectName, timeWords } from '#shared/messaging/email-format.ts';
import type { TopicMessage } from '#shared/messaging/topic.ts';

const MAX_REASONS = 6;
const EVENTS_SHOWN = 4;

/** What a person needs to decide, without a click: what happened, why, how sure, who, and what to do. */
export function alertEmail(alert: AlertJob, brand: Brand, record?: Case): TopicMessage {
  const { title } = ALERT_WORDING[alert.kind];
  // The subject holds none of the seller's words: it is what spam filters and phone screens see.
  const about = record
    ? `: item ${quoted(record.listing.id, 30)} on ${record.listing.marketplace}, ${formatProbability(record.verdict.probability)}`
    : '';
  const parts = [
    `${title}.`,
    quoted(alert.message, 1000),
    ...(record ? [listingPart(record, brand), reasonsPart(record), historyPart(record)] : []),
    `WHAT TO DO\n${nextStep(alert, record)}`,
    footer(alert, record),
  ];
  return { subject: `[${subjectName(brand)}] ${title}${about}`, text: `${parts.filter(Boolean).join('\n\n')}\n` };
}

/** The case may have moved on since the alert: a notice that was being prepared waits for approval by now. */
function nextStep({ kind }: AlertJob, record: Case | undefined): string {
  const now =
    record && NEW_FINDS.has(kind)
      ? record.state === 'submitted'
        ? 'notice-sent'
        : (ALERT_OF_STATE[record.state] ?? waitsFor(record))
      : undefined;
  const { nextStep } = ALERT_WORDING[now ?? kind];
  return record && SAFE_ID.test(record.id) ? nextStep.replaceAll(/\bID\b/g, record.id) : nextStep;
}

/** A relisting may wait for a person, or be on its way already. */
const waitsFor = ({ state }: Case): AlertKind | undefined => (state === 'flagged' ? 'case-flagged' : undefined);

/** A venue's ids are its own: one that a shell would obey, or that a mail program makes a link of, is only quoted below. */
const SAFE_ID = /^[\w~-]{1,200}$/;

const NEW_FINDS: ReadonlySet<AlertKind> = new Set<AlertKind>(['case-flagged', 'case-queued', 'relisted']);

function listingPart({ listing, verdict }: Case, brand: Brand): string {
  return [
    `"${quoted(listing.title)}"`,
    `Price      ${priceWords(listing, brand)}`,
    `Seller     ${sellerWords(listing)}`,
    `Where      ${listing.marketplace}, item ${quoted(listing.id, 60)}`,
    `Address    ${quoted(listing.url, 500)}`,
    `Certainty  ${formatProbability(verdict.probability)}`,
  ].join('\n');
}

function reasonsPart({ verdict }: Case): string {
  const suspicious = verdict.signals.filter(({ contribution }) => contribution > 0).slice(0, MAX_REASONS);
  const favourable = verdict.signals.filter(({ contribution }) => contribution < 0).slice(0, MAX_REASONS);
  const list = (heading: string, signals: typeof suspicious) =>
    signals.length === 0 ? [] : [heading, ...signals.map(({ evidence }) => `  - ${quoted(evidence, 300)}`)];
  const closerLook = verdict.closerLook ? [verdict.closerLook] : [];
  return [...closerLook, ...list('WHY IT LOOKS WRONG', suspicious), ...list('WHAT SPEAKS FOR IT', favourable)].join(
    '\n',
  );
}

function historyPart({ events }: Case): string {
  const shown = events.slice(-EVENTS_SHOWN);
  return [
    'WHAT HAPPENED',
    ...shown.map(
      ({ at, to, by, why }) =>
        `  ${timeWords(at)}  ${CASE_WORDS[to]}: ${quoted(why, 300)} (${quoted(doerWords(by), 60)})`,
    ),
  ].join('\n');
}

function footer(alert: AlertJob, record: Case | undefined): string {
  return [
    record && `Case ${quoted(record.id, 300)}`,
    record?.externalId && `The venue's number for the notice: ${quoted(record.externalId, 100)}`,
    `Sent by Markwarden for ${alert.brandId}, ${timeWords(alert.at)}. Addresses are written so that they cannot be clicked.`,
  ]
    .filter(Boolean)
    .join('\n');
}

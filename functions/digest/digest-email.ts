import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import { ALERT_ORDER, ALERT_WORDING } from '#shared/messaging/alert-wording.ts';
import { priceWords, quoted, sellerWords, subjectName, timeWords } from '#shared/messaging/email-format.ts';
import type { TopicMessage } from '#shared/messaging/topic.ts';

/** Of one kind; the rest is counted. Keeps the e-mail readable and far below SNS' 256 KB. */
export const SHOWN_PER_KIND = 10;

export type DigestSection = { kind: AlertJob['kind']; alerts: AlertJob[] };

/** Most pressing kind first, most certain case first; a case that moved on appears only where it got to. */
export function digestSections(alerts: readonly AlertJob[]): DigestSection[] {
  const newest = new Map(
    alerts.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map((alert) => [alert.caseId ?? alert.alertId, alert]),
  );
  const byKind = Map.groupBy(newest.values(), ({ kind }) => kind);
  return ALERT_ORDER.flatMap((kind) => {
    const ofKind = byKind.get(kind);
    return ofKind ? [{ kind, alerts: ofKind.toSorted((a, b) => (b.probability ?? 1) - (a.probability ?? 1)) }] : [];
  });
}

export type Digest = {
  brand: Brand;
  sections: readonly DigestSection[];
  cases: ReadonlyMap<string, Case>;
  from: string;
  until: Date;
  /** Where the brand stands with expediting, in words. */
  expediting: string;
};

export function digestEmail({ brand, sections, cases, from, until: end, expediting }: Digest): TopicMessage {
  const counts = sections.map(({ kind, alerts }) => `${alerts.length} ${ALERT_WORDING[kind].count}`);
  const until = timeWords(end.toISOString());
  const text = [
    `${brand.name}: what happened from ${timeWords(from)} to ${until}`,
    counts.join(', '),
    ...sections.map((section) => sectionText(section, brand, cases)),
    `${expediting}.`,
    'Addresses are written so that they cannot be clicked. Sent by Markwarden.',
  ];
  return { subject: `[${subjectName(brand)}] ${counts.join(', ')} (to ${until})`, text: `${text.join('\n\n')}\n` };
}

function sectionText({ kind, alerts }: DigestSection, brand: Brand, cases: ReadonlyMap<string, Case>): string {
  const { heading, nextStep } = ALERT_WORDING[kind];
  const shown = alerts
    .slice(0, SHOWN_PER_KIND)
    .map((alert) => entryText(alert, brand, alert.caseId ? cases.get(alert.caseId) : undefined));
  const rest = alerts.length - shown.length;
  return [
    `${heading.toUpperCase()} (${alerts.length})`,
    nextStep,
    ...shown,
    ...(rest > 0 ? [`  … and ${rest} more`] : []),
  ].join('\n');
}

function entryText(alert: AlertJob, brand: Brand, record: Case | undefined): string {
  if (!record) return `  * ${quoted(alert.message, 300)}`;
  const { listing, verdict } = record;
  const strongest = verdict.signals.find(({ contribution }) => contribution > 0);
  return [
    `  * ${formatProbability(verdict.probability)}  "${quoted(listing.title, 100)}"`,
    `    ${priceWords(listing, brand)}; seller ${sellerWords(listing)}`,
    ...(strongest ? [`    ${quoted(strongest.evidence, 200)}`] : []),
    `    ${quoted(listing.url, 300)}`,
    `    case ${quoted(record.id, 300)}: ${quoted(alert.message, 200)}`,
  ].join('\n');
}

import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { AlertJob } from '#shared/domain/messages.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import { ALERT_ORDER, ALERT_WORDING } from '#shared/messaging/alert-wording.ts';
import { priceWords, quoted, sellerWords, subjectName, timeWords } from '#shared/messaging/email-format.ts';
import type { TopicMessage } from '#shared/messaging/topic.ts';

/** Of one kind, the most certain: these are put into groups, the rest is counted. */
export const LOOKED_AT_PER_KIND = 200;
/** Keeps the e-mail readable and far below SNS' 256 KB. */
const SHOWN_PER_KIND = 10;
const SHOWN_PER_GROUP = 2;

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
  /** https://…, without a path. */
  consoleUrl: string;
};

export function digestEmail(digest: Digest): TopicMessage {
  const { brand, sections, from, until: end, expediting } = digest;
  const counts = sections.map(({ kind, alerts }) => `${alerts.length} ${ALERT_WORDING[kind].count}`);
  const until = timeWords(end.toISOString());
  const text = [
    `${brand.name}: what happened from ${timeWords(from)} to ${until}`,
    counts.join(', '),
    ...sections.map((section) => sectionText(section, digest)),
    `${expediting}.`,
    'Addresses of marketplaces are written so that they cannot be clicked. Sent by Markwarden.',
  ];
  return { subject: `[${subjectName(brand)}] ${counts.join(', ')} (to ${until})`, text: `${text.join('\n\n')}\n` };
}

function sectionText({ kind, alerts }: DigestSection, digest: Digest): string {
  const { heading, nextStep } = ALERT_WORDING[kind];
  const looked = alerts.slice(0, LOOKED_AT_PER_KIND);
  const groups = [...Map.groupBy(looked, (alert) => groupKey(alert, digest)).values()];
  const shown = groups.slice(0, SHOWN_PER_KIND);
  const rest = alerts.length - shown.flat().length;
  return [
    `${heading.toUpperCase()} (${alerts.length})`,
    nextStep,
    ...shown.map((group) => groupText(kind, group, digest)),
    ...(rest > 0
      ? [`  … and ${rest} more: ${digest.consoleUrl}/cases?${new URLSearchParams({ brand: digest.brand.id })}`]
      : []),
  ].join('\n');
}

const caseOf = ({ caseId }: AlertJob, { cases }: Digest): Case | undefined => (caseId ? cases.get(caseId) : undefined);

const strongestOf = ({ verdict }: Case) => verdict.signals.find(({ contribution }) => contribution > 0);

/** Offers of one seller for one reason; what is about no case, or about a seller without a name, stands alone. */
function groupKey(alert: AlertJob, digest: Digest): string {
  const record = caseOf(alert, digest);
  const { id, name } = record?.listing.seller ?? {};
  if (!record || (!id && !name)) return alert.alertId;
  return JSON.stringify([record.listing.marketplace, id ?? name, strongestOf(record)?.id]);
}

function groupText(kind: AlertJob['kind'], group: readonly AlertJob[], digest: Digest): string {
  const [first] = group;
  const record = caseOf(first!, digest);
  if (!record) return `  * ${quoted(first!.message, 300)}`;
  const reason = strongestOf(record)?.id.replaceAll('-', ' ');
  const offers = group.length === 1 ? '1 offer' : `${group.length} offers`;
  const rest = group.length - SHOWN_PER_GROUP;
  return [
    `  ${sellerWords(record.listing)} on ${record.listing.marketplace}: ${offers}${reason ? `, ${reason}` : ''}`,
    `    ${placeOf(kind, record, digest)}`,
    ...group.slice(0, SHOWN_PER_GROUP).map((alert) => entryText(alert, caseOf(alert, digest)!, digest.brand)),
    ...(rest > 0 ? [`  … and ${rest} more of them`] : []),
  ].join('\n');
}

/** The group where it can be worked on: what waits, seller by seller, else the seller. */
function placeOf(kind: AlertJob['kind'], { id, listing, brandId }: Case, { consoleUrl }: Digest): string {
  const address = (path: string, query: Record<string, string>) => `${consoleUrl}${path}?${new URLSearchParams(query)}`;
  if (kind === 'case-flagged') return address('/review', { brand: brandId, case: id, group: 'seller' });
  const sellerId = listing.seller?.id;
  return sellerId
    ? address('/seller', { brand: brandId, marketplace: listing.marketplace, id: sellerId })
    : address('/case', { id });
}

function entryText(alert: AlertJob, record: Case, brand: Brand): string {
  const { listing, verdict } = record;
  const strongest = strongestOf(record);
  return [
    `  * ${formatProbability(verdict.probability)}  "${quoted(listing.title, 100)}"`,
    `    ${priceWords(listing, brand)}`,
    ...(strongest ? [`    ${quoted(strongest.evidence, 200)}`] : []),
    `    ${quoted(listing.url, 300)}`,
    `    case ${quoted(record.id, 300)}: ${quoted(alert.message, 200)}`,
  ].join('\n');
}

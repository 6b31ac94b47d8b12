import type { RunResult } from '#infra/local/start/summary.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import type { StoredListing } from '#shared/stores/listing-store.ts';
import { printTable, safeText } from './print.ts';

const REASONS_SHOWN = 3;

/** The end of a run, for people. */
export function printSummary({ summary, mostSuspicious }: RunResult): void {
  const states = Object.entries(summary.casesByState).map(([state, count]) => `${count} ${state}`);
  const { labelled, counts } = summary.sample;
  const away = summary.marketplaceAway;
  printTable(
    ['the simulated week', ''],
    [
      ['listings seen', summary.listingsSeen],
      ...summary.coverage.map(({ watch, marketplace, verdict }) => [
        `coverage of "${watch}"`,
        `${verdict} (${marketplace})`,
      ]),
      ['cases', states.join(', ') || 'none'],
      ['offers noticed', `${summary.noticesSent} (${summary.noticesSentTwice} twice)`],
      ['removals verified', summary.removalsVerified],
      ['relistings caught', summary.relistingsCaught],
      ['stores closed', summary.storesClosed],
      [
        'marketplace away',
        `404 to every page for ${away.hours} h: ${away.pagesUnread} result pages unread and said so, ${away.takenForGone} offers taken for gone`,
      ],
      ['authorised sellers touched', summary.authorisedTouched],
      ['alert e-mails', summary.alertsSent],
      [
        'precision and recall',
        `${share(counts.caught, counts.suspected)} and ${share(counts.caught, counts.counterfeits)} of a synthetic sample of ${labelled} listings`,
      ],
      ['took', `${summary.seconds} s`],
      ['would have cost on AWS', `about $${summary.estimatedCostUsd.toFixed(4)}`],
    ],
  );
  if (mostSuspicious.length > 0) process.stdout.write('\nMost suspicious:\n');
  for (const [index, listing] of mostSuspicious.entries()) process.stdout.write(`${describe(index + 1, listing)}\n`);
}

function describe(place: number, { listing, verdict }: StoredListing): string {
  const price = listing.price ? formatMoney(listing.price) : 'no price';
  const seller = safeText(listing.seller?.name ?? listing.seller?.id ?? 'unknown seller', 40);
  const reasons = verdict!.signals
    .filter(({ contribution }) => contribution > 0)
    .slice(0, REASONS_SHOWN)
    .map(({ evidence }) => `     · ${safeText(evidence)}`);
  const head = `  ${place}. ${safeText(listing.title, 80)} — ${price}, ${seller} (${formatProbability(verdict!.probability)})`;
  return [head, ...reasons].join('\n');
}

const share = (part: number, whole: number) =>
  `${whole === 0 ? 0 : Math.round((part / whole) * 100)} % (${part} of ${whole})`;

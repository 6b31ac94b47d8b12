import { randomBytes } from 'node:crypto';
import type { BrandWithoutProducts } from '#shared/domain/brand.ts';
import { dayAfter, monthBefore, type Period } from '#shared/domain/days.ts';
import { DAY_MS, HOUR_MS, isoAfter } from '#shared/domain/time-units.ts';
import type { EvidenceStore } from '#shared/evidence/evidence-store.ts';
import { reportFolders } from '#shared/evidence/object-keys.ts';
import type { ThumbnailClient } from '#shared/messaging/packet-client.ts';
import { awakeAndQuiet } from '#shared/messaging/quiet-hours.ts';
import type { PrintClient } from '#shared/messaging/render-client.ts';
import type { BrandTopics } from '#shared/messaging/topic.ts';
import { type PeriodFigures, periodFigures, USUAL_CURRENCY } from '#shared/reporting/period-figures.ts';
import { removedOffers } from '#shared/reporting/removed-offers.ts';
import { type PicturedOffer, reportHtml } from '#shared/reporting/report-html.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { countMetric, logger } from '#shared/runtime/logger.ts';
import type { AlertStore } from '#shared/stores/alert-store.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { ListingStore } from '#shared/stores/listing-store.ts';
import type { ReportLinkStore } from '#shared/stores/report-link-store.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import type { StoreFileStore } from '#shared/stores/store-file-store.ts';
import { reportEmail } from './report-email.ts';

export type ReportServices = {
  brands: Pick<BrandStore, 'list'>;
  alerts: Pick<AlertStore, 'claim' | 'giveUp' | 'confirm'>;
  cases: Pick<CaseStore, 'newest'>;
  rollUps: RollUpStore;
  listings: Pick<ListingStore, 'scanPagesAfter'>;
  storeFiles: Pick<StoreFileStore, 'byBrand'>;
  thumbnails: ThumbnailClient;
  print: PrintClient;
  reports: Pick<EvidenceStore, 'put'>;
  reportLinks: Pick<ReportLinkStore, 'put'>;
  topics: Pick<BrandTopics, 'publish'>;
  /** https://…, without a path. */
  consoleUrl: string;
  clock: Clock;
};

/** By then what the last day's searches showed is counted. */
const READY_MS = 5 * HOUR_MS;
/** So long after the month's end a tick still makes good what earlier ones did not. */
const MADE_GOOD_MS = 7 * DAY_MS;
/** A brand that has waited for so long is counted at every tick, and an alarm looks at the count. */
const LATE_MS = DAY_MS;
/** Each takes seconds, of which the tick waits most: for pictures and for the print. */
const AT_ONCE = 4;
/** The slowest: a print that runs into its limit. None is begun with less time left. */
const SLOWEST_MS = 100_000;
/** By this share of the brands the next tick begins further along: the golden section comes close to every one of them before it repeats, however many they are. */
const FURTHER = (Math.sqrt(5) - 1) / 2;
/** As long as the function may run, for a report may take minutes: a doubled tick makes none that is being made. */
const MAKING_MS = 10 * 60_000;
const LINK_DAYS = 14;

/**
 * When a month is over, its report for every brand that wants one: kept as a page and as PDF, and mailed as an address that opens it for
 * two weeks. To each address once, and not in its quiet hours: a tick too many finds it sent. As many as the time allows; the next tick
 * goes on, and begins further along, so that brands whose reports always fail hold up nobody for long.
 * @throws AggregateError when a brand's could not be made, after all others were
 */
export async function monthlyReports(services: ReportServices, remainingMs: () => number): Promise<void> {
  const now = services.clock();
  const month = monthBefore(now);
  const sinceMs = now.getTime() - Date.parse(dayAfter(month.to, 1));
  if (sinceMs < READY_MS || sinceMs > MADE_GOOD_MS) return;
  const wanted = (await services.brands.list()).filter(({ alerts }) => alerts.report !== 'off');
  const first = Math.floor(((Math.floor(sinceMs / HOUR_MS) * FURTHER) % 1) * wanted.length);
  const waiting = [...wanted.slice(first), ...wanted.slice(0, first)];
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    while (waiting.length > 0 && remainingMs() > SLOWEST_MS) {
      const brand = waiting.shift()!;
      try {
        await reportOnce(brand, month, services);
      } catch (error) {
        logger.error('report failed', { brandId: brand.id, error });
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // Those that this tick did not come to, and those that failed.
  const late = waiting.length + failures.length;
  if (late > 0 && sinceMs > LATE_MS) countMetric('ReportsLate', late);
  if (failures.length > 0) throw new AggregateError(failures, `reports of ${failures.length} brands were not made`);
}

/** To those who may be written to now and have not got it yet; made again for whoever's quiet hours end later. */
async function reportOnce(brand: BrandWithoutProducts, month: Period, services: ReportServices): Promise<void> {
  const { alerts, clock } = services;
  const claims = new Map<string, string>();
  for (const email of awakeAndQuiet(brand.alerts, clock()).awake) {
    const claim = `report|${brand.id}|${month.from}|${email.toLowerCase()}`;
    if (await alerts.claim(claim, clock(), MAKING_MS)) claims.set(claim, email);
  }
  if (claims.size === 0) return;
  try {
    await sendReport(brand, month, [...claims.values()], services);
  } catch (error) {
    for (const claim of claims.keys()) await alerts.giveUp(claim);
    throw error;
  }
  for (const claim of claims.keys()) await alerts.confirm(claim, clock());
}

async function sendReport(
  brand: BrandWithoutProducts,
  month: Period,
  to: readonly string[],
  services: ReportServices,
): Promise<void> {
  const { reports, print, reportLinks, topics, consoleUrl, clock } = services;
  const now = clock();
  const figures = await periodFigures(brand.id, month, USUAL_CURRENCY, { ...services, now });
  if (isSilent(figures)) return;
  const html = reportHtml({ brandName: brand.name, figures, removed: await pictured(brand.id, month, services) });
  const name = month.from.slice(0, 7);
  const folders = reportFolders(brand.id);
  await reports.put(`${folders.html}${name}.html`, html, 'text/html; charset=utf-8');
  await print({ print: { html, pdfKey: `${folders.pdf}${name}.pdf` } });
  const token = randomBytes(32).toString('base64url');
  const until = isoAfter(now, LINK_DAYS * DAY_MS);
  await reportLinks.put(token, { brandId: brand.id, month: name, until });
  // Not in the path: access logs keep paths, for longer than the address opens anything.
  const address = (form: 'html' | 'pdf') => `${consoleUrl}/sent-report?${new URLSearchParams({ token, form })}`;
  const mail = reportEmail(brand, figures, { html: address('html'), pdf: address('pdf'), until });
  await topics.publish(brand.id, mail, to.length === brand.alerts.emails.length ? undefined : to);
}

/** Of a brand that was not there, or watched nothing, there is nothing to tell. */
const isSilent = ({ total, seen }: PeriodFigures): boolean =>
  seen.since === undefined && Object.values(total.counts).every((count) => count === 0);

async function pictured(
  brandId: string,
  month: Period,
  { cases, thumbnails }: Pick<ReportServices, 'cases' | 'thumbnails'>,
): Promise<PicturedOffer[]> {
  const removed = await removedOffers(brandId, month, cases);
  if (removed.length === 0) return [];
  const made = await thumbnails({ thumbnailsOf: removed.map(({ capture }) => capture) });
  return removed.map(({ capture: _, ...offer }, index) => ({ ...offer, jpeg: made.thumbnails[index] ?? undefined }));
}

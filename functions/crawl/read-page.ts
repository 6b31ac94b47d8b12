import type { ScanJob } from '#shared/domain/messages.ts';
import type { Provenance } from '#shared/domain/provenance.ts';
import { sellerOfSearch } from '#shared/domain/watched-search.ts';
import type { PageArchive } from '#shared/evidence/archive.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import type { Page, SearchReading } from '#shared/extraction/reading.ts';
import type { ApiSearch } from '#shared/fetching/api-search.ts';
import type { FetchedPage, PageFetcher } from '#shared/fetching/page-fetcher.ts';
import { isHostWithin } from '#shared/fetching/ssrf-guard.ts';
import type { LocatedMarketplace } from '#shared/marketplaces/index.ts';
import { type Marketplace, noSellerPages } from '#shared/marketplaces/marketplace.ts';
import { BlockedError, NotFetchedError, TransientError } from '#shared/runtime/errors.ts';
import { asFound, readBrought } from './brought-page.ts';
import { readSellerPage } from './read-seller.ts';

export type ReadPageServices = {
  pages: PageFetcher;
  /** The marketplace's own API, where the operator has keys for it. */
  askApi: ApiSearch;
  archive: PageArchive;
  /** The page after its scripts ran. */
  renderPage: (url: string, allowedHosts: readonly string[]) => Promise<string>;
};

/** `page` is missing when nothing came back at all; the reading then says why. */
export type PageOutcome = { reading: SearchReading; page?: Page; archiveKey?: string };

/** After so many tries an unreachable site is a fact to record, not a message to keep. Below the queue's five. */
export const LAST_TRY = 3;

/**
 * The job's page: from the archive when it names one, from the marketplace's API where we have keys, else politely from its site.
 * A refusal is a reading, not an error.
 */
export async function readPage(
  job: ScanJob,
  located: LocatedMarketplace,
  services: ReadPageServices,
  tries: number,
): Promise<PageOutcome> {
  const seller = sellerOfSearch(job.keyword);
  if (job.archivedPage) {
    const page = await archivedPage(services.archive, job.archivedPage);
    const reading = job.brought
      ? readBrought(page, located.marketplace, { ...job.brought, page: job.archivedPage })
      : readSearchOf(page, located.marketplace, seller);
    return { page, reading, archiveKey: job.archivedPage };
  }
  const { brought, url } = job;
  if (seller !== undefined) return orNothingRead(() => readResultPage(job, located, services, seller), tries);
  if (brought && url) return orNothingRead(() => readReported(url, brought, located.marketplace, services), tries);
  const answer = await orNothingRead(() => readAnswer(job, located, services), tries);
  if (answer && !(located.marketplace.api?.pagesAsFallback && saysNothing(answer))) return answer;
  return orNothingRead(() => readResultPage(job, located, services), tries);
}

/** An offer that somebody told us of. */
async function readReported(
  url: string,
  brought: Provenance,
  marketplace: Marketplace,
  { pages, archive }: ReadPageServices,
): Promise<PageOutcome> {
  const { requestsPerSecond, hosts } = marketplace;
  const fetched = await pages.fetch(url, { requestsPerSecond, allowedHosts: hosts.length > 0 ? hosts : hostOf(url) });
  const archiveKey = await archiveFetched(archive, fetched, marketplace.id);
  const reading = asFound(marketplace.readListing(fetched.page), brought);
  await pages.report(fetched, reading.coverage);
  return { page: fetched.page, reading, archiveKey };
}

/** Undefined when the API is not there for us, or this search already goes over result pages. */
async function readAnswer(
  { keyword, page, url }: ScanJob,
  { marketplace, site }: LocatedMarketplace,
  { askApi, archive, pages }: ReadPageServices,
): Promise<PageOutcome | undefined> {
  const { api } = marketplace;
  if (!api || (url && !isOnHost(url, api.host))) return undefined;
  const fetched = await askApi(marketplace, { keyword, page, site });
  if (!fetched) return undefined;
  const archiveKey = await archiveFetched(archive, fetched, marketplace.id);
  const reading = marketplace.readSearch(fetched.page);
  await pages.report(fetched, reading.coverage);
  return {
    page: fetched.page,
    reading: { ...reading, nextPageUrl: ownUrl(reading.nextPageUrl, [api.host]) },
    archiveKey,
  };
}

async function readResultPage(
  job: ScanJob,
  { marketplace, site }: LocatedMarketplace,
  services: ReadPageServices,
  seller?: string,
): Promise<PageOutcome> {
  // The address that an API's answer gave is of no use to somebody without keys.
  const given = job.url && !(marketplace.api && isOnHost(job.url, marketplace.api.host)) ? job.url : undefined;
  const read = (page: Page) => readSearchOf(page, marketplace, seller);
  const url = given ?? firstAddress(job, marketplace, site, seller);
  const allowedHosts = [...marketplace.hosts, ...hostOf(url)];
  const { requestsPerSecond } = marketplace;
  const fetched = await services.pages.fetch(url, { requestsPerSecond, allowedHosts });
  const archiveKey = await archiveFetched(services.archive, fetched, marketplace.id);
  let { page } = fetched;
  let reading = read(page);
  if (reading.coverage === 'unreadable' && marketplace.browser && page.status < 400) {
    page = { ...page, body: await services.renderPage(page.url, allowedHosts) };
    reading = read(page);
  }
  await services.pages.report(fetched, reading.coverage);
  return { page, reading: { ...reading, nextPageUrl: ownUrl(reading.nextPageUrl, allowedHosts) }, archiveKey };
}

/** Of a keyword, or of one account's offers. */
const readSearchOf = (page: Page, marketplace: Marketplace, seller?: string): SearchReading =>
  seller === undefined ? marketplace.readSearch(page) : readSellerPage(page, marketplace, seller);

/** @throws NotFetchedError where the marketplace has no pages of one seller's offers */
function firstAddress({ keyword, page }: ScanJob, marketplace: Marketplace, site?: string, seller?: string): string {
  if (seller === undefined) return marketplace.searchUrl(keyword, page, site);
  if (!marketplace.sellerOffersUrl) throw new NotFetchedError(noSellerPages(marketplace));
  return marketplace.sellerOffersUrl(seller, site);
}

async function orNothingRead<T extends PageOutcome | undefined>(
  read: () => Promise<T>,
  tries: number,
): Promise<T | PageOutcome> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotFetchedError) return { reading: nothingRead('unreadable', error.message) };
    if (error instanceof BlockedError) return { reading: nothingRead('blocked', error.message) };
    if (error instanceof TransientError && tries >= LAST_TRY)
      return { reading: nothingRead('unreadable', `the site could not be reached: ${error.message}`) };
    throw error;
  }
}

const saysNothing = ({ reading: { coverage } }: PageOutcome) => coverage === 'blocked' || coverage === 'unreadable';

async function archivedPage(archive: PageArchive, key: string): Promise<Page> {
  const { facts, bytes } = await archive.get(key);
  const { url, status, contentType } = facts;
  return { url, status, contentType, body: decodeBody(bytes, contentType).text };
}

function archiveFetched(archive: PageArchive, { page, bytes, fetchedAt }: FetchedPage, marketplace: string) {
  const { url, status, contentType = '' } = page;
  return archive.put({ url, status, contentType, bytes, fetchedAt, marketplace });
}

/** A page must not send our crawler to somebody else's site. */
function ownUrl(url: string | null, hosts: readonly string[]): string | null {
  const [host] = url ? hostOf(url) : [];
  return host && isHostWithin(host, hosts) ? url : null;
}

const isOnHost = (url: string, host: string) => hostOf(url).includes(host);

function hostOf(url: string): string[] {
  const host = URL.parse(url)?.hostname;
  return host ? [host] : [];
}

function nothingRead(coverage: 'blocked' | 'unreadable', reason: string): SearchReading {
  return { coverage, reason, listings: [], nextPageUrl: null };
}

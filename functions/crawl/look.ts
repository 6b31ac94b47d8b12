import type { ScanJob } from '#shared/domain/messages.ts';
import type { SearchLook, SearchLooked } from '#shared/domain/search-look.ts';
import { ThrottledError } from '#shared/runtime/errors.ts';
import { boundedListing } from './bounded-listing.ts';
import { type CrawlServices, locate } from './crawl.ts';
import { withoutExcluded } from './listing-changes.ts';
import { LAST_TRY, readPage } from './read-page.ts';

const MOST_SHOWN = 12;
const NOWHERE: CrawlServices['archive'] = {
  put: async () => '',
  get: () => Promise.reject(new Error('a look reads no archived page')),
};

/**
 * Reads the first page of a search as a scan would, at the same pace and by the same rules; nothing is stored, so that nothing has to be found and
 * erased later.
 * @throws InvalidMessageError for a marketplace that is not known
 */
export async function look({ look: wanted }: SearchLook, services: CrawlServices): Promise<SearchLooked> {
  const { marketplace, keyword, excluded } = wanted;
  const period = services.clock().toISOString();
  const job: ScanJob = { jobId: 'look', brandId: '-', marketplace, keyword, period, page: 1, pages: 1, rankOffset: 0 };
  try {
    const { reading } = await readPage(job, locate(job, services), { ...services, archive: NOWHERE }, LAST_TRY);
    const kept = withoutExcluded(reading.listings, excluded);
    return {
      coverage: reading.coverage,
      reason: reading.reason,
      found: kept.length,
      excluded: reading.listings.length - kept.length,
      isMore: reading.nextPageUrl !== null,
      first: kept.slice(0, MOST_SHOWN).map((listing) => {
        const { title, url, price, seller } = boundedListing(listing);
        return { title, url, price: price ?? undefined, seller: seller?.name ?? seller?.id };
      }),
    };
  } catch (error) {
    if (!(error instanceof ThrottledError)) throw error;
    const reason = `its pace is used up; again in ${Math.ceil(error.retryAfterMs / 1000)} s`;
    return { coverage: 'not-read', reason, found: 0, excluded: 0, isMore: false, first: [] };
  }
}

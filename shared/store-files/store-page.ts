import type { StoreFinding } from '#shared/domain/store-file.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Venue } from '#shared/notices/venue.ts';
import { BlockedError } from '#shared/runtime/errors.ts';

/**
 * One polite look at a store's own page.
 * @throws ThrottledError, TransientError: nothing was learned, come back later.
 */
export async function lookAtStore(
  url: string,
  { marketplace, hosts }: Venue,
  pages: PageFetcher,
): Promise<{ finding: StoreFinding; why: string }> {
  const { readSeller, requestsPerSecond } = marketplace;
  if (!readSeller) return { finding: 'unknown', why: `the stores of ${marketplace.title} are not read` };
  try {
    const fetched = await pages.fetch(url, { requestsPerSecond, allowedHosts: hosts });
    const { coverage, reason, seller, closed } = readSeller(fetched.page);
    await pages.report(fetched, coverage);
    const { status } = fetched.page;
    if (coverage === 'blocked') return { finding: 'unknown', why: reason ?? 'the page is blocked' };
    if (closed) return { finding: 'closed', why: closed };
    if (status === 404 || status === 410) return { finding: 'absent', why: `the page answers HTTP ${status}` };
    if (seller) return { finding: 'open', why: 'the page shows the seller' };
    return { finding: 'unknown', why: reason ?? `the page is ${coverage}` };
  } catch (error) {
    if (!(error instanceof BlockedError)) throw error;
    return { finding: 'unknown', why: error.message };
  }
}

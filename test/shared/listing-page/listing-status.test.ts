import { describe, expect, it } from 'vitest';
import type { ListingReading } from '#shared/extraction/reading.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import { lookAtListing, siteAnswers } from '#shared/listing-page/listing-status.ts';
import { BlockedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { aVenue } from '#test/support/a-venue.ts';
import { aListing } from '#test/support/builders.ts';

const listing = aListing();

/** Every page answers with this status and this reading. */
function pagesWith(status: number, reading: ListingReading | string): PageFetcher & { reported: string[] } {
  const reported: string[] = [];
  const body = typeof reading === 'string' ? reading : JSON.stringify(reading);
  return {
    reported,
    fetch: async (url) => ({
      page: { url, status, body },
      bytes: Buffer.from(body),
      fetchedAt: new Date(),
      strikes: 0,
    }),
    report: async (_, coverage) => void reported.push(coverage),
  };
}
const failing = (error: Error): PageFetcher => ({ fetch: async () => Promise.reject(error), report: async () => {} });
const finding = async (status: number, reading: ListingReading) =>
  (await lookAtListing(listing, aVenue(), pagesWith(status, reading))).finding;

describe('one look at a listing', () => {
  it('sees that it is there', async () => {
    const pages = pagesWith(200, { coverage: 'complete', listing });
    expect(await lookAtListing(listing, aVenue(), pages)).toMatchObject({
      finding: 'present',
      listing: { id: '1001' },
    });
    expect(pages.reported).toEqual(['complete']);
  });

  it('takes over the cause that the marketplace names, whatever the status', async () => {
    for (const gone of ['removed-by-venue', 'ended-by-seller', 'sold-out', 'absent'] as const)
      for (const status of [200, 404, 410])
        expect(await finding(status, { coverage: 'complete', gone, listing: null })).toBe(gone);
    const ended = { ...listing, availability: 'ended' as const };
    expect(await finding(200, { coverage: 'complete', listing: ended })).toBe('ended-by-seller');
  });

  it('takes neither 404 nor 410 for more than absence, and "removed" for no decision of the venue', async () => {
    for (const status of [404, 410])
      for (const coverage of ['complete', 'unreadable'] as const)
        expect(await finding(status, { coverage, listing: null })).toBe('absent');
    expect(await finding(200, { coverage: 'complete', listing: { ...listing, availability: 'removed' } })).toBe(
      'absent',
    );
    expect(await finding(200, { coverage: 'complete', reason: 'it was removed', listing: null })).toBe('absent');
  });

  it('learns nothing from block pages, unknown layouts and refusals', async () => {
    expect(await finding(200, { coverage: 'blocked', listing: null })).toBe('blocked');
    expect(await finding(404, { coverage: 'blocked', listing: null })).toBe('blocked');
    for (const coverage of ['unreadable', 'empty'] as const)
      expect(await finding(200, { coverage, listing: null })).toBe('unreadable');
    const refused = await lookAtListing(listing, aVenue(), failing(new BlockedError('robots.txt says no')));
    expect(refused).toEqual({ finding: 'blocked', reason: 'robots.txt says no' });
  });

  it('does not take the similar offer that the site sends us on to for the one that was looked for', async () => {
    const shows = async (url: string, id: string) => {
      const pages = pagesWith(200, { coverage: 'complete', listing: { ...listing, id } });
      const sentOn: PageFetcher = {
        ...pages,
        fetch: async (...asked) => {
          const fetched = await pages.fetch(...asked);
          return { ...fetched, page: { ...fetched.page, url } };
        },
      };
      return lookAtListing(listing, aVenue(), sentOn);
    };
    expect(await shows('https://bazaar.example/item/2002', '2002')).toMatchObject({
      finding: 'redirected',
      reason: 'the address leads to another offer now (2002)',
    });
    // Nor one whose number begins alike, or whose address says from which offer one came.
    for (const url of ['/item/10012', '/item/2002?from=1001', '/item/2002?from=%31001', '/view?id=2002&old=1001'])
      expect((await shows(`https://bazaar.example${url}`, url.includes('2002') ? '2002' : '10012')).finding).toBe(
        'redirected',
      );
    expect((await shows('https://bazaar.example/p/1001?variant=2002', '2002')).finding).toBe('present');
    expect((await shows('https://bazaar.example/view?id=1001', 'sku-7')).finding).toBe('present');
    // A nicer address of the same offer, and a page that numbers its offers in another way than the search does.
    expect((await shows('https://bazaar.example/nordhavn-parka-1001', 'sku-7')).finding).toBe('present');
    expect((await shows('https://bazaar.example/nordhavn-parka', '1001')).finding).toBe('present');
    expect((await shows(listing.url, 'sku-7')).finding).toBe('present');
  });

  it('passes on that it should come back later', async () => {
    for (const error of [new ThrottledError('slow', 1), new TransientError('reset')])
      await expect(lookAtListing(listing, aVenue(), failing(error))).rejects.toBe(error);
  });
});

describe('a sane site', () => {
  it('shows its search page, and nothing else counts', async () => {
    expect(await siteAnswers(aVenue(), 'Nordhavn', pagesWith(200, 'search'))).toBe(true);
    expect(await siteAnswers(aVenue(), 'Nordhavn', pagesWith(404, 'search'))).toBe(false);
    expect(await siteAnswers(aVenue(), 'Nordhavn', pagesWith(200, 'captcha'))).toBe(false);
    expect(await siteAnswers(aVenue(), 'Nordhavn', failing(new ThrottledError('slow', 1)))).toBe(false);
  });
});

import type { Listing } from '#shared/domain/listing.ts';
import type { Fetcher } from '#shared/fetching/fetcher.ts';
import type { PageFetcher } from '#shared/fetching/page-fetcher.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { aListing } from './builders.ts';

/** One white dot. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
);

export const fakePicture: Fetcher = async (url) => ({
  url,
  status: url.includes('gone') ? 404 : 200,
  headers: {},
  contentType: 'image/png',
  body: url.includes('page') ? Buffer.from('<html>') : PNG,
});

/** What a listing's page does next time it is asked for. */
export type PageState = 'on sale' | 'removed' | 'bare 404' | '410' | 'block page' | Error;

export type FakePages = PageFetcher & {
  state: PageState;
  searchIsFine: boolean;
  asked: string[];
  shows: Partial<Listing>;
};

/** Pages of `aVenue()`. */
export function fakePages(clock: Clock): FakePages {
  const pages: FakePages = {
    state: 'on sale',
    searchIsFine: true,
    asked: [],
    shows: {},
    async fetch(url) {
      pages.asked.push(url);
      const { status, body } = url.includes('/search') ? searchPage() : listingPage(url);
      const headers = { 'content-type': 'text/html', server: 'bazaar', 'set-cookie': 'session=ours' };
      return { page: { url, status, body }, bytes: Buffer.from(body), headers, fetchedAt: clock(), strikes: 0 };
    },
    report: async () => {},
  };
  const searchPage = () => ({ status: 200, body: pages.searchIsFine ? 'search' : 'a block page' });
  const listingPage = (url: string) => {
    const { state } = pages;
    if (state instanceof Error) throw state;
    const listing = {
      marketplace: 'bazaar',
      id: url.split('/').at(-1),
      url,
      title: aListing().title,
      availability: 'active',
      ...pages.shows,
    };
    const readings = {
      'on sale': { status: 200, reading: { coverage: 'complete', listing } },
      removed: {
        status: 200,
        reading: { coverage: 'complete', gone: 'removed-by-venue', listing: null, reason: 'the page says removed' },
      },
      'bare 404': { status: 404, reading: { coverage: 'unreadable', listing: null } },
      '410': { status: 410, reading: { coverage: 'unreadable', listing: null } },
      'block page': { status: 200, reading: { coverage: 'blocked', listing: null, reason: 'captcha' } },
    } as const;
    return { status: readings[state].status, body: JSON.stringify(readings[state].reading) };
  };
  return pages;
}

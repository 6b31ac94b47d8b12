import type { Coverage } from '#shared/domain/coverage.ts';
import type { Page } from '#shared/extraction/reading.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { RECORDS_WITHOUT_OFFERS } from './records-without-offers.ts';

/**
 * A page that is neither results nor item (a home page, say) may be called a block page or unreadable, never complete or empty; so may an
 * undrawn shell, for two of the saved ones are the captcha's and the login's own.
 */
const RIGHT_VERDICTS: Record<string, readonly Coverage[]> = {
  search: ['complete'],
  listing: ['complete'],
  seller: ['complete'],
  blocked: ['blocked'],
  'no-results': ['empty'],
  unrendered: ['unreadable', 'blocked'],
  other: ['unreadable', 'blocked'],
};

/** The verdicts that are right for a saved page of this kind; for a record that holds no offer only that it could not be read. */
export function rightVerdicts(pageKind: string, file: string): readonly Coverage[] {
  if (Object.hasOwn(RECORDS_WITHOUT_OFFERS, file)) return ['unreadable'];
  return RIGHT_VERDICTS[pageKind] ?? ['complete'];
}

export type PageVerdict = { coverage: Coverage; reason?: string; listings: number };

/** Reads a saved page as the kind of page it is; whatever is no item and no seller is what came back for a search. */
export function readAs(marketplace: Marketplace, pageKind: string, page: Page): PageVerdict {
  if (pageKind === 'listing') {
    const { coverage, reason, listing } = marketplace.readListing(page);
    return { coverage, reason, listings: listing ? 1 : 0 };
  }
  if (pageKind === 'seller') {
    if (!marketplace.readSeller) return { coverage: 'unreadable', reason: 'no reader of seller pages', listings: 0 };
    const { coverage, reason, listings = [] } = marketplace.readSeller(page);
    return { coverage, reason, listings: listings.length };
  }
  if (pageKind === 'jsonapi') return readAnswer(marketplace, page);
  const { coverage, reason, listings } = marketplace.readSearch(page);
  return { coverage, reason, listings: listings.length };
}

/** An API answer does not say what was asked: the reader that gets most out of it counts. */
function readAnswer(marketplace: Marketplace, page: Page): PageVerdict {
  const kinds = ['search', 'listing', ...(marketplace.readSeller ? ['seller'] : [])];
  const readings = kinds.map((kind) => readAs(marketplace, kind, page));
  const complete = readings.filter(({ coverage }) => coverage === 'complete');
  return complete.toSorted((a, b) => b.listings - a.listings)[0] ?? readings[0]!;
}

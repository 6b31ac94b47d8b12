import { createHash } from 'node:crypto';
import type { Listing } from '#shared/domain/listing.ts';
import type { FetchOptions } from '#shared/fetching/fetcher.ts';
import { TransientError } from '#shared/runtime/errors.ts';
import { aListing } from '../builders.ts';
import { currentRun, never } from './faults.ts';
import { type Arrival, type Internet, type Offer, START, type Surroundings, VENUES_CALM_AT } from './world.ts';

// The shops and the offers on them, and the venues that take notices about these.

const HOUR = 3_600_000;
const FAKES = 0.2;
/** The venue's books show a notice so long after it came. */
const BOOKS_LAG_MS = 40 * 60_000;

export function createInternet(world: Surroundings): Internet {
  const { time, random } = world;
  const offers = new Map<string, Offer>();
  const arrivals: Arrival[] = [];
  const requests = new Map<string, number[]>();
  const booked = new Map<string, { at: number; listingIds: string[] }>();
  let looks = 0;
  const happens = (fault: string, chance: number): boolean => {
    const isCalm = fault.startsWith('venue') ? time.now().getTime() >= VENUES_CALM_AT : world.isCalm();
    if (isCalm || random() >= chance) return false;
    world.count(fault);
    return true;
  };

  /** Other offers at every look: what one look lost, the next one cannot make good. */
  const searchPage = (url: URL) => {
    const [keyword, page, look] = [url.searchParams.get('q')!, Number(url.searchParams.get('page')), looks++];
    const [brandId] = keyword.split(' ');
    const listings = Array.from({ length: page === 1 ? 2 : 1 }, (_, n) => {
      const id = `${url.host.split('.')[0]}-${look}-${n}`;
      const offer = { listing: listingOf(id, url, brandId!), isFake: isFake(id) };
      offers.set(id, offer);
      return offer.listing;
    });
    const next = page < 2 ? url.href.replace(/page=\d+/, 'page=2') : null;
    return { coverage: 'complete', listings, nextPageUrl: next };
  };

  const itemPage = (url: URL) => {
    const offer = offers.get(url.pathname.split('/').at(-1)!)!;
    const isGone = offer.goneAt !== undefined && time.now().getTime() >= offer.goneAt;
    if (isGone) return { coverage: 'complete', gone: 'removed-by-venue', listing: null };
    if (happens('marketplace: another price', 0.15)) offer.listing = { ...offer.listing, price: priceOf(3500 + looks) };
    // Sellers sell on.
    const seller = { ...offer.listing.seller, feedbackCount: looks++ };
    return { coverage: 'complete', listing: { ...offer.listing, seller } };
  };

  const takeNotice = (body: string) => {
    const { reference, targets } = JSON.parse(body) as { reference: string; targets: { listingId: string }[] };
    const listingIds = targets.map(({ listingId }) => listingId);
    for (const listingId of listingIds) file(reference, listingId);
    booked.set(reference, { at: time.now().getTime(), listingIds });
    return { noticeId: reference };
  };
  const file = (reference: string, listingId: string): void => {
    arrivals.push({ reference, listingId });
    const offer = offers.get(listingId)!;
    if (!world.sabotage.venueForgets) offer.goneAt ??= time.now().getTime() + (0.3 + random() * 3) * HOUR;
  };
  const stateOf = (reference: string) => {
    const notice = booked.get(reference);
    if (world.sabotage.venueForgets || !notice || time.now().getTime() - notice.at < BOOKS_LAG_MS) return undefined;
    const targets = notice.listingIds.map((listingId) => ({ listingId, status: 'in-review' }));
    return { noticeId: reference, status: 'in-review', targets };
  };

  /** It takes notices without an idempotency key of its own, and says all that a venue may say at the wrong time. */
  const venue = async (url: URL, { method, body }: FetchOptions): Promise<[number, unknown]> => {
    if (happens('venue: late', 0.1)) await time.sleep(random() * 20_000);
    if (method === 'POST') {
      if (happens('venue: HTTP 429', 0.05)) return [429, {}];
      if (happens('venue: no answer, nothing booked', 0.1)) throw new TransientError('timed out');
      const taken = takeNotice(String(body));
      if (world.sabotage.venueForgets || happens('venue: no answer, and booked', 0.1))
        throw new TransientError('timed out');
      if (happens('venue: HTTP 500 after booking', 0.1)) return [500, {}];
      return happens('venue: junk', 0.05) ? [200, '<html>'] : [201, taken];
    }
    if (happens('venue: HTTP 503', 0.05)) return [503, {}];
    if (happens('venue: junk', 0.05)) return [200, '<html>'];
    const reference = url.searchParams.get('reference');
    if (reference !== null) return [200, [stateOf(reference) ?? []].flat()];
    const known = stateOf(decodeURIComponent(url.pathname.split('/').at(-1)!));
    return known ? [200, known] : [404, {}];
  };

  const statusOf = (host: string): number => {
    const hours = (time.now().getTime() - START.getTime()) / HOUR;
    if (host.startsWith('shop-1') && happens('marketplace: HTTP 503', 0.2)) return 503;
    if (!host.startsWith('shop-2')) return 200;
    if (hours > 0.5 && hours < 1.5) return 503;
    return hours > 1.5 && hours < 1.8 ? 429 : 200;
  };

  const page = async (url: URL): Promise<[number, unknown]> => {
    requests.set(url.host, [...(requests.get(url.host) ?? []), time.now().getTime()]);
    const { host, pathname } = url;
    if (pathname === '/robots.txt') return [404, {}];
    const status = statusOf(host);
    if (status !== 200 && host.startsWith('shop-2')) world.count(`marketplace: HTTP ${status}`);
    if (status !== 200) return [status, {}];
    if (host.startsWith('shop-1') && happens('marketplace: no answer', 0.05)) throw new TransientError('reset');
    if (host.startsWith('shop-1') && happens('marketplace: junk', 0.05)) return [200, 'down for maintenance'];
    return [200, pathname === '/search' ? searchPage(url) : itemPage(url)];
  };

  return {
    offers,
    file,
    arrivals,
    requests,
    async fetch(address, options = {}) {
      const run = currentRun();
      const url = new URL(address);
      const isVenue = url.pathname.startsWith('/api/notices');
      if (run.isDead) return never();
      const answer = isVenue ? venue(url, options) : page(url);
      // Whoever dies meanwhile hears nothing, and the request has arrived all the same.
      const [status, body] = await answer;
      await time.sleep(500 + random() * 2_000);
      if (run.isDead) return never();
      const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
      return { url: address, status, headers: {}, contentType: 'application/json', body: bytes };
    },
  };
}

const priceOf = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

/** Drawn from the id, so that it is the same in whatever order things happen. */
const isFake = (id: string): boolean => createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32 < FAKES;

function listingOf(id: string, { host }: URL, brandId: string): Listing {
  const name = brandId[0]!.toUpperCase() + brandId.slice(1);
  const common = { marketplace: host.split('.')[0]!, id, url: `https://${host}/item/${id}`, imageUrls: [] };
  const seller = { id: `seller-of-${id}`, name: `Seller of ${id}` };
  return isFake(id)
    ? aListing({
        ...common,
        seller,
        title: `${name} Fjord Parka mirror quality`,
        price: priceOf(3900),
      })
    : aListing({
        ...common,
        seller,
        title: 'Enamel kettle, two litres',
        price: priceOf(2900),
      });
}

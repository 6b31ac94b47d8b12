import type { Listing } from '#shared/domain/listing.ts';
import { majorAmount } from '#shared/domain/money.ts';
import { availabilityOf } from '#shared/extraction/schema-node.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { corpusPage, type Truth, type TruthFile, type TruthListing } from './corpus.ts';

/** Field → how many of the stated values were read exactly; what was read instead as text. */
export type Tally = Record<string, { stated: number; exact: number; misses: string[] }>;

/** A page read and held against what a person saw on it. */
export type TruthOutcome = {
  name: string;
  kind: Truth['kind'];
  /** In page order. */
  expectedIds: string[];
  /** As read, without those that the truth calls neither right nor wrong. */
  foundIds: string[];
  /** Only where the truth can say. */
  nextPage?: { expected: string | null; read: string | null };
  tally: Tally;
};

export function holdAgainstTruth(marketplace: Marketplace, { name, page, truth }: TruthFile): TruthOutcome {
  const saved = corpusPage(page, marketplace.hosts[0] ? `https://www.${marketplace.hosts[0]}/` : undefined);
  // Null: a page that only says that its item is gone names no item.
  const stated = (truth.kind === 'listing' ? [truth.listing!] : firstPlaces(truth.listings!)).filter(
    ({ id }) => id !== null,
  );
  const expectedIds = stated.map((listing) => listing.id);
  const { found: read, nextPage } = truth.kind === 'listing' ? readItem() : readResults();
  // The truth gives Rakuten's items by their number alone; ours say which shop's number it is.
  const found = read.map((one) => (marketplace.id === 'rakuten' ? { ...one, id: one.id.replace(/^.*:/, '') } : one));
  const tally: Tally = {};
  for (const listing of stated) {
    const read = found.find(({ id }) => id === listing.id);
    if (read) compare(tally, `${name} ${listing.id}`, listing, read);
  }
  return { name, kind: truth.kind, expectedIds, foundIds: found.map(({ id }) => id), nextPage, tally };

  function readResults() {
    const { listings, nextPageUrl } = marketplace.readSearch(saved);
    const others = new Set((truth.otherItemIds ?? []).filter((id) => !expectedIds.includes(id)));
    const isStated = truth.nextPageUrl !== undefined && truth.hasNextPage !== null;
    return {
      found: listings.filter(({ id }) => !others.has(id)),
      nextPage: isStated ? { expected: truth.nextPageUrl!, read: nextPageUrl } : undefined,
    };
  }

  function readItem() {
    const { listing } = marketplace.readListing(saved);
    return { found: listing ? [listing] : [], nextPage: undefined };
  }
}

/** The same offer promoted and organic is one listing, at its first place. */
function firstPlaces(listings: TruthListing[]): TruthListing[] {
  return listings.filter(({ id }, index) => listings.findIndex((other) => other.id === id) === index);
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum: Tally = {};
  for (const tally of tallies)
    for (const [field, { stated, exact, misses }] of Object.entries(tally)) {
      sum[field] ??= { stated: 0, exact: 0, misses: [] };
      sum[field].stated += stated;
      sum[field].exact += exact;
      sum[field].misses.push(...misses);
    }
  return sum;
}

function compare(tally: Tally, where: string, truth: TruthListing, read: Listing): void {
  const check = (field: string, stated: unknown, got: unknown, fits = stated === got) => {
    if (stated === undefined) return;
    tally[field] ??= { stated: 0, exact: 0, misses: [] };
    tally[field].stated += 1;
    if (fits) tally[field].exact += 1;
    else tally[field].misses.push(`${where} ${field}: ${JSON.stringify(stated)} read as ${JSON.stringify(got)}`);
  };
  // Null: a card that shows a picture only.
  check('title', truth.title === null ? '' : truth.title, read.title);
  // Null: an advertisement hides its target; ours is then made from the id.
  check('url', truth.url ? bareAddress(truth.url) : undefined, bareAddress(read.url));
  check('price', truth.price === null ? null : truth.price?.amount, read.price && majorAmount(read.price));
  check('currency', truth.price?.currency, read.price?.currency);
  check('priceMax', truth.price?.amountMax, read.priceMax && majorAmount(read.priceMax));
  check(
    'image',
    truth.imageUrl,
    read.imageUrls[0] ?? null,
    truth.imageUrl === null ? read.imageUrls.length === 0 : read.imageUrls.includes(truth.imageUrl ?? ''),
  );
  check(
    'seller',
    truth.seller === null ? null : (truth.seller?.id ?? truth.seller?.name),
    read.seller?.name ?? null,
    truth.seller === null
      ? read.seller === null
      : [read.seller?.id, read.seller?.name].includes(truth.seller?.id ?? truth.seller?.name),
  );
  check('sellerFeedback', truth.seller?.feedbackCount ?? truth.seller?.feedbackCountApprox, read.seller?.feedbackCount);
  check(
    'sellerRating',
    truth.seller?.positivePercent,
    (read.seller?.rating ?? 0) * 100,
    Math.abs((truth.seller?.positivePercent ?? 0) - (read.seller?.rating ?? 0) * 100) < 0.01,
  );
  check('itemLocation', truth.itemLocation, read.itemLocation ?? null);
  check('condition', truth.condition, read.condition ?? null);
  check('sold', truth.sold === null ? null : truth.sold?.min, read.soldCount ?? null);
  check(
    'availability',
    truth.availability,
    read.availability ?? null,
    truth.availability === null || [truth.availability, availabilityOf(truth.availability)].includes(read.availability),
  );
  check('gtin', truth.gtin, read.gtin);
}

/** In one spelling: some pages write letters of a path as they are, others percent-encoded. */
function bareAddress(url: string): string {
  const bare = url.replace(/[?#].*$/, '');
  return URL.canParse(bare) ? new URL(bare).href : bare;
}

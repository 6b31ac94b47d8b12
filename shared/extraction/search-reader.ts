import type { Listing } from '#shared/domain/listing.ts';
import { absoluteUrl, withoutQuery } from './absolute-url.ts';
import { blockPageOf, unreadablePage } from './block-detection.ts';
import { countedOnPage } from './counted-results.ts';
import { cpuTimeMs } from './cpu-time.ts';
import { all, type Element } from './dom.ts';
import { isFailedAnswer } from './failed-answer.ts';
import { type FieldContext, type ListingRules, readListingFields, readPriceAt } from './listing-fields.ts';
import { openPage, type PageDocument } from './page-document.ts';
import { isCutOff, MIN_SHARE, shownBeyond } from './page-recall.ts';
import type { PriceHints, PriceRange } from './price.ts';
import type { Page, SearchReading } from './reading.ts';
import { areRecommended, drawsRecommended } from './recommended.ts';
import { firstOf, type Rules, type Scope } from './rule.ts';
import { countsExactly, countsResults, showsGoods } from './shown-results.ts';

/** One place where a result page keeps its listings. */
export type ListSource = {
  readonly from: string;
  readonly entries: (doc: PageDocument) => Scope[];
  readonly fields: ListingRules;
  /** It knows nothing of the site. */
  readonly isDrawn?: true;
  /** Tiles that are drawn. They may be few of what the page is to draw: its data is asked whether it lists more. */
  readonly isTiles?: true;
  /** What the page's data lists, on whatever site. */
  readonly isStated?: true;
  /** Why what it gives is never all that can be said of the page. */
  readonly caveat?: (doc: PageDocument) => string | undefined;
};

/** Result cards in the HTML. `skip` drops placeholders and advertisements. */
export function cards(selector: string, fields: ListingRules, skip?: (card: Element) => boolean): ListSource {
  return {
    from: `cards ${selector}`,
    isTiles: true,
    entries: (doc) =>
      all(doc.root, selector)
        .filter((card) => !skip?.(card))
        .map((element) => ({ doc, element, item: undefined })),
    fields,
  };
}

/** Result entries in JSON: the page's state, JSON-LD, or an API answer. */
export function entries(from: string, find: (doc: PageDocument) => unknown, fields: ListingRules): ListSource {
  return {
    from,
    entries: (doc) => {
      const found = find(doc);
      return Array.isArray(found) ? found.map((item) => ({ doc, element: doc.root, item })) : [];
    },
    fields,
  };
}

/** The page's own words for "nothing found". Only this makes a page `empty`. */
export type NothingFound = (doc: PageDocument) => boolean;

export type SearchRules = {
  marketplace: string;
  listingUrl: (id: string, doc: PageDocument) => string;
  hints?: (doc: PageDocument) => PriceHints;
  /** In order; the first that yields a listing is used. */
  sources: readonly ListSource[];
  nothingFound: NothingFound;
  nextPage?: Rules;
};

/** No venue shows more on one page; a page with more is a flood. */
const MAX_ENTRIES = 1000;
/** Far more than any real page takes; cards within cards within cards cost more. */
const MAX_READING_MS = 2000;
/** One card in five unreadable means that a layout has moved under us. */
const MIN_READABLE_SHARE = 0.8;

/** What a server draws of a longer list is a screen or two; to ask the data behind more tiles costs as much as to read them. */
const MOST_DRAWN_AHEAD = 24;

/** A marketplace's `readSearch` from its rules: listings in page order, and a verdict on what the page lets us say. */
export function searchReader(rules: SearchRules): (page: Page) => SearchReading {
  return (page) => {
    const doc = openPage(page, rules.hints);
    if ('hostile' in doc) return nothing('unreadable', `hostile page: ${doc.hostile}`);
    const refused = blockPageOf(doc, 'status');
    if (refused) return nothing('blocked', refused);
    if (doc.page.status >= 500) return nothing('unreadable', unreadablePage(doc));
    const found = bestReading(rules, doc);
    if (found && areRecommended(doc, found.listings)) return nothing('empty', NOTHING_FOUND);
    if (found) return { ...found, nextPageUrl: nextPageUrl(rules, doc) };
    const block = blockPageOf(doc, 'page');
    if (block) return nothing('blocked', block);
    if (!rules.nothingFound(doc)) return nothing('unreadable', unreadablePage(doc));
    const denied =
      doc.json === undefined
        ? countsResults(doc) || (showsGoods(doc) && !drawsRecommended(doc))
        : isFailedAnswer(doc.json);
    return denied
      ? nothing('unreadable', 'says that nothing was found, beside signs that something was or that the search failed')
      : nothing('empty', NOTHING_FOUND);
  };
}

const NOTHING_FOUND = 'the page says that nothing was found';

function nothing(coverage: SearchReading['coverage'], reason: string): SearchReading {
  return { coverage, reason, listings: [], nextPageUrl: null };
}

function readSource(source: ListSource, doc: PageDocument, rules: SearchRules): Found {
  const scopes = source.entries(doc).slice(0, MAX_ENTRIES);
  const context = contextOf(rules, doc);
  const byId = new Map<string, Listing>();
  const sources: Record<string, Record<string, number>> = {};
  const deadline = cpuTimeMs() + MAX_READING_MS;
  let readable = 0;
  for (const scope of scopes) {
    if (cpuTimeMs() > deadline) return outOfTime([...byId.values()], sources);
    const read = readListingFields(source.fields, scope, context);
    if (!read) continue;
    readable += 1;
    // The same offer twice on a page (promoted and organic) is one listing at its first place.
    if (byId.has(read.listing.id)) continue;
    byId.set(read.listing.id, { ...read.listing, rank: byId.size + 1 });
    for (const [field, from] of Object.entries(read.sources)) {
      sources[field] ??= {};
      sources[field][from] = (sources[field][from] ?? 0) + 1;
    }
  }
  const listings = [...byId.values()];
  const caveat = source.caveat?.(doc);
  if (caveat !== undefined) return { coverage: 'partial', reason: caveat, listings, sources };
  if (readable >= scopes.length * MIN_READABLE_SHARE) return { coverage: 'complete', listings, sources };
  const reason = `${scopes.length - readable} of ${scopes.length} result cards could not be read`;
  return { coverage: 'partial', reason, listings, sources };
}

const contextOf = (rules: SearchRules, doc: PageDocument): FieldContext => ({
  marketplace: rules.marketplace,
  hints: doc.hints(),
  listingUrl: (id) => rules.listingUrl(id, doc),
});

type Found = Omit<SearchReading, 'nextPageUrl'>;

/** The first source that gives all that the page shows, else the one that gives most. */
function bestReading(rules: SearchRules, doc: PageDocument): Found | undefined {
  let best: Found | undefined;
  // What stands on a "not found" page is a recommendation.
  for (const source of doc.page.status >= 400 ? [] : rules.sources) {
    // What is drawn where the site says that it found nothing is something else.
    if (source.isDrawn && rules.nothingFound(doc) && !countsResults(doc)) continue;
    const read = readSource(source, doc, rules);
    if (read.listings.length === 0) continue;
    const recalled = withRecall(read, doc);
    const whole = source.isTiles ? withStated(recalled, doc, rules) : recalled;
    const found = { ...whole, ...(source.isDrawn && { isDrawn: source.isDrawn }) };
    if (found.coverage === 'complete') return withDrawnPrices(found, doc, rules);
    if (!best || found.listings.length > best.listings.length) best = found;
  }
  return best;
}

/** A list for machines that prices nothing stands on a page whose tiles do: by the addresses of both. */
function withDrawnPrices(found: Found, doc: PageDocument, rules: SearchRules): Found {
  const tiles = rules.sources.find(({ isTiles }) => isTiles);
  if (!tiles || doc.json !== undefined || found.listings.some(({ price }) => price !== null)) return found;
  const drawn = drawnPrices(tiles, doc, rules);
  const listings = found.listings.map((listing) => {
    const { low: price = null, high: priceMax } = drawn.get(withoutQuery(listing.url)) ?? {};
    return { ...listing, price, ...(priceMax && { priceMax }) };
  });
  const priced = listings.filter(({ price }) => price !== null).length;
  return priced === 0 ? found : { ...found, listings, sources: { ...found.sources, price: { [tiles.from]: priced } } };
}

/** By address; nothing else of the tiles is read. */
function drawnPrices(tiles: ListSource, doc: PageDocument, rules: SearchRules): ReadonlyMap<string, PriceRange> {
  const context = contextOf(rules, doc);
  const prices = new Map<string, PriceRange>();
  const deadline = cpuTimeMs() + MAX_READING_MS;
  for (const scope of tiles.entries(doc).slice(0, MAX_ENTRIES)) {
    if (cpuTimeMs() > deadline) break;
    const read = readPriceAt(tiles.fields, scope, context);
    const address = read && withoutQuery(read.url);
    if (address !== undefined && !prices.has(address)) prices.set(address, read!.price);
  }
  return prices;
}

/** What the page itself counts decides with: ten of forty tiles are not all. */
function withRecall(found: Found, doc: PageDocument): Found {
  if (found.coverage !== 'complete') return found;
  if (doc.json === undefined && isCutOff(doc))
    return { ...found, coverage: 'partial', reason: 'the page breaks off before its end' };
  const read = found.listings.length;
  const shown = shownBeyond(doc, found.listings);
  if (shown === undefined) return found;
  const share = Math.round((100 * read) / shown);
  return {
    ...found,
    coverage: 'partial',
    reason: `read ${read} of the ${shown} offers that the page shows (${share} %)`,
  };
}

/** Drawn tiles that the page does not count are not all where its data lists them among far more. */
function withStated(found: Found, doc: PageDocument, rules: SearchRules): Found {
  const source = rules.sources.find(({ isStated }) => isStated);
  if (found.coverage !== 'complete' || !source) return found;
  const read = found.listings.length;
  if (read > MOST_DRAWN_AHEAD) return found;
  if (countedOnPage(doc) !== undefined || countsExactly(doc, read)) return found;
  const stated = new Set(readSource(source, doc, rules).listings.map(({ id }) => id));
  const alike = found.listings.filter(({ id }) => stated.has(id)).length;
  return read < stated.size * MIN_SHARE && alike >= read / 2
    ? { ...found, coverage: 'partial', reason: `read ${read} of the ${stated.size} offers that the page's data lists` }
    : found;
}

function outOfTime(listings: Listing[], sources: SearchReading['sources']): Found {
  return { coverage: 'partial', reason: `reading took over ${MAX_READING_MS} ms`, listings, sources };
}

function nextPageUrl(rules: SearchRules, doc: PageDocument): string | null {
  const scope = { doc, element: doc.root, item: doc.json };
  const next = firstOf(rules.nextPage, scope, (found) =>
    typeof found === 'string' ? (absoluteUrl(found, doc.baseUrl) ?? undefined) : undefined,
  );
  // What only its scripts tell apart is the same page to a request.
  const isOther = next && next.value.replace(/#.*$/s, '') !== doc.page.url.replace(/#.*$/s, '');
  return isOther ? next.value : null;
}

import type { Coverage } from '#shared/domain/coverage.ts';
import { type Share, shareOf } from '#shared/learning/wilson.ts';
import { marketplaceById, marketplaceForUrl } from '#shared/marketplaces/index.ts';
import { offerKeyOf, plainAddress, possibleIds } from './offer-address.ts';
import type { SeenOffer } from './seen-offers.ts';
import type { VendorRow } from './vendor-list.ts';

/** One of our cases. `decision`: what a person or a venue said of it. */
export type OurCase = {
  id: string;
  marketplace: string;
  listingId: string;
  url: string;
  openedAt: string;
  decision?: 'confirmed' | 'rejected' | 'unsure';
};

/** Why an offer of theirs is no case of ours. */
export type Missed = 'no watch' | 'could not look' | 'scored low' | 'not seen';
export const MISSED: readonly Missed[] = ['no watch', 'could not look', 'scored low', 'not seen'];

export type OnlyTheirs = { line: number; url: string; because: Missed; why: string };

export type Comparison = {
  from: string;
  to: string;
  theirs: number;
  ours: number;
  both: { line: number; url: string; caseId: string; decision?: OurCase['decision'] }[];
  onlyTheirs: OnlyTheirs[];
  onlyOurs: OurCase[];
  /** Of theirs, how much we found; of ours that were confirmed, how much they found. */
  weFound: Share;
  theyFound: Share;
};

export type Compared = {
  /** Days, both counted. */
  from: string;
  to: string;
  rows: readonly VendorRow[];
  cases: readonly OurCase[];
  seen: readonly SeenOffer[];
  /** Marketplace ids that are watched, with "@site" or without. */
  watched: readonly string[];
  pages: readonly { marketplace: string; coverage: Coverage; reason?: string; at: string }[];
};

/**
 * A vendor's list beside our own work in the same days. An offer without a date on their list counts for these days. Ours are the cases
 * opened in them; an offer of theirs counts as found by us whenever our case was opened until their last day.
 */
export function compareVendor({ from, to, rows, cases, seen, watched, pages }: Compared): Comparison {
  const inDays = (iso: string) => iso.slice(0, 10) >= from && iso.slice(0, 10) <= to;
  const theirs = onePerOffer(rows.filter(({ date }) => date === undefined || inDays(date)));
  const known = caseIndex(cases.filter(({ openedAt }) => openedAt.slice(0, 10) <= to));
  const seenAt = new Map(seen.map((offer) => [offer.url, offer]));
  const looked = lookedAt(
    watched,
    pages.filter(({ at }) => inDays(at)),
  );
  const both: Comparison['both'] = [];
  const onlyTheirs: OnlyTheirs[] = [];
  const matched = new Set<string>();
  for (const { line, url } of theirs) {
    const record = known(url);
    if (record) {
      both.push({ line, url, caseId: record.id, decision: record.decision });
      matched.add(record.id);
    } else onlyTheirs.push({ line, url, ...whyMissed(url, seenAt.get(url), looked) });
  }
  const ours = cases.filter(({ openedAt }) => inDays(openedAt));
  const confirmed = ours.filter(({ decision }) => decision === 'confirmed');
  return {
    from,
    to,
    theirs: theirs.length,
    ours: ours.length,
    both,
    onlyTheirs,
    onlyOurs: ours.filter(({ id }) => !matched.has(id)),
    weFound: shareOf(both.length, theirs.length),
    theyFound: shareOf(confirmed.filter(({ id }) => matched.has(id)).length, confirmed.length),
  };
}

function onePerOffer(rows: readonly VendorRow[]): VendorRow[] {
  const byAddress = new Map<string, VendorRow>();
  for (const row of rows) {
    const key = `${plainAddress(row.url)} ${URL.parse(row.url)?.search ?? ''}`;
    if (!byAddress.has(key)) byAddress.set(key, row);
  }
  return [...byAddress.values()];
}

/** By the marketplace's id of the offer, which stands somewhere in its address; else by the address itself. */
function caseIndex(cases: readonly OurCase[]): (url: string) => OurCase | undefined {
  const byId = new Map(
    cases.map((record) => [offerKeyOf({ marketplace: record.marketplace, id: record.listingId }), record]),
  );
  const byAddress = new Map(cases.map((record) => [plainAddress(record.url), record]));
  return (url) => {
    const marketplace = marketplaceForUrl(url)?.id;
    for (const id of marketplace ? possibleIds(url) : []) {
      const record = byId.get(offerKeyOf({ marketplace: marketplace!, id }));
      if (record) return record;
    }
    return marketplace ? undefined : byAddress.get(plainAddress(url));
  };
}

type Looked = ReadonlyMap<string, { readable: number; failed: string[] }>;

function lookedAt(watched: readonly string[], pages: Compared['pages']): Looked {
  const looked = new Map(watched.map((name) => [placeOf(name), { readable: 0, failed: [] as string[] }]));
  for (const { marketplace, coverage, reason } of pages) {
    const at = looked.get(placeOf(marketplace));
    if (!at) continue;
    if (READABLE.has(coverage)) at.readable++;
    else at.failed.push(reason ?? coverage);
  }
  return looked;
}

/** A marketplace by its id, a shop that any reader may be pointed at by its host. */
function placeOf(watched: string): string {
  const located = marketplaceById(watched);
  if (!located || located.marketplace.hosts.length > 0) return located?.marketplace.id ?? watched;
  return hostOf(located.site ?? watched);
}

const hostOf = (url: string): string => (URL.parse(url)?.hostname ?? url).replace(/^www\./, '');

const READABLE: ReadonlySet<Coverage> = new Set(['complete', 'partial', 'empty']);

function whyMissed(url: string, offer: SeenOffer | undefined, looked: Looked): Pick<OnlyTheirs, 'because' | 'why'> {
  if (offer) {
    const judged =
      offer.probability === undefined ? 'nothing in it named the brand' : `${Math.round(100 * offer.probability)} %`;
    return { because: 'scored low', why: [judged, ...offer.reasons].join('; ') };
  }
  const marketplace = marketplaceForUrl(url);
  const title = marketplace?.title ?? hostOf(url);
  const at = looked.get(marketplace?.id ?? title);
  if (!at) return { because: 'no watch', why: `no watch searches ${title}` };
  if (at.readable > 0) return { because: 'not seen', why: `${title} was read, and no page of the watches showed it` };
  const [failed] = at.failed;
  return {
    because: 'could not look',
    why: failed ? `${title}: ${failed}` : `${title} was not scanned in these days`,
  };
}

import type { Listing } from '#shared/domain/listing.ts';
import { withoutQuery } from './absolute-url.ts';
import { countedOnPage } from './counted-results.ts';
import { unreadLinks } from './linked-tiles.ts';
import type { PageDocument } from './page-document.ts';
import { type TileGroup, tileGroups } from './shown-tiles.ts';

/** Read fewer than this share of what the page shows, and a layout has moved under us or another list was meant. */
const MIN_SHARE = 0.8;
/** A page's smaller groups are banners and teasers. */
const MIN_TILES = 5;

/**
 * How many offers the page itself counts or shows, when far fewer were read; undefined when what was read fits.
 * Its own count ("1–48 of 619") first, then the tiles that are drawn.
 */
export function shownBeyond(doc: PageDocument, listings: readonly Listing[]): number | undefined {
  if (doc.json !== undefined) return undefined;
  const counted = countedOnPage(doc);
  if (counted !== undefined && listings.length < counted * MIN_SHARE) return counted;
  const isRead = readAmong(listings);
  const drawn = drawnTiles(doc, listings, isRead) ?? listings.length;
  if (listings.length < drawn * MIN_SHARE) return drawn;
  const enough = Math.max(MIN_TILES, listings.length / MIN_SHARE);
  const linked = listings.length + unreadLinks(doc, isRead, enough);
  return listings.length < linked * MIN_SHARE ? linked : undefined;
}

type IsRead = (address: string) => boolean;

function readAmong(listings: readonly Listing[]): IsRead {
  const read = new Set(listings.flatMap(({ url }) => [url, withoutQuery(url)]));
  const ids = listings.map(({ id }) => id).filter((id) => id.length > 4);
  return (address) => read.has(address) || ids.some((id) => namesId(address, id));
}

function drawnTiles(doc: PageDocument, listings: readonly Listing[], isRead: IsRead): number | undefined {
  let best: number | undefined;
  for (const group of tileGroups(doc)) {
    if (group.size < MIN_TILES) break;
    const known = countIn(group, isRead);
    // A list that we read from, or one beside which what was read is next to nothing.
    const missed = group.size - known;
    if (known > 0 ? missed > 0 : group.size >= listings.length * 3)
      best = Math.max(best ?? 0, known > 0 ? listings.length + missed : group.size);
  }
  return best;
}

/** "/itm/123456?x" names 123456, "/itm/1234567" does not. */
function namesId(address: string, id: string): boolean {
  const at = address.indexOf(id);
  return at >= 0 && !/[\p{L}\p{N}]/u.test(address.charAt(at + id.length));
}

function countIn(group: TileGroup, passes: (address: string) => boolean): number {
  let count = 0;
  for (const address of group.keys()) if (passes(address)) count += 1;
  return count;
}

import { isTag } from 'domhandler';
import type { Listing } from '#shared/domain/listing.ts';
import { withoutQuery } from './absolute-url.ts';
import { countedOnPage } from './counted-results.ts';
import { type Element, textOf } from './dom.ts';
import { unreadLinks } from './linked-tiles.ts';
import type { PageDocument } from './page-document.ts';
import { type TileGroup, tileGroups } from './shown-tiles.ts';
import { parentOf } from './visible-text.ts';

/** Read fewer than this share of what the page shows, and a layout has moved under us or another list was meant. */
export const MIN_SHARE = 0.8;
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
  const waiting = Math.max(
    0,
    ...tileGroups(doc)
      .slice(0, 3)
      .map((group) => unfilled(group, isRead)),
  );
  if (listings.length < (listings.length + waiting) * MIN_SHARE) return listings.length + waiting;
  const enough = Math.max(MIN_TILES, listings.length / MIN_SHARE);
  const linked = listings.length + unreadLinks(doc, isRead, enough);
  return listings.length < linked * MIN_SHARE ? linked : undefined;
}

/** The page began as a whole one and does not end as one: what came behind is lost. */
export const isCutOff = ({ page: { body } }: PageDocument): boolean =>
  /<html[\s>]/i.test(body.slice(0, 5000)) && !/<\/(?:body|html)\s*>/i.test(body.trimEnd().slice(-20_000));

/** Elements beside the tiles, called and built as they are, in which nothing is written: a script, or a login, is to fill them. */
function unfilled(group: TileGroup, isRead: IsRead): number {
  const tile = group.entries().find(([address]) => isRead(address))?.[1].element;
  for (let card = tile; card; card = parentOf(card)) {
    const called = card.attribs.class?.split(' ')[0];
    const alike = parentOf(card)?.children.filter(
      (one) => isTag(one) && one !== card && one.name === card!.name && one.attribs.class?.split(' ')[0] === called,
    ) as Element[] | undefined;
    if (called && alike && alike.length > 0)
      return alike.filter((one) => isWaiting(one) && !/[\p{L}\p{N}]/u.test(textOf(one, 200))).length;
  }
  return 0;
}

/** A list whose tiles are filled as one scrolls has empty ones too, which do not say so. */
const isWaiting = ({ attribs }: Element): boolean =>
  attribs['aria-hidden'] === 'true' || /skeleton|placeholder|shimmer|blur|ghost/i.test(attribs.class ?? '');

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

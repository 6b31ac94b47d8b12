import type { Listing } from '#shared/domain/listing.ts';
import { withoutQuery } from './absolute-url.ts';
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
  const drawn = drawnTiles(doc, listings);
  return drawn !== undefined && listings.length < drawn * MIN_SHARE ? drawn : undefined;
}

const OF = 'of|von|sur|de|di|van|av|af|z|ze|из|з|dari|trong|tổng|out of|aus|din|a(?:z)?|/';
// "1–48 of 619", "49 - 96 von 1.203", "1～60件 / 619件".
const RANGE = new RegExp(
  `(?<![\\d.,/:-])(\\d{1,6})\\s?(?:[-–—~～]|to|bis|à|a|al|até|до|件?～)\\s?(\\d{1,6})\\s?(?:件|個|个)?\\s?(?:${OF})\\s(?:\\p{L}+\\s){0,2}(\\d{1,3}(?:[.,\\s\u00a0]?\\d{3})*)\\+?(?![\\d.,:]*\\d)`,
  'giu',
);
const GOODS =
  'results?|items?|products?|listings?|offers?|ads|ergebnisse\\p{L}?|artikeln?|produkte\\p{L}?|angebote\\p{L}?|résultats?|annonces?|produits?|articles?|resultados?|productos?|anuncios|produtos?|anúncios|itens|risultati|prodotti|annunci|articoli|resultaten|producten|produkter|annonser|resultater|varer|wynik\\p{L}*|produkt\\p{L}*|ofert\\p{L}*|товар\\p{L}*|объявлени\\p{L}*|результат\\p{L}*|ürün\\p{L}*|sản phẩm|produk';
const SHOWING =
  'showing|viewed|viewing|displaying|zeige|angezeigt|affichage de|vous avez vu|mostrando|visualizzati|toont|visar|viser|wyświetlono|zobrazeno|показано';
// "Showing 48 of 619", "48 von 619 Artikeln".
const SHARE = new RegExp(
  `(?:(?<![\\p{L}])(?:${SHOWING})\\s(\\d{1,3})|(?<![\\d.,/:–—~～-]|[-–—~～]\\s)(\\d{1,3}))\\s(?:${OF})\\s(\\d{1,3}(?:[.,\\s\u00a0]?\\d{3})*)\\+?\\s(?:${GOODS})(?![\\p{L}])`,
  'giu',
);
// "619件中 1-48件", "619개 중 1-48", "619 üründen 1-48".
const TOTAL_FIRST =
  /(\d{1,3}(?:[.,]?\d{3})*)\s?(?:件|個|个|개|건)?\s?(?:中|のうち|중|件?[,，]\s?第|üründen|ürün içinden)\s?(\d{1,6})\s?(?:[-–—~～]|件目?[から～-]*)\s?(\d{1,6})/giu;
/** No page lists more. */
const MAX_ON_PAGE = 400;

function countedOnPage(doc: PageDocument): number | undefined {
  const { text } = doc.visible();
  const ranges = [
    ...text.matchAll(RANGE).map(([, from, to, of]) => [from, to, of]),
    ...text.matchAll(TOTAL_FIRST).map(([, of, from, to]) => [from, to, of]),
    ...text.matchAll(SHARE).map(([, named, bare, of]) => ['1', named ?? bare, of]),
  ];
  for (const [from, to, of] of ranges) {
    const [start, end, total] = [Number(from), Number(to), Number(of!.replace(/\D/g, ''))];
    const count = Math.min(end, total) - start + 1;
    // "1-2 of 3" are sizes, dates and photos.
    if (start >= 1 && count >= MIN_TILES && count <= MAX_ON_PAGE && end <= total && (start - 1) % count === 0)
      return count;
  }
  return undefined;
}

function drawnTiles(doc: PageDocument, listings: readonly Listing[]): number | undefined {
  const read = new Set(listings.map(({ url }) => withoutQuery(url)));
  const ids = listings.map(({ id }) => id).filter((id) => id.length > 4);
  const isRead = (address: string) => read.has(address) || ids.some((id) => namesId(address, id));
  let best: number | undefined;
  for (const group of tileGroups(doc.root, doc.baseUrl)) {
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
  for (const address of group) if (passes(address)) count += 1;
  return count;
}

import type { Listing } from '#shared/domain/listing.ts';
import { withoutQuery } from './absolute-url.ts';
import { asciiDigits } from './numbers.ts';
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

const OF =
  'of|von|sur|su|de|di|van|av|af|ud af|z|ze|od|out of|in|из|з|dari|trong|của|tổng|aus|din|από|จาก|من|מתוך|a(?:z)?';
const NUMBER = '\\d{1,3}(?:[.,\\s\u00a0]?\\d{3}){0,3}';
// "1–48 of 619", "49 - 96 von 1.203", "1-48/619", "1～60件 / 619件", "1~48件 (全619件)", "第1-48件，共619件".
const RANGE = new RegExp(
  `(?<![\\d.,/:-])(\\d{1,6})\\s?(?:[-–—~～－]|to|bis|à|a|al|até|до|件?目?から|件?～)\\s?(\\d{1,6})\\s?(?:件目?|個|个|개)?\\s?(?:(?:${OF})\\s(?:\\p{L}+\\s){0,2}|/\\s?|[（(，,]?\\s?(?:全|共|总|總|총)\\s?)(${NUMBER})\\+?(?![\\d.,:]*\\d)`,
  'iuy',
);
const GOODS =
  'results?|items?|products?|listings?|offers?|ads|ergebnisse\\p{L}?|artikeln?|produkte\\p{L}?|angebote\\p{L}?|résultats?|annonces?|produits?|articles?|resultados?|productos?|anuncios|produtos?|anúncios|itens|risultati|prodotti|annunci|articoli|resultaten|producten|produkter|annonser|resultater|varer|wynik\\p{L}*|produkt\\p{L}*|ofert\\p{L}*|товар\\p{L}*|объявлени\\p{L}*|результат\\p{L}*|ürün\\p{L}*|sản phẩm|produk|منتج\\p{L}*|نتيجة|نتائج|מוצרים|תוצאות';
const SHOWING =
  'showing|viewed|viewing|displaying|seen|zeige|angezeigt|affichage de|vu|visto|viste?|viu|visualizzat[oi]|mostrando|toont|bekeken|sett|set|visar|viser|wyświetlono|zobrazeno|показан[оы]|показано';
// "Showing 48 of 619", "48 von 619 Artikeln", "48 produits sur 619", "48 / 619 products".
const SHARE = new RegExp(
  `(?:(?<![\\p{L}])(?:${SHOWING})\\s(\\d{1,3})(?:\\s(?:${GOODS}))?|(?<![\\d.,/:–—~～-]|[-–—~～]\\s)(\\d{1,3})(?:\\s(?:${GOODS})(?=\\s(?:${OF})\\s${NUMBER}(?![\\d.,]*\\d|\\s\\p{L}))|(?=\\s(?:${OF}|/)\\s${NUMBER}\\+?\\s(?:${GOODS})(?!\\p{L}))))\\s(?:${OF}|/)\\s(${NUMBER})`,
  'giu',
);
// "619件中 1-48件", "619개 중 1-48", "619 üründen 1-48", "共 619 件商品 1-48", "619 találatból 1-48".
const TOTAL_FIRST = new RegExp(
  `(?<!\\d)(${NUMBER})\\s?(?:件|個|个|개|건)?\\s?(?:中|のうち|중|(?:商品|结果|宝贝)?\\s?[,，]?\\s?第?|üründen|ürün içinden|találatból|termékből)\\s?(\\d{1,6})\\s?(?:[-–—~～－]|件目?[から～-]*)\\s?(\\d{1,6})\\s?(?![\\d/.,:])`,
  'iuy',
);
const OTHER_THINGS =
  'reviews?|ratings?|comments?|questions?|answers?|brands?|sellers?|stores?|photos?|images?|pictures?|sizes?|people|bewertung|rezension|frage|marke|händler|bild|avis|commentaire|marque|vendeur|reseñ|opinion|valoraci|pregunta|marca|vendedor|foto|avalia|recension|domand|venditor|beoordeling|merk|omdöme|anmeldelse|opini|recenzj|recenz|отзыв|вопрос|бренд|продав|фото|yorum|đánh giá|ulasan|评价|评论|品牌|店铺|レビュー|ブランド|리뷰|ביקורות|تقييم';
/** What else is counted so on a page of goods. */
const OTHER_BEFORE = new RegExp(`(?:${OTHER_THINGS})\\p{L}{0,4}[\\s:(]*$`, 'iu');
const OTHER_BEHIND = new RegExp(`^[\\s)]*(?:\\p{L}+\\s)?(?:${OTHER_THINGS}|sold|left|available)`, 'iu');
/** No page lists more. */
const MAX_ON_PAGE = 400;

function countedOnPage(doc: PageDocument): number | undefined {
  const text = asciiDigits(doc.visible().text);
  const ranges = [
    ...matchesAtNumbers(text, RANGE).map((match) => ({ match, from: match[1], to: match[2], of: match[3] })),
    ...matchesAtNumbers(text, TOTAL_FIRST).map((match) => ({ match, of: match[1], from: match[2], to: match[3] })),
    ...text.matchAll(SHARE).map((match) => ({ match, from: '1', to: match[1] ?? match[2], of: match[3] })),
  ];
  for (const { match, from, to, of } of ranges) {
    const [start, end, total] = [Number(from), Number(to), Number(of!.replace(/\D/g, ''))];
    const count = Math.min(end, total) - start + 1;
    // "1-2 of 3" are sizes, dates and photos.
    if (start < 1 || count < MIN_TILES || count > MAX_ON_PAGE || end > total || (start - 1) % count !== 0) continue;
    const behind = text.slice(match.index + match[0].length).slice(0, 40);
    if (!OTHER_BEFORE.test(text.slice(Math.max(0, match.index - 40), match.index)) && !OTHER_BEHIND.test(behind))
      return count;
  }
  return undefined;
}

/** Where a sticky pattern that begins with a number matches; to try it at every character of a page takes many times longer. */
function* matchesAtNumbers(text: string, pattern: RegExp): Generator<RegExpExecArray> {
  let behind = 0;
  for (const { index } of text.matchAll(/\d+/g)) {
    if (index < behind) continue;
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (!match) continue;
    behind = pattern.lastIndex;
    yield match;
  }
}

function drawnTiles(doc: PageDocument, listings: readonly Listing[]): number | undefined {
  const read = new Set(listings.flatMap(({ url }) => [url, withoutQuery(url)]));
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

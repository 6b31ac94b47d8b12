import type { Element } from './dom.ts';
import { isAside } from './no-results.ts';
import { NO_RESULTS, SIDE_HEADING } from './no-results-words.ts';
import { asciiDigits } from './numbers.ts';
import { oncePerPage } from './once-per-page.ts';
import type { PageDocument } from './page-document.ts';
import { parsePrice } from './price.ts';
import { OTHER_GOODS, RESULT_WORDS } from './result-words.ts';
import { mostTiles } from './shown-tiles.ts';
import { parentOf } from './visible-text.ts';

const COUNTED = new RegExp(
  `(?<![\\p{L}\\d.,])([1-9]\\d{0,2}(?:[.,\\s\u00a0]?\\d{3})*)\\s?\\+?\\s(?:${RESULT_WORDS})(?![\\p{L}])|([1-9][\\d,]*)\\s?(?:件(?:の|中|商品)?|个(?:商品|结果|宝贝)|個商品|개의? ?(?:상품|결과)|รายการ|רשומות|תוצאות|מוצרים|نتيجة|منتج)|(?:검색 ?결과|상품|検索結果|พบ)\\s?[:：]?\\s?[1-9][\\d,]*\\s?(?:[개건件]|รายการ|สินค้า|ชิ้น)`,
  'iu',
);

/** The page counts exactly as many results in its title, in a main heading or in a line of its own, and counts none otherwise. */
export function countsExactly(doc: PageDocument, count: number): boolean {
  const { headings, lines } = placesOfCounts(doc);
  const counted = [doc.title(), ...headings, ...lines]
    .filter((said) => !OTHER_GOODS.test(said))
    .flatMap((said) => countIn(said) ?? []);
  return counted.length > 0 && counted.every((one) => one === count);
}

function countIn(said: string): number | undefined {
  const match = COUNTED.exec(said) ?? COUNT_AT_END.exec(said);
  const digits = match && (match[1] ?? match[2] ?? match[0]).replace(/\D/g, '');
  return digits ? Number(digits) : undefined;
}

/** The page counts results in its title, in a main heading or in a line of its own: whatever else it says, it is not empty. */
export function countsResults(doc: PageDocument): boolean {
  const { headings, lines } = placesOfCounts(doc);
  if ([doc.title(), ...headings].some((said) => COUNTED.test(said) && !OTHER_GOODS.test(said))) return true;
  if (headings.some((said) => COUNT_AT_END.test(said) && !OTHER_GOODS.test(said))) return true;
  // A page behind the last one counts them all, and says in its heading that it has none.
  if (headings.some((said) => said.search(NO_RESULTS) >= 0)) return false;
  // Several such lines are those of categories.
  return lines.length > 0 && lines.length <= 2;
}

export const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
const MAIN_HEADING = /^h[12]$/;

/** The page's main headings, and the lines that only count. */
const placesOfCounts = oncePerPage((doc: PageDocument) => ({
  headings: blocksWhere(doc, ({ name }) => MAIN_HEADING.test(name)).filter((said) => !SIDE_HEADING.test(said)),
  lines: blocksWhere(doc, ({ name }) => !MAIN_HEADING.test(name)).filter((said) => LINE_OF_COUNT.test(said)),
}));

/** The text of the blocks in such elements that are not beside the results. */
function blocksWhere(doc: PageDocument, fits: (element: Element) => boolean): string[] {
  const { text, blocks } = doc.visible();
  return blocks.flatMap(({ start, element }, index) =>
    element && fits(element) && !isAside(MAIN_HEADING.test(element.name) ? parentOf(element) : element)
      ? asciiDigits(text.slice(start, Math.min(start + 200, blocks[index + 1]?.start ?? text.length))).trim()
      : [],
  );
}

/** "128 results", "Showing 1-48 of 619 products". */
const LINE_OF_COUNT = new RegExp(
  `^[(]?(?:showing|we found|found|zeige|affichage|mostrando|visar|viser)?[\\s:]*(?:\\d{1,6}\\s?[-–]\\s?\\d{1,6}\\s\\p{L}{1,4}\\s)?(?:${COUNTED.source})[).:\\s]*(?:found|gefunden|trouvés?|encontrados|trovati)?(?:\\s(?:in|for|für|pour|para|en|per|voor|i|w|v|по|в)\\s.{1,60})?$`,
  'iu',
);
/** "Nordhavn (128)", "Search results for nordhavn: 128". */
const COUNT_AT_END = /(?:\([1-9][\d.,\s]{0,9}\)|:\s?[1-9][\d.,]{0,9})$/;

const MIN_GOODS = 3;
/** How far above the first price a heading over recommendations may stand, in blocks of text. */
const HEADING_REACH = 15;

/** Goods in tiles, with no heading that calls them recommendations: they are what the search found, whatever the page says elsewhere. */
export function showsGoods(doc: PageDocument): boolean {
  if (mostTiles(doc) < MIN_GOODS) return false;
  const { text, blocks } = doc.visible();
  const written = blocks.map(({ start }, index) => text.slice(start, blocks[index + 1]?.start).trim());
  const price = written.findIndex((block) => block.length < 80 && parsePrice(block) !== null);
  return !written
    .slice(Math.max(0, price - HEADING_REACH), price)
    .some((block) => block.length < 100 && OTHER_GOODS.test(block));
}

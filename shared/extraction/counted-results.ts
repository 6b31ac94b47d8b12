import { asciiDigits } from './numbers.ts';
import type { PageDocument } from './page-document.ts';
import { RESULT_WORDS } from './result-words.ts';

const OF =
  'of|von|sur|su|de|di|van|av|af|ud af|z|ze|od|out of|in|из|з|dari|trong|của|tổng|aus|din|από|จาก|من|מתוך|a(?:z)?';
const NUMBER = '\\d{1,3}(?:[.,\\s\u00a0]?\\d{3}){0,3}';
const UNIT = '件目?|個|个|개|건';
const DASH = '[-‐‑‒–—―~～－]';
const SHOWING =
  'showing|shows?|shown|viewed|viewing|displaying|displayed|seen|zeige|angezeigt|affichage de|affichés?|vu|visto|viste?|viu|visualizzat[oi]|mostrando|muestran|mostrati|exibindo|toont|bekeken|sett|set|visar|viser|näytetään|wyświetlono|zobrazeno|показан[оы]|показано|hiển thị|menampilkan|แสดง';

const SHOWN_SOMEWHERE = new RegExp(`(?<!\\p{L})(?:${SHOWING})(?!\\p{L})`, 'iu');
const UNIT_SOMEWHERE = /[件個个개건中중]|のうち|üründen|içinden|találatból|termékből/;
const ANYWHERE = /(?:)/;

const counting = (needs: RegExp, pattern: string) => ({ needs, pattern: new RegExp(pattern, 'iuy') });

/**
 * Each says which of how many results the page shows; sticky, for it is tried where a number begins, and not at all on a page that has
 * none of its words.
 */
const COUNTS = [
  // "1–48 of 619", "49 - 96 von 1.203", "1-48/619", "1-48 (619)", "1～60件 / 619件", "1~48件 (全619件)", "第1-48件，共619件".
  counting(
    ANYWHERE,
    `(?<![\\d.,/:-])(?<from>\\d{1,6})\\s?(?:${DASH}|to|through|thru|bis|à|a|al|até|do|til|till|tot|t/m|до|έως|件?目?から|件?～)\\s?(?<to>\\d{1,6})\\s?(?:${UNIT})?\\s?(?:[(]?(?:${OF})\\s(?:\\p{L}+\\s){0,2}|[/|]\\s?|[（(，,]?\\s?(?:全|共|总|總|총)\\s?|[(])(?<total>${NUMBER})\\+?(?![\\d.,:]*\\d)`,
  ),
  // "619件中 1-48件", "619件中 48件", "619개 중 1-48", "619 üründen 1-48", "共 619 件商品 1-48", "619 találatból 1-48".
  counting(
    UNIT_SOMEWHERE,
    `(?<!\\d)(?<total>${NUMBER})\\s?(?:${UNIT})?\\s?(?:中|のうち|중|(?:商品|结果|宝贝)?\\s?[,，]?\\s?第?|üründen|ürün içinden|találatból|termékből)\\s?(?<from>\\d{1,6})\\s?(?:${DASH}|件目?[から～-]*)\\s?(?<to>\\d{1,6})\\s?(?![\\d/.,:])`,
  ),
  counting(
    UNIT_SOMEWHERE,
    `(?<!\\d)(?<total>${NUMBER})\\s?(?:${UNIT})\\s?(?:中|のうち|중)\\s?(?<to>\\d{1,3})\\s?(?:${UNIT})`,
  ),
  // "619 results, showing 48", "Total 619, showing 1-48", "619 Artikel, 48 angezeigt".
  counting(
    SHOWN_SOMEWHERE,
    `(?<![\\d.,])(?<total>${NUMBER})(?:\\s(?:${RESULT_WORDS}))?\\s?[,;|·–-]?\\s(?:(?:${SHOWING})\\s(?:(?<from>\\d{1,6})\\s?${DASH}\\s?)?(?<to>\\d{1,3})|(?<to>\\d{1,3})\\s(?:${SHOWING}))(?![\\d%.,]*\\d|\\p{L}|\\s?%|\\s(?:${OF})\\s)`,
  ),
  // "Showing 48 of 619", "Se muestran 48 de los 619 productos".
  counting(
    SHOWN_SOMEWHERE,
    `(?<=(?<!\\p{L})(?:${SHOWING})\\s?:?\\s)(?<to>\\d{1,3})(?:\\s(?:${RESULT_WORDS}))?(?:\\s(?:${OF})\\s(?:\\p{L}+\\s){0,2}|\\s?/\\s?)(?<total>${NUMBER})`,
  ),
  // "48 produits affichés sur 619", "48 von 619 Artikeln", "48 / 619 products", "48件/619件".
  counting(
    ANYWHERE,
    `(?<![\\d.,/:–—~～-]|[-–—~～]\\s)(?<to>\\d{1,3})\\s(?:${RESULT_WORDS})(?:\\s(?:${SHOWING}))?\\s(?:${OF})\\s(?<total>${NUMBER})(?![\\d.,]*\\d|\\s\\p{L})`,
  ),
  counting(
    ANYWHERE,
    `(?<![\\d.,/:–—~～-]|[-–—~～]\\s)(?<to>\\d{1,3})\\s(?:${OF}|/)\\s(?<total>${NUMBER})\\+?\\s(?:${RESULT_WORDS})(?!\\p{L})`,
  ),
  counting(
    UNIT_SOMEWHERE,
    `(?<![\\d.,/])(?<to>\\d{1,3})\\s?(?:${UNIT})\\s?/\\s?(?:全\\s?)?(?<total>${NUMBER})\\s?(?:${UNIT})`,
  ),
];

/** The same alone in its line, with what it counts at most: "48 / 619", "Items: 48 of 619". */
const ALONE = new RegExp(
  `^[(\\[]?(?:(?:${RESULT_WORDS})\\s?:?\\s)?(?<to>\\d{1,3})\\s?(?:${OF}|/)\\s?(?<total>${NUMBER})[)\\].]?$`,
  'iu',
);
const COUNT_AT_END = /\d[)\].]?$/;
/** Below that, two numbers alone are sizes, photos or pages. */
const MIN_ALONE = 12;
const MIN_TOTAL_ALONE = 100;
const MAX_LINE = 40;

const OTHER_THINGS =
  'reviews?|ratings?|comments?|questions?|answers?|brands?|sellers?|stores?|photos?|images?|pictures?|sizes?|people|bewertung|rezension|frage|marke|händler|bild|avis|commentaire|marque|vendeur|reseñ|opinion|valoraci|pregunta|marca|vendedor|foto|avalia|recension|domand|venditor|beoordeling|merk|omdöme|anmeldelse|opini|recenzj|recenz|отзыв|вопрос|бренд|продав|фото|yorum|đánh giá|ulasan|评价|评论|品牌|店铺|レビュー|ブランド|리뷰|ביקורות|تقييم';
/** What else is counted so on a page of goods. */
const OTHER_BEFORE = new RegExp(`(?:${OTHER_THINGS})\\p{L}{0,4}[\\s:(]*$`, 'iu');
const OTHER_BEHIND = new RegExp(`^[\\s)]*(?:\\p{L}+\\s)?(?:${OTHER_THINGS}|sold|left|available)`, 'iu');
const MIN_ON_PAGE = 5;
/** No page lists more. */
const MAX_ON_PAGE = 400;

/** How many results the page itself says that it shows: 48 for "1–48 of 619". */
export function countedOnPage(doc: PageDocument): number | undefined {
  const { blocks, text: written } = doc.visible();
  const text = asciiDigits(written);
  const numbers = text
    .matchAll(/\d+/g)
    .map(({ index }) => index)
    .toArray();
  for (const { pattern } of COUNTS.filter(({ needs }) => needs.test(text)))
    for (const match of matchesAtNumbers(text, numbers, pattern)) {
      const before = text.slice(Math.max(0, match.index - 40), match.index);
      const behind = text.slice(match.index + match[0].length).slice(0, 40);
      const count = OTHER_BEFORE.test(before) || OTHER_BEHIND.test(behind) ? undefined : countIn(match);
      if (count !== undefined) return count;
    }
  const lines = blocks.flatMap(({ start }, index) => {
    const end = blocks[index + 1]?.start ?? text.length;
    const line = end - start > MAX_LINE ? '' : text.slice(start, end).trim();
    return COUNT_AT_END.test(line) ? [ALONE.exec(line)] : [];
  });
  const alone = lines.filter((line) => line !== null).filter(({ groups }) => isOfList(groups!));
  // Several such lines are something else, such as sizes.
  return alone.length === 1 ? countIn(alone[0]!) : undefined;
}

const isOfList = ({ to, total }: Record<string, string>): boolean =>
  Number(to) >= MIN_ALONE && Number(total!.replace(/\D/g, '')) > MIN_TOTAL_ALONE;

function countIn({ groups = {} }: RegExpExecArray): number | undefined {
  const [from, to, total] = [groups.from ?? '1', groups.to, groups.total].map((written) =>
    Number(written!.replace(/\D/g, '')),
  ) as [number, number, number];
  const count = Math.min(to, total) - from + 1;
  // "1-2 of 3" are sizes, dates and photos, "1-30 de noviembre de 2026" days.
  if (from < 1 || count < MIN_ON_PAGE || count > MAX_ON_PAGE || to > total || (from - 1) % count !== 0)
    return undefined;
  return to <= 31 && /^(?:19|20)\d\d$/.test(groups.total!) ? undefined : count;
}

/** Where a sticky pattern that begins with a number matches; to try it at every character of a page takes many times longer. */
function* matchesAtNumbers(text: string, numbers: readonly number[], pattern: RegExp): Generator<RegExpExecArray> {
  let behind = 0;
  for (const index of numbers) {
    if (index < behind) continue;
    pattern.lastIndex = index;
    const match = pattern.exec(text);
    if (!match) continue;
    behind = pattern.lastIndex;
    yield match;
  }
}

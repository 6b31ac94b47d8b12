import { all, textOf } from '#shared/extraction/dom.ts';
import { parseCount } from '#shared/extraction/numbers.ts';
import { type Rule, rule } from '#shared/extraction/rule.ts';

// "1.000+ verkauft", "60 sprzedanych", "продано 300" in the languages of the sites.
const SOLD =
  /^(?:[\d.,\s\u00a0]+(?:k|mil|тыс\.?|千|万|만|rb)?\+?\s*(?:sold|orders?|verkauft|bestellung(?:en)?|sprzedan\w+|vendid[oa]s?|vendus?|vendut[oi]|verkocht|продано|купили|заказ\w*|satıldı|terjual|đã bán|ขายแล้ว|個販売|판매|נמכרו|تم البيع|تم بيع)|(?:продано|купили|vendido|terjual|đã bán)\s*:?\s*[\d.,\s\u00a0]+\+?|[\d,]+\+?\s*個?(?:販売済み|판매)?)$/iu;
const HAS_WORD = /\p{L}/u;

/** How often the offer was sold, from the shortest line that says it: a row may hold the rating as well. */
export function soldLine(selector: string): Rule {
  return rule(`sold count ${selector}`, ({ element }) => {
    const lines = all(element, selector).map((line) => textOf(line, 80));
    const [shortest] = lines
      .filter((line) => HAS_WORD.test(line) && SOLD.test(line))
      .sort((a, b) => a.length - b.length);
    return shortest && parseCount(shortest.replace(/^\D+/, ''));
  });
}

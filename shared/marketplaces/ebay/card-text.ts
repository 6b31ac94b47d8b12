import { all, textOf } from '#shared/extraction/dom.ts';
import { parseCount } from '#shared/extraction/numbers.ts';
import { type Rule, rule } from '#shared/extraction/rule.ts';

// How a result card says where the item is, in the languages of the sites: "from Germany", "aus Frankreich", "発送元 英国".
const LOCATION =
  /^(?:located in|item location|from|standort|artikelstandort|aus|provenance|de|lieu|situé|desde|ubicado en|ubicación|provenienza|da|dalla?|dagli|luogo|uit|van|z|ze|lokalizacja|från|发货地|来自|來自|發貨地|発送元)\s*:?\s+(\D{2,80})$/iu;

const SOLD =
  /^[\d.,\s\u00a0]+\+?\s*(?:sold|verkauft|vendus?|vendut[oi]|vendidos?|verkocht|sprzedan\w+|sålda?|已售|已賣出|[個点件]?(?:販売済み|売れ\S*))$/iu;

const BIDS =
  /^\d[\d.,]*\s*(?:bids?|gebote?|enchères?|offert[ae]|pujas?|biedingen|bod|oferty?|ofert|bud)(?:\s*$|\s*[·•|,(]|\s+\d)/iu;

// "cupworld_2026 (1,493) 98.1%" until 2025, "berghuette77 100% positive (2.9K)" since.
const SELLER_LINES = [
  /^(?<name>\S{1,64})\s*\((?<score>[\d.,\s]+[KMk]?\+?)\)\s*(?<percent>[\d.,]+\s?%)?/u,
  /^(?<name>\S{1,64})\s+(?<percent>[\d.,]+\s?%)[^(]*\((?<score>[\d.,\s]+[KMk]?\+?)\)/u,
];

/** A line of the card whose text matches; `read` turns the match into the value. */
function cardLine(from: string, selector: string, read: (line: string) => unknown): Rule {
  return rule(`${from} ${selector}`, ({ element }) => {
    for (const line of all(element, selector)) {
      const value = read(textOf(line, 200));
      if (value !== undefined) return value;
    }
    return undefined;
  });
}

export function locationLine(selector: string): Rule {
  return cardLine('location', selector, (line) => LOCATION.exec(line)?.[1]);
}

export function soldLine(selector: string): Rule {
  return cardLine('sold count', selector, (line) => (SOLD.test(line) ? parseCount(line) : undefined));
}

/** "3 bids · 2d 4h", "0 Gebote": the card of an auction, whose first price is the present bid. */
export function bidLine(selector: string): Rule {
  return cardLine('bids', selector, (line) => (BIDS.test(line) ? true : undefined));
}

export function sellerPart(selector: string, part: 'name' | 'score' | 'percent'): Rule {
  return cardLine(`seller ${part}`, selector, (line) => {
    const match = SELLER_LINES.map((pattern) => pattern.exec(line)).find((found) => found !== null);
    return match?.groups?.[part];
  });
}

import { all, attribute } from '#shared/extraction/dom.ts';
import { type Rule, rule } from '#shared/extraction/rule.ts';

/**
 * A card says everything in the title of its link: "Nordhavn parka, brand: Nordhavn, condition: Very good, size: M, £40.00, £42.70 includes
 * Buyer Protection", in the site's language. Until 2024 the price stood first and had a label of its own.
 */
const FIRST_LABEL = /^(.*?), (?:\p{L}[\p{L} ’'.]{1,24}): /su;
const BARE_TITLE = /^(.*?), (?=[^,]{0,5}\d[\d\s.,]*)/su;
const PRICE = /(?:[£$€]|USD)\s?\d[\d.,]*|\d{1,3}(?:[\s.]\d{3})*(?:,\d{2})?\s?(?:€|zł|Kč|Ft|kr\.?|lei|RON)/u;
const BRAND =
  /, (?:brand|marque|marke|marca|merk|marka|varumärke|mærke|merkki|značka|márka|prekės ženklas|brend|zīmols|επωνυμία|μάρκα): ([^,]+)/iu;
const CONDITION =
  /, (?:condition|état|zustand|stato|condizioni|estado|staat|toestand|conditie|stan|skick|stand|tilstand|kunto|stav|állapot|stare|būklė|stanje|κατάσταση): ([^,]+)/iu;

export function cardText(part: 'title' | 'price' | 'brand' | 'condition'): Rule {
  return rule(`link title ${part}`, ({ element }) => {
    const links = all(element, 'a[title][href*="/items/"]');
    const said = links.map((link) => attribute(link, 'title')!).find((title) => title.length > 0);
    return said && partOf(said.slice(0, 1000), part);
  });
}

function partOf(said: string, part: string): string | undefined {
  const title = (FIRST_LABEL.exec(said) ?? BARE_TITLE.exec(said))?.[1];
  if (part === 'title') return title;
  if (part === 'brand') return BRAND.exec(said)?.[1];
  if (part === 'condition') return CONDITION.exec(said)?.[1];
  return PRICE.exec(said.slice(title?.length ?? 0))?.[0];
}

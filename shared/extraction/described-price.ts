import { all, textOf } from './dom.ts';
import type { PageDocument } from './page-document.ts';
import { currencyIn, type PriceHints, type PriceRange, parsePriceRange } from './price.ts';

/** A price with its label before it and nothing between, where a sentence begins: "Price: $29.00.", "直購價：$2320。". */
const LABELLED =
  /(?:^|[.!|。！；;]\s*)(?:(?:our |sale )?price|(?:unser )?preis|prix|precio|preço|prezzo|prijs|pris|cena|ár|preț|цена|ціна|fiyat|giá|harga|ราคา|가격|판매가|価格|販売価格|價格|价格|售價|售价|直購價|特價|特价)\s*[:：]\s*((?:[A-Z]{0,3}\p{Sc}|EUR|USD|GBP|CHF|Rp|Rs\.?|kr\.?)?\s?\d(?:[\d.,'’ ]{0,13}\d)?(?:\s?(?:\p{Sc}|EUR|USD|GBP|CHF|元|円|원|kr|zł|Kč|Ft|lei|руб)(?!\p{L}|起))?)/giu;
/** "Price: $5 – $9", "12 €/kg", "99 元起": not what this product costs. */
const GOES_ON = /^\s*(?:[-–—~/元円원起]|から|부터|to\b|bis\b|per\b|pro\b|je\b)/iu;

/** The price that a page names in its description for sharing, when it is about what its heading says and names one price. */
export function priceInDescription(doc: PageDocument, hints: PriceHints): PriceRange | undefined {
  const name = doc.meta('og:title');
  const isAbout = all(doc.root, 'h1').some((heading) => {
    const said = textOf(heading, 300);
    return said.length > 3 && name?.includes(said);
  });
  if (!isAbout) return undefined;
  const description = doc.meta('og:description') ?? '';
  const written = [...description.matchAll(LABELLED)].map((match) => ({
    amount: match[1]!.trim(),
    goesOn: GOES_ON.test(description.slice(match.index + match[0].length)),
  }));
  const { amount, goesOn } = written[0] ?? {};
  if (amount === undefined || goesOn || written.some((other) => other.amount !== amount)) return undefined;
  const price = currencyIn(amount, hints) === undefined ? null : parsePriceRange(amount, hints);
  return price && price.low.amountMinor > 0 ? price : undefined;
}

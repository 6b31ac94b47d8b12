import { all, attribute, closest, type Element, first, type ParentNode, textOf } from './dom.ts';
import { offerPriceOf } from './offer-price.ts';
import { isOfOtherGoods } from './other-goods.ts';
import type { PageDocument } from './page-document.ts';
import { currencyIn, type PriceHints, type PriceRange, parsePriceRange } from './price.ts';

const MARKED = ['price', 'preis', 'prix', 'precio', 'prezzo', 'preco', 'prijs', 'cena', 'fiyat']
  .flatMap((word) => [`[class*="${word}" i]`, `[id*="${word}" i]`])
  .concat(['[data-qa*="price" i]', '[data-testid*="price" i]', '[data-test*="price" i]'])
  .join(', ');
/** Prices that nobody pays for the product itself. */
const OTHER_PRICE =
  /old|was|list-?price|regular|before|original|strike|stroke|line-through|cross|uvp|rrp|msrp|saving|discount-|shipping|delivery|unit|instal|month|voucher|points|range|filter|from-price|recommend|related|similar|carousel|swatch/i;
const MAX_CLIMB = 8;
const MAX_SHOWN = 60;
const MAX_SAID = 2000;

/**
 * The price that stands beside the heading of a page that has no machine-readable one, with its currency. A second price that
 * offer-price.ts cannot tell from it is a reason to say nothing. The prices of goods that links lead to are not this page's.
 */
export function priceBesideHeading(doc: PageDocument, hints: PriceHints): PriceRange | undefined {
  const heading = all(doc.root, 'h1').find((one) => textOf(one) !== '');
  let around: ParentNode | null = heading?.parent ?? null;
  for (let climbed = 0; around && climbed < MAX_CLIMB; climbed += 1) {
    if ('attribs' in around && around.name === 'body') return undefined;
    const shown = pricesIn(around, heading!, hints);
    if (shown.length > 0) return offerPriceOf(shown, textOf(around, MAX_SAID), doc);
    around = 'parent' in around ? around.parent : null;
  }
  return undefined;
}

function pricesIn(scope: ParentNode, heading: Element, hints: PriceHints): PriceRange[] {
  const marked = all(scope, MARKED).filter((element) => !isOfOtherGoods(element, scope, heading));
  if (marked.length > MAX_SHOWN) return [];
  return marked.flatMap((element) => {
    // The innermost mark is the one on the digits.
    if (first(element, MARKED) !== null || isOtherPrice(element, scope)) return [];
    // The sign may stand beside the marked digits.
    const written = [element, element.parent].flatMap((node) => (node && 'attribs' in node ? textOf(node, 60) : []));
    const signed = written.find((said) => said.length < 50 && currencyIn(said, hints) !== undefined);
    const price = signed === undefined ? null : parsePriceRange(signed, hints);
    return price && price.low.amountMinor > 0 ? [price] : [];
  });
}

/** Struck, or in an element that is called a price of another kind. */
export function isOtherPrice(element: Element, scope: ParentNode): boolean {
  if (closest(element, 's, del, strike, [hidden]') || first(element, 's, del, strike')) return true;
  for (let node: ParentNode | null = element; node && node !== scope && 'attribs' in node; node = node.parent) {
    if (OTHER_PRICE.test(`${attribute(node, 'class') ?? ''} ${attribute(node, 'id') ?? ''}`)) return true;
  }
  return false;
}

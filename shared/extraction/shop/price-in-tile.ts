import { type AnyNode, hasChildren, isTag, isText } from 'domhandler';
import { linkTextInCard, titleInCard } from '../card-words.ts';
import { type Element, isInline, STRUCK, textOf, textWithout } from '../dom.ts';
import { asciiDigits } from '../numbers.ts';
import { oncePerPage } from '../once-per-page.ts';
import type { PageDocument } from '../page-document.ts';
import { type PriceRange, parsePriceRange } from '../price.ts';
import type { Scope } from '../rule.ts';
import { nameOf, offersOf } from '../schema-node.ts';
import { namesPrice } from '../shown-tiles.ts';

/** What nobody pays for the goods in a tile: by the element's name or class. */
const OTHER_PRICE =
  /(?:^|[-_\s])(?:old|was|prev(?:ious)?|line-through|list(?:ed)?|regular|before|orig(?:inal)?|orgnl|strike\w*|struck|stroke|cross(?:ed)?|uvp|rrp|msrp|mrp|pvp|saving|saved|shipping|delivery|unit|per-?\w*|instal\w*|emi|month(?:ly)?|voucher|coupon|points|bonus|member|club|recycl\w*|eco\w*|statt|streich\w*|alter?preis|listino|barr[eé]\w*|ancien\w*|tachado|anterior|antes|antiguo|eski|star[aáeyý]|przekre\w*|původní|puvodni|gammel|ordinarie|före|tidigare|vanha|oud(?:e|eprijs)?|adviesprijs|vanprijs|rata|rate|raten|cuotas?|parcelas?|taksit)(?:$|[-_\s])/i;
const NAMING = ['class', 'data-testid', 'data-test-id', 'data-test', 'data-qa'];
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'select', 'button', 'svg']);
const MAX_PIECES = 80;

/** What the page states for machines says whose "Rs" and "$" it draws. */
export const priceHintsOf = oncePerPage((doc: PageDocument) => {
  const stated = doc
    .products()
    .flatMap(offersOf)
    .map(({ priceCurrency }) => nameOf(priceCurrency));
  const currency = stated.find((one) => one !== undefined) ?? doc.meta('og:price:currency');
  return { ...doc.hints(), ...(currency && /^[A-Z]{3}$/.test(currency) && { currency }) };
});

/** The price in a tile: of all that its lines name, what their words do not call another sum. Struck prices only where nothing else is there. */
export function priceInTile({ element, doc }: Scope): PriceRange | undefined {
  const hints = priceHintsOf(doc);
  const titles = [titleInCard(element), linkTextInCard(element)];
  // Each element is asked for its own line, for the one around it, and for the text of both.
  const asked = new Map<Element, boolean>();
  const isOtherOnce = (one: Element) => {
    const known = asked.get(one) ?? isOther(one);
    asked.set(one, known);
    return known;
  };
  const read = (isLeftOut: (one: Element) => boolean) => {
    const lines = linesIn(element as Element, isLeftOut).filter(isPriceLine);
    // "FG830" and "R16" are prices in a title only where no other line names one.
    const besideTitle = lines.filter((line) => !titles.some((title) => title?.startsWith(line)));
    return parsePriceRange((besideTitle.length > 0 ? besideTitle : lines).join(' | '), hints) ?? undefined;
  };
  return read(isOtherOnce) ?? read(() => false);
}

const isPriceLine = (line: string): boolean => line.length <= 80 && namesPrice(asciiDigits(line));

function isOther({ name, attribs }: Element): boolean {
  if (STRUCK.has(name) || /line-through/.test(attribs.style ?? '')) return true;
  const called = NAMING.map((name) => attribs[name] ?? '').join(' ');
  return OTHER_PRICE.test(called.replace(/([a-z])([A-Z])/g, '$1-$2').replace(FURTHER, ' '));
}

/** "price with-list-price", "price-and-shipping": what else is in it. */
const FURTHER = /(?:^|[-_\s])(?:with|has|and)[-_][\w-]+/gi;

/** The tile's text, a line for each block. */
export function linesIn(tile: Element, isLeftOut: (element: Element) => boolean): string[] {
  const lines: string[] = [];
  const stack: AnyNode[] = [...tile.children].reverse();
  while (stack.length > 0 && lines.length < MAX_PIECES) {
    const node = stack.pop()!;
    if (isText(node)) lines.push(node.data.trim());
    else if (isTag(node) && !UNSEEN.has(node.name) && !isLeftOut(node)) {
      if (holdsOneLine(node, isLeftOut)) lines.push(textWithout(node, isLeftOut, 100));
      else for (let index = node.children.length - 1; index >= 0; index -= 1) stack.push(node.children[index]!);
    }
  }
  return lines.filter((line) => line !== '');
}

/** Only inline elements in it, none of which says a price alone: digits and cents, a sign and its number; beside them what is left out. */
function holdsOneLine(element: Element, isLeftOut: (element: Element) => boolean): boolean {
  return element.children.every(
    (child) =>
      !isTag(child) ||
      isLeftOut(child) ||
      (isInline(child) &&
        !namesPrice(asciiDigits(textOf(child, 100))) &&
        (!hasChildren(child) || holdsOneLine(child, isLeftOut))),
  );
}

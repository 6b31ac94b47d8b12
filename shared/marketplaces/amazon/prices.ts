import { all, closest, type Element, first, textOf } from '#shared/extraction/dom.ts';
import { type Rule, rule, type Scope } from '#shared/extraction/rule.ts';

/** `.a-text-price` is a struck-out, typical or unit price; `.a-text-strike` the same before 2019. */
const OTHER_PRICE = '.a-text-price, .a-text-strike, [data-a-strike="true"], .basisPrice';

/** The price to pay among `.a-price` elements below `selector`; both ends when it is a range. */
export function priceBox(selector: string): Rule {
  return rule(`price ${selector}`, ({ element }: Scope) => {
    for (const box of all(element, selector)) {
      const prices = all(box, '.a-price').filter((price) => !closest(price, OTHER_PRICE));
      const range = prices.filter((price) => closest(price, '.a-price-range'));
      const written = (range.length > 0 ? range.slice(0, 2) : prices.slice(0, 1)).map(priceText).filter(Boolean);
      if (written.length > 0) return written.join(' - ');
    }
    return undefined;
  });
}

/** "$19.99" for screen readers; when that is empty, what is drawn: symbol, whole, fraction. */
function priceText(price: Element): string {
  const spoken = first(price, '.a-offscreen');
  const drawn = first(price, '[aria-hidden="true"]');
  return (spoken && textOf(spoken)) || (drawn ? textOf(drawn).replace(/(\d)\s*([.,])\s*(\d)/g, '$1$2$3') : '');
}

/** The layout of 2016 to 2018: currency, whole and fraction are three elements without a point. */
export function splitPrice(selector: string): Rule {
  return rule(`price ${selector}`, ({ element }: Scope) => {
    const box = first(element, selector);
    const part = (name: string) => {
      const found = box && first(box, name);
      return found ? textOf(found) : '';
    };
    const whole = part('.sx-price-whole').replace(/[.,]$/, '');
    return whole && `${part('.sx-price-currency')}${whole}.${part('.sx-price-fractional') || '00'}`;
  });
}

/** What the "add to basket" form will charge: a machine amount with its currency. */
export const basketPrice: Rule = rule('basket form customerVisiblePrice', ({ element }: Scope) => {
  const value = (name: string) =>
    first(element, `input[name="items[0.base][customerVisiblePrice][${name}]"]`)?.attribs.value;
  const amount = Number(value('amount'));
  const currency = value('currencyCode');
  return amount > 0 && currency ? `${currency} ${amount.toFixed(2)}` : undefined;
});

import { all, closest, type Element, first, textOf } from '#shared/extraction/dom.ts';
import { type Rule, rule } from '#shared/extraction/rule.ts';

const AMOUNT = '.andes-money-amount, .price-tag, .item__price, .price__container, .price-tag-container';
const WHOLE = '.andes-money-amount__fraction, .price-tag-fraction, .price__fraction';
const STRUCK = '.andes-money-amount--previous, .price-tag__disabled, .price-tag__del, del, s';

/**
 * The first amount below `selector` that is not struck out. Symbol, whole and cents are elements of their own, and the separator between
 * them is drawn, hidden or wrong for the country ("$710,55" in Mexico): the amount is put together from the parts.
 */
export function moneyAmount(selector: string): Rule {
  return rule(`amount ${selector}`, ({ element }) => {
    const wholes = all(element, selector).flatMap((box) => all(box, WHOLE));
    const whole = wholes.find((one) => !closest(one, STRUCK));
    return whole && writtenAmount(whole);
  });
}

function writtenAmount(whole: Element): string {
  const amount = closest(whole, AMOUNT) ?? whole;
  const part = (selector: string) => {
    const found = first(amount, selector);
    return found ? textOf(found) : '';
  };
  const symbol = part('[class*="currency-symbol"], .price-tag-symbol, .price__symbol');
  const cents = part('.andes-money-amount__cents, .price-tag-cents, .price__decimals').replace(/\D/g, '');
  return `${symbol} ${textOf(whole).replace(/\D/g, '')}.${cents.padEnd(2, '0')}`;
}

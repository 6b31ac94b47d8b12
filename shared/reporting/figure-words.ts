import { formatMoney, majorAmount, moneyFromMajor } from '#shared/domain/money.ts';
import type { Figures } from './figures.ts';
import type { Rate } from './rate.ts';
import type { Value } from './value.ts';

/** "87.5 %"; "–" of nothing. Never rounded to what is not so: 999 of 1000 is not "100 %". */
export function shareWords({ share }: Rate): string {
  if (share === null) return '–';
  const percent = Math.round(share * 1000) / 10;
  if (percent === 100 && share < 1) return 'over 99.9 %';
  if (percent === 0 && share > 0) return 'under 0.1 %';
  return `${percent} %`;
}

/** "45 min", "7.5 h", "12 days"; two figures mean something. "–" of nothing. */
export function durationWords(minutes: number | null): string {
  if (minutes === null) return '–';
  if (minutes < 100) return `${minutes} min`;
  if (minutes < 2880) return `${Number((minutes / 60).toPrecision(2))} h`;
  return `${Number((minutes / 1440).toPrecision(2))} days`;
}

/** "31,204". */
export const countWords = (count: number): string => count.toLocaleString('en-US');

/** "about EUR 123,000.00 for 12 offers, at rates of 2026-01-30": three figures, for it is a size. Undefined where nothing is converted. */
export function valueWords(value: Value, asked: Figures['asked']) {
  const { currency, amountMinor, offers, oldRates, without } = value;
  if (offers === 0 || asked.every((sum) => sum.currency === currency)) return undefined;
  const rounded = moneyFromMajor(Number(majorAmount({ currency, amountMinor }).toPrecision(3)), currency);
  const left = without.length > 0 ? `; no rate for ${without.join(', ')}` : '';
  const old = oldRates.length > 0 ? `; more than 45 days old for ${oldRates.join(', ')}` : '';
  return `about ${formatMoney(rounded)} for ${countWords(offers)} ${offers === 1 ? 'offer' : 'offers'}${rateWords(value)}${old}${left}`;
}

/** "EUR 12,000.00 (4 offers, 120 pieces); …": undefined where no page said how many pieces there were. */
export const stockedWords = (stocked: Figures['stocked']): string | undefined =>
  stocked
    .map(
      ({ offers, pieces, ...money }) =>
        `${formatMoney(money)} (${countWords(offers)} ${offers === 1 ? 'offer' : 'offers'}, ${countWords(pieces)} ${pieces === 1 ? 'piece' : 'pieces'})`,
    )
    .join('; ') || undefined;

/** ", at rates of 2026-01-30 to 2026-05-29": of the last day with one before each removal. */
export function rateWords({ ratesSince, ratesOf }: Pick<Value, 'ratesSince' | 'ratesOf'>): string {
  if (!ratesOf) return '';
  return `, at rates of ${ratesSince === ratesOf ? '' : `${ratesSince} to `}${ratesOf}`;
}

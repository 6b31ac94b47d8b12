import { PeriodFigures } from '#shared/reporting/period-figures.ts';
import { callHost } from './api-client.ts';

export type PeriodOptions = { brand: string; from?: string; to?: string; currency?: string };

export function figuresFromHost({ brand, from, to, currency }: PeriodOptions): Promise<PeriodFigures> {
  const query = new URLSearchParams({ ...(from && { from }), ...(to && { to }), ...(currency && { currency }) });
  return callHost(PeriodFigures, 'GET', `/brands/${encodeURIComponent(brand)}/figures?${query}`);
}

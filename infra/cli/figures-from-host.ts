import { BrandFigures } from '#shared/reporting/figures.ts';
import { callHost } from './api-client.ts';

export type PeriodOptions = { brand: string; from?: string; to?: string };

export function figuresFromHost({ brand, from, to }: PeriodOptions): Promise<BrandFigures> {
  const query = new URLSearchParams({ ...(from && { from }), ...(to && { to }) });
  return callHost(BrandFigures, 'GET', `/brands/${encodeURIComponent(brand)}/figures?${query}`);
}

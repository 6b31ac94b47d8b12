import { FiguresAndSeen } from '#shared/reporting/seen.ts';
import { callHost } from './api-client.ts';

export type PeriodOptions = { brand: string; from?: string; to?: string };

export function figuresFromHost({ brand, from, to }: PeriodOptions): Promise<FiguresAndSeen> {
  const query = new URLSearchParams({ ...(from && { from }), ...(to && { to }) });
  return callHost(FiguresAndSeen, 'GET', `/brands/${encodeURIComponent(brand)}/figures?${query}`);
}

import * as z from 'zod';
import { SeenOffer } from '#shared/comparison/seen-offers.ts';
import { callHost } from './api-client.ts';

const AT_ONCE = 200;

/** Which of these offers scans of the brand have shown. */
export async function seenOffersOf(brand: string, urls: readonly string[]): Promise<SeenOffer[]> {
  const path = `/brands/${encodeURIComponent(brand)}/offers/seen`;
  const seen: SeenOffer[] = [];
  for (let first = 0; first < urls.length; first += AT_ONCE) {
    const body = { urls: urls.slice(first, first + AT_ONCE) };
    seen.push(...(await callHost(z.object({ seen: z.array(SeenOffer) }), 'POST', path, body)).seen);
  }
  return seen;
}

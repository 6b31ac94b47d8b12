import { type Brand, intervalMs } from '#shared/domain/brand.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { searchOf } from '#shared/domain/watched-search.ts';
import type { ScanRates } from './scan-rate.ts';

/** Brands that one fetch serves when they watch the same keyword (functions/dispatch/plan.ts). */
const TOGETHER = 10;

type Scheduled = Pick<Brand, 'id' | 'watches'>;

/**
 * A sentence with the arithmetic for each host that this brand watches and that is asked for more pages than its pace allows.
 * @param others the other brands of the deployment, whose watches use the same slots
 */
export function overCapacity(brand: Scheduled, others: readonly Scheduled[], rateOf: ScanRates): string[] {
  const all = [...others.filter(({ id }) => id !== brand.id), brand];
  const hosts = new Map<string, Map<string, Watched>>();
  for (const { id, watches } of all)
    for (const watch of watches)
      for (const marketplace of watch.marketplaces) {
        const { every, pages } = watch;
        const { host } = rateOf(marketplace);
        const searches = hosts.get(host) ?? new Map<string, Watched>();
        hosts.set(host, searches);
        const search = JSON.stringify([marketplace, searchOf(watch)]);
        const known = searches.get(search) ?? { brands: new Set(), pagesAnHour: 0 };
        known.brands.add(id);
        known.pagesAnHour = Math.max(known.pagesAnHour, (pages * HOUR_MS) / intervalMs(every));
        searches.set(search, known);
      }
  const mine = new Set(brand.watches.flatMap(({ marketplaces }) => marketplaces.map((name) => rateOf(name).host)));
  const rates = new Map(
    brand.watches.flatMap(({ marketplaces }) =>
      marketplaces.map((name) => [rateOf(name).host, rateOf(name).intervalMs]),
    ),
  );
  return [...mine].flatMap((host) => sentence(host, [...hosts.get(host)!.values()], HOUR_MS / rates.get(host)!) ?? []);
}

type Watched = { brands: Set<string>; pagesAnHour: number };

function sentence(host: string, searches: readonly Watched[], possible: number): string | undefined {
  const asked = searches.reduce(
    (sum, { brands, pagesAnHour }) => sum + pagesAnHour * Math.ceil(brands.size / TOGETHER),
    0,
  );
  if (asked <= possible) return undefined;
  const brands = new Set(searches.flatMap((search) => [...search.brands])).size;
  const whole = (value: number) => Math.round(value).toLocaleString('en');
  const times = (asked / possible).toFixed(1);
  return (
    `More is asked of ${host} than its pace allows: ${whole(searches.length)} searches of ${brands} ${brands === 1 ? 'brand' : 'brands'} ask for up to ` +
    `${whole(asked)} pages an hour, and ${whole(possible)} can be read (a quarter of its slots is kept for notices). That is ${times} times too many: ` +
    `on average only every ${times}th period is read, and the others are reported as not read. Watch fewer keywords there, fewer pages, or less often.`
  );
}

import type { BrandWithoutProducts } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import { dayAfter, dayOf } from '#shared/domain/days.ts';
import { HOUR_MS } from '#shared/domain/time-units.ts';
import { searchOf } from '#shared/domain/watched-search.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { ListingStore, ScanPage } from '#shared/stores/listing-store.ts';
import type { RollUpStore } from '#shared/stores/roll-up-store.ts';
import { pagesReadOf } from './pages-read.ts';
import { type Appearance, appearanceKey, appearancesOf, firstCaseId, judgedAs, lastScans, shownOf } from './shown.ts';

/** The last scan of a day is read and judged within hours. */
const SETTLE_MS = 3 * HOUR_MS;
/** Further back it would count as judged today what was judged otherwise then. */
const MOST_DAYS_BACK = 7;
const AT_ONCE = 500;

type Services = {
  rollUps: Pick<RollUpStore, 'shownTo' | 'putShown' | 'setShownTo'>;
  listings: Pick<ListingStore, 'scanPagesAfter' | 'getMany'>;
  cases: Pick<CaseStore, 'getMany' | 'latestFor'>;
  now: Date;
};

/**
 * Counts what the searches of finished days showed, and how much of them could be read, once: a verdict moves on, so that this cannot be made anew later. The first time it
 * begins with yesterday.
 */
export async function rollUpShownDays(brand: Pick<BrandWithoutProducts, 'id' | 'watches'>, services: Services) {
  const { rollUps, now } = services;
  const last = dayAfter(dayOf(new Date(now.getTime() - SETTLE_MS)), -1);
  const before = await rollUps.shownTo(brand.id);
  if (before !== undefined && before >= last) return;
  const earliest = dayAfter(last, 1 - MOST_DAYS_BACK);
  const first = before === undefined ? last : dayAfter(before, 1);
  for (let day = first > earliest ? first : earliest; day <= last; day = dayAfter(day, 1)) {
    const pages = await pagesOf(day, brand.id, services.listings);
    const shown = await shownIn(pages, brand, services);
    await rollUps.putShown(brand.id, day, shown, pagesReadOf(pages));
  }
  await rollUps.setShownTo(brand.id, last);
}

async function shownIn(
  pages: readonly ScanPage[],
  brand: Pick<BrandWithoutProducts, 'id' | 'watches'>,
  services: Services,
) {
  const searches = searchesOf(brand);
  const scans = lastScans(pages.filter((page) => searches.has(searchKey(page))));
  const all = new Map(scans.flatMap(appearancesOf).map((each) => [appearanceKey(each), each]));
  const judged = new Map<string, ReturnType<typeof judgedAs>>();
  const keys = [...all.keys()];
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const some = keys.slice(start, start + AT_ONCE);
    const stored = await services.listings.getMany(brand.id, some);
    const cases = await casesOf(
      brand.id,
      some.map((key) => all.get(key)!),
      services.cases,
    );
    for (const key of some) judged.set(key, judgedAs(stored.get(key), cases.get(key)));
  }
  return shownOf(scans, (appearance) => judged.get(appearanceKey(appearance))!);
}

const searchKey = ({ marketplace, keyword }: { marketplace: string; keyword: string }) =>
  JSON.stringify([marketplace, keyword]);

/** The brand's searches; where it calls some of them a priority, these. */
function searchesOf({ watches }: Pick<BrandWithoutProducts, 'watches'>): Set<string> {
  const priority = watches.filter((watch) => watch.priority);
  const counted = priority.length > 0 ? priority : watches;
  return new Set(
    counted.flatMap((watch) =>
      watch.marketplaces.map((marketplace) => searchKey({ marketplace, keyword: searchOf(watch) })),
    ),
  );
}

async function pagesOf(day: string, brandId: string, listings: Services['listings']): Promise<ScanPage[]> {
  const [since, until] = [new Date(day), new Date(Date.parse(dayAfter(day, 1)) - 1)];
  const all: ScanPage[] = [];
  let next: string | undefined;
  do {
    const answer = await listings.scanPagesAfter(brandId, since, next, until);
    all.push(...answer.pages);
    next = answer.next;
  } while (next !== undefined);
  return all;
}

/** The newest case of each offer, by the offer's key. Only an offer that was gone has more than one. */
async function casesOf(
  brandId: string,
  shown: readonly Appearance[],
  cases: Services['cases'],
): Promise<Map<string, Case>> {
  const ids = new Map(shown.map((each) => [firstCaseId(brandId, each), appearanceKey(each)]));
  const records = await cases.getMany([...ids.keys()]);
  const newest = await Promise.all(
    records.map(async (record): Promise<[string, Case]> => {
      const isOver = record.state === 'removed' || record.state === 'ended' || record.state === 'relisted';
      const latest = isOver ? await cases.latestFor(brandId, record.listing) : record;
      return [ids.get(record.id)!, latest ?? record];
    }),
  );
  return new Map(newest);
}

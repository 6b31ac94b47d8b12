import { type Coverage, combineCoverage } from '#shared/domain/coverage.ts';

/** One keyword on one marketplace: what a watch asks, and its pages answer. */
export type Search = { keyword: string; marketplace: string };

export const searchKey = ({ keyword, marketplace }: Search): string => JSON.stringify([keyword, marketplace]);

/** The pages of each search, in the order in which the searches first come. */
export function bySearch<Page extends Search>(pages: readonly Page[]): (Search & { pages: Page[] })[] {
  return [...Map.groupBy(pages, searchKey).values()].map((ofSearch) => {
    const { keyword, marketplace } = ofSearch[0]!;
    return { keyword, marketplace, pages: ofSearch };
  });
}

export const coverageOf = (pages: readonly { coverage: Coverage }[]): Coverage =>
  combineCoverage(pages.map(({ coverage }) => coverage));

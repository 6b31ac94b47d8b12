import { marketplaceById } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';
import { type CorpusEntry, corpusEntries, corpusPages, truthFiles } from './corpus.ts';
import { BENCHMARK } from './product-benchmark.ts';
import { addTallies, holdAgainstTruth, type Tally } from './truth.ts';
import { readAs, rightVerdicts } from './verdicts.ts';

/** The saved pages of one kind of one site. */
export type KindFigures = {
  kind: string;
  pages: number;
  rightVerdicts: number;
  /** Listings on all of these pages, with or without truth. */
  listings: number;
  /** Only of pages with truth. */
  truth?: { pages: number; found: number; stated: number; inOrder: boolean; fields: Tally };
  wrong: { file: string; coverage: string; reason?: string }[];
};

export type SiteFigures = {
  site: string;
  /** The reader that served it: its own, or the generic one. */
  readBy: string;
  kinds: KindFigures[];
};

// Tables and snippets, and pages that the product benchmark counts.
const NO_SITE = new Set(['prices', 'robots', 'zyte-parsers']);

/** The sites that have saved pages, in alphabetical order. */
export function corpusSites(): Map<string, CorpusEntry[]> {
  const entries = corpusEntries().filter(
    ({ file, marketplace }) => !NO_SITE.has(marketplace) && !file.startsWith(`${BENCHMARK}/`),
  );
  return new Map(
    [...Map.groupBy(entries, ({ marketplace }) => marketplace)].toSorted(([a], [b]) => a.localeCompare(b)),
  );
}

export function readSite(site: string, entries: readonly CorpusEntry[]): SiteFigures {
  const marketplace = marketplaceById(site)?.marketplace ?? schemaOrg;
  const truths = truthFiles(site).map((file) => ({ ...holdAgainstTruth(marketplace, file), page: file.page }));
  const kinds = [...Map.groupBy(entries, ({ pageKind }) => pageKind)].map(([kind, saved]) => {
    const files = new Set(saved.map(({ file }) => file));
    const held = truths.filter(({ page }) => files.has(page));
    return { ...readKind(marketplace, kind, saved), truth: held.length > 0 ? truthFigures(held) : undefined };
  });
  return { site, readBy: marketplace.id, kinds };
}

function readKind(marketplace: Marketplace, kind: string, entries: readonly CorpusEntry[]): KindFigures {
  const home = marketplace.hosts[0] ? `https://www.${marketplace.hosts[0]}/` : undefined;
  const verdicts = entries.flatMap(({ file }) =>
    corpusPages(file, home).map((page) => ({ file, ...readAs(marketplace, kind, page) })),
  );
  const wrong = verdicts.filter(({ file, coverage }) => !rightVerdicts(kind, file).includes(coverage));
  return {
    kind,
    pages: verdicts.length,
    rightVerdicts: verdicts.length - wrong.length,
    listings: verdicts.reduce((sum, { listings }) => sum + listings, 0),
    wrong: wrong.map(({ file, coverage, reason }) => ({ file, coverage, reason })),
  };
}

function truthFigures(outcomes: readonly ReturnType<typeof holdAgainstTruth>[]): KindFigures['truth'] {
  const found = outcomes.map(({ expectedIds, foundIds }) => expectedIds.filter((id) => foundIds.includes(id)).length);
  return {
    pages: outcomes.length,
    found: found.reduce((sum, count) => sum + count, 0),
    stated: outcomes.reduce((sum, { expectedIds }) => sum + expectedIds.length, 0),
    inOrder: outcomes.every(({ expectedIds, foundIds }) => foundIds.join(' ') === expectedIds.join(' ')),
    fields: addTallies(outcomes.map(({ tally }) => tally)),
  };
}

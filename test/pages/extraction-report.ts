import { type PriceFigures, priceFigures } from './price-table.ts';
import { benchmarkScores, type SystemScores } from './product-benchmark.ts';
import { corpusSites, readSite, type SiteFigures } from './site-figures.ts';

export type ExtractionReport = {
  sites: SiteFigures[];
  /** Not measured when the report is about one site. */
  prices?: PriceFigures;
  benchmark?: SystemScores[];
};

/** Runs every reader over every saved page. `progress` hears of each step, from 0 to 1. */
export function measureExtraction(progress: (done: number, text: string) => void, site?: string): ExtractionReport {
  const all = [...corpusSites()].filter(([name]) => site === undefined || name === site);
  const steps = all.length + (site === undefined ? 2 : 0);
  const sites = all.map(([name, entries], index) => {
    progress(index / steps, name);
    return readSite(name, entries);
  });
  if (site !== undefined) return { sites };
  progress(all.length / steps, 'price strings');
  const prices = priceFigures();
  progress((all.length + 1) / steps, 'product pages of unknown shops');
  return { sites, prices, benchmark: benchmarkScores() };
}

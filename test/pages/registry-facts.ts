import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { confirmedReaders } from '#shared/marketplaces/reader-age.ts';
import { type FixtureNames, READ_COLUMNS, supportRow, unprovenReaders } from './support-document.ts';

/**
 * docs/marketplaces.md with what the registry says today. What only saved pages tell, which not everybody has, stays as it was
 * measured: the figures, and of every row the kinds of page that were checked and what stood in the way.
 */
export function withRegistryFacts(
  document: string,
  marketplaces: readonly Marketplace[],
  fixtureNames: FixtureNames,
): string {
  const lines = document.split('\n');
  const head = lines.indexOf(rowOf(READ_COLUMNS));
  if (head < 0) throw new Error(`docs/marketplaces.md has no table "${rowOf(READ_COLUMNS)}"`);
  const first = head + 2;
  const end = lines.findIndex((line, index) => index >= first && !line.startsWith('|'));
  const measured = new Map(lines.slice(first, end).map((line) => [cellsOf(line)[0], cellsOf(line)]));
  const rows = marketplaces.map((marketplace) => {
    const [name, reads, limits, ...facts] = supportRow(marketplace, fixtureNames(marketplace.id), undefined);
    const [, readsAsMeasured = reads, limitsAsMeasured = limits] = measured.get(name!) ?? [];
    return rowOf([name, readsAsMeasured, limitsAsMeasured, ...facts]);
  });
  return lines
    .toSpliced(first, end - first, ...rows)
    .join('\n')
    .replace(/\d+ are unproven/, `${unprovenReaders} are unproven`);
}

const rowOf = (cells: readonly (string | undefined)[]): string => `| ${cells.join(' | ')} |`;
const cellsOf = (row: string): string[] => row.slice(2, -2).split(' | ');

export const README_COUNT = /watches \d+ online marketplaces \(\d+ readers proven by real result pages, \d+ not yet\)/;

/** How the README counts marketplaces: without the sample shop and the reader of any shop. */
export function readmeCount(marketplaces: readonly Marketplace[]): string {
  const real = marketplaces.filter(({ id }) => id !== 'bazaar' && id !== 'schema-org');
  const proven = real.filter(({ id }) => typeof confirmedReaders[id] === 'string').length;
  return `watches ${real.length} online marketplaces (${proven} readers proven by real result pages, ${real.length - proven} not yet)`;
}

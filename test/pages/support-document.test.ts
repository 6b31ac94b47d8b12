import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ebay } from '#shared/marketplaces/ebay/ebay.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';
import type { ExtractionReport } from './extraction-report.ts';
import { withRegistryFacts } from './registry-facts.ts';
import { supportDocument, supportRow } from './support-document.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const committed = readFileSync(`${ROOT}/docs/marketplaces.md`, 'utf8');
const fixtureNames = (id: string) => readdirSync(`${ROOT}/shared/marketplaces/${id}/fixtures`);

describe('docs/marketplaces.md', () => {
  it.each(marketplaces.map((marketplace) => [marketplace.id, marketplace] as const))(
    'says of %s what the registry says (else: npm run extract:report -- --facts)',
    (_, marketplace) => {
      const [name, , , ...facts] = supportRow(marketplace, [], undefined);
      const row = committed.split('\n').find((line) => line.startsWith(`| ${name} |`));
      expect(row).toBeDefined();
      expect(row).toContain(facts.join(' | '));
    },
  );

  it('is what the registry makes of it, and stays so', () => {
    expect(withRegistryFacts(committed, marketplaces, fixtureNames)).toBe(committed);
  });

  it('gets the row of a marketplace that has no saved pages, and loses none of what was measured', () => {
    const fjord = { ...ebay, id: 'fjord', title: 'Fjord' };
    const [before, after] = [[ebay], [ebay, fjord]].map((known) =>
      withRegistryFacts(committed, known, () => ['search-results.json']),
    );
    const added = after!.split('\n').filter((line) => !before!.split('\n').includes(line));
    expect(added).toEqual([expect.stringMatching(/^\| \[Fjord\].*\(search\), \(seller\), watches on sellers \|/)]);
    expect(committed).toContain(before!.split('\n').find((line) => line.startsWith('| [eBay]')));
  });

  it('has a row for nothing else, and its links lead somewhere', () => {
    const linked = [...committed.matchAll(/\]\(\.\.\/(shared\/marketplaces\/[^)]+)\)/g)].map(([, file]) => file!);
    expect(linked).toHaveLength(marketplaces.length);
    for (const file of linked) expect(existsSync(`${ROOT}/${file}`), file).toBe(true);
  });
});

describe('a support document', () => {
  const kind = { pages: 2, rightVerdicts: 1, listings: 60 };
  const wrong = [{ file: 'ebay/a-page.html', coverage: 'blocked', reason: 'Somebody’s words' }];
  const fields = { title: { stated: 60, exact: 59, misses: ['ebay/a-page.html 12 title: "Somebody’s jacket"'] } };
  const truth = { pages: 1, found: 60, stated: 60, inOrder: true, fields };
  const report: ExtractionReport = {
    sites: [
      { site: 'ebay', readBy: 'ebay', kinds: [{ ...kind, kind: 'search', truth, wrong }] },
      { site: 'corner-shop', readBy: 'schema-org', kinds: [{ ...kind, kind: 'listing', wrong: [] }] },
    ],
    prices: {
      expected: 100,
      read: 99,
      misses: [{ text: 'Somebody’s price', expected: '1', read: null, reason: 'no digits' }],
    },
  };
  const text = supportDocument([ebay], fixtureNames, report);

  it('gives counts and nothing that stood on a page', () => {
    expect(text).toContain('| ebay | search | 1/2 | 60 | 60/60 | 59/60 |');
    expect(text).toContain('| no digits | 1 |');
    expect(text).not.toMatch(/Somebody|a-page/);
  });

  it('tells kinds that were checked on real pages from those that were not', () => {
    expect(text).toMatch(/^\| \[eBay\].*, search, \(listing\), \(seller\), watches on sellers \|/m);
    expect(text).toContain('**search API** of api.ebay.com');
  });

  it('keeps shops without a folder apart, and names what is not supported', () => {
    expect(text.indexOf('| corner-shop |')).toBeGreaterThan(text.indexOf('read by `schema-org`'));
    expect(text).toMatch(/^\| DHgate \| .+ \|$/m);
  });
});

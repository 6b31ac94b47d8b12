import { describe, expect, test } from 'vitest';
import type { Brand } from '#shared/domain/brand.ts';
import { readText } from '#shared/recognition/brand-mention.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { aBrand, aListing } from '../../support/builders.ts';
import { csvColumn, datasetsAreThere, tsvRows } from '../../support/datasets.ts';
import { NOW } from '../../support/facts.ts';

const brandNamed = (name: string): Brand => aBrand({ name, fingerprint: { names: [name] } });

const MATCHING_TABLES = ['abt_buy', 'amazon_google', 'walmart_amazon'].flatMap((set) =>
  ['tableA', 'tableB'].map((table) => [set, table] as const),
);

function benignTitles(): string[] {
  const titles = MATCHING_TABLES.flatMap(([set, table]) => {
    const file = ['product-matching', set, `${table}.csv.gz`] as const;
    return [...csvColumn('name', ...file), ...csvColumn('title', ...file)];
  });
  return [...new Set([...titles, ...csvColumn('title', 'genuine-listings', 'genuine_listings.csv.gz')])].filter(
    Boolean,
  );
}

describe.skipIf(!datasetsAreThere)('on labelled data', () => {
  test('95 % of disguised brand names are seen through', () => {
    const rows = tsvRows('brand-evasion', 'synthetic.tsv');
    const brands = new Map(rows.map(([name]) => [name!, brandNamed(name!)]));
    const missed = rows.filter(([name, , , title]) => readText(brands.get(name!)!, title!).mentions.length === 0);
    const recall = 1 - missed.length / rows.length;
    console.info(`brand evasion: ${(100 * recall).toFixed(1)} % of ${rows.length} seen through`);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  test('a list of known misspellings finds its neighbours too: 12 of 16 seen on real offers', () => {
    const rows = tsvRows('brand-evasion', 'observed.tsv').map(([observed, name]) => ({ observed, name }));
    const found = rows.filter(({ observed, name }) => {
      const others = rows.filter((row) => row.name === name && row.observed !== observed).map((row) => row.observed!);
      const brand = aBrand({ name: name!, fingerprint: { names: [name!, ...others] } });
      return readText(brand, `${observed} sneakers men size 42`).mentions.length > 0;
    });
    expect(found.length).toBeGreaterThanOrEqual(12);
  });

  test('hardly any title without the brand is taken for a disguise of it', () => {
    const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
    const titles = benignTitles().filter((_, index) => index % 10 === 0); // a tenth, to stay quick
    const names = [...new Set(tsvRows('brand-evasion', 'synthetic.tsv').map(([name]) => name!))];
    let pairs = 0;
    const matched: string[] = [];
    for (const name of names) {
      const brand = brandNamed(name);
      const plain = letters(name);
      for (const title of titles) {
        if (letters(title).includes(plain)) continue;
        pairs++;
        if (readText(brand, title).mentions.length > 0) matched.push(`${name}: ${title}`);
      }
    }
    console.info(`brand evasion: ${matched.length} false matches in ${pairs} pairs`);
    expect(matched.length).toBeLessThanOrEqual(4);
  });

  test('at most one in a thousand benign titles is sent to review', () => {
    const brands = new Map<string, Brand>();
    const titles = benignTitles();
    // The first longer word plays the brand, so that every title names one.
    const reviewed = titles.filter((title) => {
      const word = /[A-Za-z]{4,}/.exec(title)?.[0];
      if (!word) return false;
      const brand = brands.get(word) ?? brandNamed(word);
      brands.set(word, brand);
      const listing = aListing({ title: title.slice(0, 2000), price: null });
      return scoreListing({ brand, listing, now: NOW }).decision !== 'ignore';
    });
    console.info(`benign titles: ${reviewed.length} of ${titles.length} sent to review`);
    expect(reviewed.length / titles.length).toBeLessThanOrEqual(0.001);
  });
});

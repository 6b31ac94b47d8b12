import { afterAll, describe, expect, test } from 'vitest';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { addTallies, holdAgainstTruth } from '#test/pages/truth.ts';
import { readAs, rightVerdicts } from '#test/pages/verdicts.ts';
import { corpusEntries, corpusIsThere, corpusPage, truthFiles } from '../../support/corpus.ts';

const STRICT = ['title', 'price', 'currency', 'priceMax', 'url', 'image'];

describe.skipIf(!corpusIsThere)('real saved pages with hand-made truth', () => {
  const covered = marketplaces
    .map((marketplace) => ({ marketplace, files: truthFiles(marketplace.id) }))
    .filter(({ files }) => files.length > 0);
  const table: Record<string, string>[] = [];
  afterAll(() => console.table(table));

  test.each(covered.map(({ marketplace, files }) => [marketplace.id, marketplace, files] as const))(
    '%s: every listing in order, prices and titles exact',
    (id, marketplace, files) => {
      const outcomes = files.map((file) => holdAgainstTruth(marketplace, file));
      for (const { name, foundIds, expectedIds, nextPage } of outcomes) {
        expect(foundIds, name).toEqual(expectedIds);
        expect(nextPage?.read, name).toBe(nextPage?.expected);
      }
      const tally = addTallies(outcomes.map((outcome) => outcome.tally));
      for (const [field, { stated, exact, misses }] of Object.entries(tally)) {
        table.push({ marketplace: id, field, exact: `${exact}/${stated}`, misses: misses.slice(0, 3).join(' · ') });
        expect(exact / stated, `${field}: ${misses.join('\n')}`).toBeGreaterThanOrEqual(
          STRICT.includes(field) ? 0.99 : 0.95,
        );
      }
    },
  );

  const saved = corpusEntries().flatMap((entry) => {
    const marketplace = marketplaces.find(({ id }) => id === entry.marketplace);
    return marketplace && /\.html(\.gz)?$/.test(entry.file) ? [{ ...entry, marketplace }] : [];
  });

  test.each(saved.map((entry) => [entry.file, entry] as const))(
    '%s gets the verdict of its kind',
    (file, { marketplace, pageKind }) => {
      const page = corpusPage(file, `https://www.${marketplace.hosts[0] ?? 'page.invalid'}/`);
      const { coverage, reason } = readAs(marketplace, pageKind, page);
      expect(rightVerdicts(pageKind, file), `${coverage}: ${reason}`).toContain(coverage);
    },
  );
});

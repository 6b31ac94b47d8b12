import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Brand } from '#shared/domain/brand.ts';
import { brandIndex } from '#shared/recognition/brand-index.ts';
import { readText } from '#shared/recognition/brand-mention.ts';
import { brandNamed } from '#shared/signals/brand-named.ts';
import { aBrand, aListing } from '#test/support/builders.ts';
import { csvColumn, datasetsAreThere, tsvRows } from '#test/support/datasets.ts';
import { NOW } from '#test/support/facts.ts';
import { tries } from '../../support/tries.ts';

const named = (name: string, ...aliases: string[]): Brand =>
  aBrand({ id: `b-${name.length}`, name, fingerprint: { names: [name, ...aliases] } });

// Invented, and chosen to be near each other and to hold what disguises work on: pairs, doubles, u and v, digits, gaps.
const BRANDS = [
  named('Nordhavn', '诺德海文', 'ノルドハウン'),
  named('Nordhaven'),
  named('Vulmira'),
  named('Wimmel'),
  named('Clarno'),
  named('Rille'),
  named('Kloss 57'),
  named('Ulla Venn'),
  named('Mirna'),
  named('Sp5rk'),
  named('Tarnfell'),
  named('Oko'),
  named('Bad-Ilmen'),
  named('Dunn & Wick'),
  named('Kelsor 9'),
];
const index = brandIndex(BRANDS);
const exact = (title: string) => BRANDS.filter((brand) => readText(brand, title).mentions.length > 0);
/** Some as other scripts and languages write them. */
const names = [
  ...BRANDS.flatMap(({ fingerprint }) => fingerprint.names),
  ...['Kelsor neun', 'كيلسور ٩', 'Нордхавн', '노르드하븐', 'ヴルミラ', 'ทาร์นเฟล', 'Ουλλα Βεν'],
];

/** One change at one place: the tricks, and things that are no trick. */
const change = fc.tuple(
  fc.nat({ max: 30 }),
  fc.constantFrom(
    (letters: string[], at: number) => letters.with(at, '*'),
    (letters: string[], at: number) => letters.with(at, 'а'),
    (letters: string[], at: number) => letters.with(at, 'q'),
    (letters: string[], at: number) =>
      letters.with(at, { o: '0', e: '3', a: '4', i: '1', s: '5' }[letters[at]!] ?? 'v'),
    (letters: string[], at: number) =>
      letters.with(at, { m: 'rn', w: 'vv', d: 'cl', u: 'll', k: 'lc' }[letters[at]!] ?? 'rl'),
    (letters: string[], at: number) => letters.toSpliced(at, 1),
    (letters: string[], at: number) => letters.map((letter) => (letter === letters[at] ? 'q' : letter)),
    (letters: string[], at: number) => letters.toSpliced(at, 0, letters[at]!),
    (letters: string[], at: number) => letters.toSpliced(at, 0, ' '),
    (letters: string[], at: number) => letters.toSpliced(at, 0, '.'),
    (letters: string[], at: number) => letters.toSpliced(at, 0, '+'),
    (letters: string[], at: number) => letters.toSpliced(at, 0, '\u200b'),
    (letters: string[], at: number) => letters.toSpliced(at, 2, letters[at + 1] ?? 'x', letters[at]!),
    (letters: string[]) => letters.flatMap((letter) => [letter, '_']),
    (letters: string[]) => letters.map((letter) => letter.toUpperCase()),
  ),
);
const disguised = fc.tuple(fc.constantFrom(...names), fc.array(change, { maxLength: 3 })).map(([name, changes]) =>
  changes.reduce((text, [place, apply]) => {
    const letters = Array.from(text);
    return letters.length === 0 ? text : apply(letters, place % letters.length).join('');
  }, name),
);
const title = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: disguised },
      fc.constantFrom(
        'parka',
        'for',
        '1:1',
        '(new)',
        '新款',
        '#my',
        'jacket',
        '2024',
        '***',
        'のるどはうん',
        'nvahdron',
        'nrdhvn',
      ),
      fc.string({ maxLength: 8 }),
    ),
    {
      maxLength: 5,
    },
  )
  .chain((parts) => fc.constantFrom(' ', '', '-').map((glue) => parts.join(glue)));

describe('brands of a listing', () => {
  test('none is missed that asking each brand would find', () => {
    fc.assert(
      fc.property(title, (text) => {
        const found = index.mayBeNamed(aListing({ title: text.slice(0, 2000) }));
        for (const brand of exact(text.slice(0, 2000))) expect(found, text).toContain(brand);
      }),
      { numRuns: tries(800, 3000) },
    );
  });

  test('the brand field of the offer counts, whatever the title says', () => {
    const listing = aListing({ title: 'warm winter parka', brand: 'NORDHAVN' });
    expect(index.mayBeNamed(listing)).toContain(BRANDS[0]);
    expect(brandNamed.evaluate({ brand: BRANDS[0]!, listing, now: NOW })).not.toBe('not-applicable');
  });

  test('a title that names none costs no scoring', () => {
    expect(index.mayBeNamed(aListing({ title: 'Spare buckle strap for backpack, berry' }))).toEqual([]);
  });

  test('a title made to be slow is not', () => {
    for (const text of [
      '*'.repeat(2000),
      'n*'.repeat(1000),
      'nnnnrrrn'.repeat(250),
      'o o o '.repeat(333),
      'ノル'.repeat(1000),
      'نور'.repeat(666),
    ])
      expect(index.mayBeNamed(aListing({ title: text }))).toEqual(expect.any(Array)); // by backtracking, never
  });
});

describe.skipIf(!datasetsAreThere)('on labelled data', () => {
  test('no disguised name is missed among sixty brands, and few brands are asked in vain', () => {
    const rows = tsvRows('brand-evasion', 'synthetic.tsv');
    const brands = new Map(rows.map(([name]) => [name!, named(name!)]));
    const many = brandIndex([...brands.values()]);
    for (const [name, , , text] of rows) {
      if (readText(brands.get(name!)!, text!).mentions.length === 0) continue;
      expect(many.mayBeNamed(aListing({ title: text! }))).toContain(brands.get(name!));
    }
    const titles = csvColumn('title', 'product-matching', 'walmart_amazon', 'tableB.csv.gz').slice(0, 1000);
    const asked = titles.reduce((sum, text) => sum + many.mayBeNamed(aListing({ title: text })).length, 0);
    expect(asked / titles.length).toBeLessThan(0.2 * brands.size);
  });
});

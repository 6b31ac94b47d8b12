import { Brand } from '#shared/domain/brand.ts';
import { isCommonWord } from '#shared/recognition/common-words.ts';
import { seededRandom, shuffled } from '#shared/runtime/seeded-random.ts';
import { readTable } from './datasets.ts';

/** The first so many in the draw are known: `brand-evasion` uses a hundred, and two hundred were looked at. */
const KNOWN = 320;

/** Real brand names drawn by lot, of those that nobody looked at. */
export function strangerNames(count: number): Brand[] {
  const usable = readTable('brand-names/simple-icons-titles.tsv')
    .map(({ title }) => title!)
    .filter((name) => /^[A-Za-z]{4,12}( [A-Za-z]{3,10})?$/.test(name))
    .filter((name) => !name.split(' ').every((word) => isCommonWord(word.toLowerCase())));
  return shuffled([...new Set(usable)], seededRandom(5))
    .slice(KNOWN, KNOWN + count)
    .map((name) => Brand.parse({ id: 'measured', name, fingerprint: { names: [name] } }));
}

const TITLES = 15_000;

/** Every name with every real title in which it does not stand as words of its own. */
export function* pairsWithoutName(brands: readonly Brand[], most = TITLES): Generator<{ name: Brand; title: string }> {
  const titles = honestTitles().slice(0, most);
  for (const name of brands) {
    const asWords = new RegExp(
      `(?<![\\p{L}\\p{N}])${name.name.replaceAll(' ', '[^\\p{L}\\p{N}]*')}(?![\\p{L}\\p{N}])`,
      'iu',
    );
    for (const title of titles) if (!asWords.test(title)) yield { name, title };
  }
}

function honestTitles(): string[] {
  const offers = ['abt_buy', 'amazon_google', 'walmart_amazon'].flatMap((set) =>
    ['tableA', 'tableB'].flatMap((table) => readTable(`product-matching/${set}/${table}.csv.gz`)),
  );
  const genuine = readTable('genuine-listings/genuine_listings.csv.gz');
  const all = [...offers, ...genuine].map((row) => row.title ?? row.name ?? '').filter((title) => title !== '');
  return shuffled([...new Set(all)], seededRandom(9));
}

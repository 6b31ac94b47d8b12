import { Brand } from '#shared/domain/brand.ts';
import { clusteredBootstrap } from '#shared/learning/bootstrap.ts';
import { wilsonLowerBound, wilsonUpperBound } from '#shared/learning/wilson.ts';
import { readText } from '#shared/recognition/brand-mention.ts';
import { isCommonWord } from '#shared/recognition/common-words.ts';
import { seededRandom, shuffled } from '#shared/runtime/seeded-random.ts';
import { readTable } from './datasets.ts';
import { disguises } from './disguises.ts';
import type { Experiment } from './experiment.ts';
import { figure, markdownTable, paragraphs, percent, percentWithInterval } from './markdown.ts';
import type { Target } from './targets.ts';

/** A title in which the brand's name is disguised. */
type Disguised = { brand: string; method: string; title: string };

const FRESH_BRANDS = 100;
const FRESH_TITLES = 3000;

export const brandEvasion: Experiment = {
  name: 'brand-evasion',
  promises: true,
  title: 'Disguised brand names',
  datasets: ['brand-evasion', 'brand-names', 'confusables', 'product-matching', 'genuine-listings'],
  run(progress) {
    const titles = honestTitles();
    const given = readTable('brand-evasion/synthetic.tsv').map(
      ({ brand, method, title }): Disguised => ({ brand: brand!, method: method!, title: title! }),
    );
    const freshBrands = pickFreshBrands(new Set(given.map(({ brand }) => brand.toLowerCase())));
    progress(`${given.length} given titles; ${FRESH_BRANDS} further brands`);
    const fresh = writeDisguised(freshBrands, titles);
    const sets = [
      measure('given set', given, titles, progress),
      measure('further brands', fresh, titles.slice(0, FRESH_TITLES), progress),
    ];
    const observed = observedMisspellings();
    return {
      markdown: paragraphs(
        'A title counts as found when the brand is read in it, plainly or in disguise. *Given set*: titles with disguised names that were made before this code. *Further brands*: names drawn by lot that the code was not written for, though the errors on them were looked at twice since, so they are no longer unseen; disguised by a second generator with look-alikes from the Unicode table. Both synthetic. False matches: honest product titles that do not contain the name, each against every brand. Intervals resample brands; the bound on false matches is one-sided 95 %.',
        markdownTable(
          ['', 'brands', 'titles', 'recall', 'honest pairs', 'false', 'false per million', 'at most (95 %)'],
          sets.map(({ row }) => row),
        ),
        'Recall by trick:',
        ...sets.map(
          ({ label, byMethod }) => `**${label}**\n\n${markdownTable(['trick', 'titles', 'recall'], byMethod)}`,
        ),
        describe(observed),
      ),
      targets: [...sets.flatMap(({ targets }) => targets), observedTarget(observed)],
    };
  },
};

const asBrand = (name: string, aliases: readonly string[] = []): Brand =>
  Brand.parse({ id: 'measured', name, fingerprint: { names: [name, ...aliases] } });

const compact = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function honestTitles(): string[] {
  const offers = ['abt_buy', 'amazon_google', 'walmart_amazon'].flatMap((set) =>
    ['tableA', 'tableB'].flatMap((table) => readTable(`product-matching/${set}/${table}.csv.gz`)),
  );
  const genuine = readTable('genuine-listings/genuine_listings.csv.gz');
  const all = [...offers, ...genuine].map((row) => row.title ?? row.name ?? '').filter((title) => title !== '');
  return shuffled([...new Set(all)], seededRandom(4)).slice(0, 15_000);
}

function pickFreshBrands(known: ReadonlySet<string>): string[] {
  const usable = readTable('brand-names/simple-icons-titles.tsv')
    .map(({ title }) => title!)
    .filter((name) => /^[A-Za-z]{4,12}( [A-Za-z]{3,10})?$/.test(name) && !known.has(name.toLowerCase()))
    .filter((name) => !name.split(' ').every((word) => isCommonWord(word.toLowerCase())));
  return shuffled(usable, seededRandom(5)).slice(0, FRESH_BRANDS);
}

function writeDisguised(brands: readonly string[], titles: readonly string[]): Disguised[] {
  const random = seededRandom(6);
  return Object.entries(disguises()).flatMap(([method, disguise]) =>
    brands.flatMap((brand, i) => {
      const written = disguise(brand, random);
      if (written === undefined || written.toLowerCase() === brand.toLowerCase()) return [];
      const words = titles[i % titles.length]!.split(' ').slice(0, 6);
      const at = Math.floor(random() * (words.length + 1));
      return [{ brand, method, title: [...words.slice(0, at), written, ...words.slice(at)].join(' ') }];
    }),
  );
}

function measure(
  label: string,
  disguised: readonly Disguised[],
  titles: readonly string[],
  progress: (line: string) => void,
) {
  const brands = new Map([...new Set(disguised.map(({ brand }) => brand))].map((name) => [name, asBrand(name)]));
  const found = disguised.map(({ brand, title }) => readText(brands.get(brand)!, title).mentions.length > 0);
  const [recall] = clusteredBootstrap({
    clusterOf: disguised.map(({ brand }) => brand),
    statistic: (weights) => [
      weights.reduce((sum, weight, i) => sum + weight * Number(found[i]), 0) / weights.reduce((a, b) => a + b, 0),
    ],
    random: seededRandom(8),
    samples: 500,
  });
  progress(`${label}: recall ${percent(recall!.estimate)}; now honest titles`);
  const { pairs, wrong } = falseMatches(brands, titles);
  const byMethod = [...Map.groupBy(disguised.keys(), (i) => disguised[i]!.method)].map(([method, rows]) => [
    method,
    String(rows.length),
    percent(rows.filter((i) => found[i]).length / rows.length, 0),
  ]);
  const row = [
    label,
    String(brands.size),
    String(disguised.length),
    percentWithInterval(recall!),
    String(pairs),
    String(wrong),
    figure((1e6 * wrong) / pairs, 1),
    figure(1e6 * wilsonUpperBound(wrong, pairs), 1),
  ];
  const targets: Target[] = [
    {
      promise: `disguised names, recall, ${label}`,
      required: 0.95,
      measured: recall!.estimate,
      interval: [recall!.low, recall!.high],
      better: 'higher',
      unit: '%',
    },
    {
      promise: `disguised names, false matches, ${label}`,
      required: 10,
      measured: (1e6 * wrong) / pairs,
      interval: [1e6 * wilsonLowerBound(wrong, pairs), 1e6 * wilsonUpperBound(wrong, pairs)],
      better: 'lower',
      unit: 'per million',
    },
  ];
  return { label, row, byMethod, targets };
}

function falseMatches(brands: ReadonlyMap<string, Brand>, titles: readonly string[]) {
  let pairs = 0;
  let wrong = 0;
  const compacted = titles.map(compact);
  for (const [name, brand] of brands) {
    const key = compact(name);
    for (const [i, title] of titles.entries()) {
      if (compacted[i]!.includes(key)) continue;
      pairs++;
      if (readText(brand, title).mentions.length > 0) wrong++;
    }
  }
  return { pairs, wrong };
}

type Observed = { rows: number; alone: number; withOthers: number; withAll: number };

const describe = ({ rows, alone, withOthers, withAll }: Observed): string =>
  `**Misspellings seen on real offers (${rows})**: ${alone} are found from the name alone, ${withOthers} when the brand's *other* observed misspellings are entered as aliases, ${withAll} when the misspelling itself is.`;

const observedTarget = ({ rows, withOthers }: Observed): Target => ({
  promise: "misspellings seen on real offers, with the brand's other ones as aliases (12 of 16)",
  required: 12 / 16,
  measured: withOthers / rows,
  better: 'higher',
  unit: '%',
});

/** Real misspellings, alone and with the brand's other misspellings as aliases: a list that an analyst would have. */
function observedMisspellings(): Observed {
  const rows = readTable('brand-evasion/observed.tsv');
  const isFound = (observed: string, brand: string, aliases: readonly string[]) =>
    readText(asBrand(brand, aliases), `${observed} sneakers men size 42`).mentions.length > 0;
  const others = (row: (typeof rows)[number]) =>
    rows
      .filter((other) => other.brand === row.brand && other.observed !== row.observed)
      .map((other) => other.observed!);
  const alone = rows.filter((row) => isFound(row.observed!, row.brand!, [])).length;
  const withOthers = rows.filter((row) => isFound(row.observed!, row.brand!, others(row))).length;
  const withAll = rows.filter((row) => isFound(row.observed!, row.brand!, [row.observed!, ...others(row)])).length;
  return { rows: rows.length, alone, withOthers, withAll };
}

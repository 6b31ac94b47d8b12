import { fileURLToPath } from 'node:url';
import { loadBrandFile } from '#infra/cli/read-brand-file.ts';
import { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import { moneyFromMajor } from '#shared/domain/money.ts';
import { clusteredBootstrap, type Interval } from '#shared/learning/bootstrap.ts';
import { areaUnderRoc, recallAtFalsePositiveRate } from '#shared/learning/metrics.ts';
import { precisionCurve, rank } from '#shared/learning/precision-curve.ts';
import { wilsonLowerBound, wilsonUpperBound } from '#shared/learning/wilson.ts';
import { readText } from '#shared/recognition/brand-mention.ts';
import { type Random, seededRandom, shuffled } from '#shared/runtime/seeded-random.ts';
import { evaluateSignals, scoreListing } from '#shared/scoring/score-listing.ts';
import { BENIGN_OFFERS } from './benign-offers.ts';
import { readTable } from './datasets.ts';
import type { Experiment } from './experiment.ts';
import { goodsOfAKind, type ListedGoods } from './goods-of-a-kind.ts';
import { markdownTable, paragraphs, percent, withInterval } from './markdown.ts';
import type { Target } from './targets.ts';

type Row = Record<string, string>;

const NOW = new Date('2026-01-01T00:00:00Z');
/** Seeds of halves of the products that nobody had looked at when the rules were written (2026-11-30); 21, 31 to 36, 61 to 68 and 71 to 78 were. */
const FRESH_HALVES = [81, 82, 83, 84, 85, 86, 87, 88];
const PRICE_AND_PRODUCT = new Set(['low-price', 'product-match']);

export const replicaLists: Experiment = {
  name: 'replica-lists',
  promises: true,
  title: 'Replica lists against genuine lists: price and product alone',
  datasets: ['replica-listings', 'genuine-listings', 'product-matching'],
  run(progress) {
    const genuine = readTable('genuine-listings/genuine_listings.csv.gz');
    const replicas = readTable('replica-listings/replica_listings.csv');
    const names = brandsWithOfficialLists(genuine);
    const studies = (share: number, seed = 21) =>
      names.map((name, i) => studyBrand(name, `brand ${'AB'[i]}`, genuine, share, seed));
    const whole = studies(1);
    const half = studies(0.5);
    progress(whole.map(({ label, brand }) => `${label}: ${brand.fingerprint.products.length} products`).join(', '));
    const complete = rankingsOf('every product', whole, replicas);
    const rankings = [...complete, ...rankingsOf('half of them', half, replicas)];
    const freshHalves = FRESH_HALVES.flatMap((seed) => studies(0.5, seed));
    const ends = [
      endToEnd('every product', whole, replicas),
      endToEnd('half of them', freshHalves, replicas, FRESH_HALVES.length),
    ];
    progress('benign titles');
    const benign = [
      ...half.flatMap((study) => listedOffers(study, genuine)),
      ...ownBrandOffers(genuine),
      ...writtenOffers(),
    ];
    return {
      markdown: paragraphs(
        'Two brands with official price lists (called A and B) play the client. References are the official products at their full price in the currency of the list; honest offers are official products at the price asked (many on sale), their titles reworded as resellers do; copies are offers from lists of replicas that name the brand, labelled by where they come from and not by inspection. With *every product* in the fingerprint each honest offer has a reference of its own. With *half of them*, drawn at random, the honest offers are the goods that the fingerprint leaves out: what an incomplete fingerprint costs. Many copies are of models that neither list has, and many are praised as "[Premium Quality]" and match products called Premium: what is found here owes much to that chance. The score is what the signals *product-match* and *low-price* add, nothing else. The price from which *low-price* speaks (60 % of the reference) was taken from these same honest offers, which also set the 1 % of false positives; it matters little: with every product in the fingerprint, both brands find 49.6, 51.9 and 51.2 % at 50, 60 and 70 %. Intervals resample products.',
        markdownTable(
          ['', 'fingerprint has', 'references', 'copies', 'honest', 'AUC', 'recall at 1 % FPR', 'at 5 % FPR'],
          rankings.map(({ row }) => row),
        ),
        "End to end: the same offers scored with the whole model as shipped (search result alone), and how many reach a person. Genuine titles are those of the lists with the brand named. The step below the review threshold for products far below their price (`cheapProduct` in the model) was chosen with these lists in view. With half of the products in the fingerprint, the genuine offers are goods that it leaves out: eight halves of each brand, drawn after the rules were written, though of the same two lists, and counted together; intervals are those of one half. The goods that are still taken for too cheap are mostly the children's sizes of a product of the same name.",
        markdownTable(
          ['fingerprint has', 'copies', 'to a person', 'genuine', 'for review', 'at most (95 %)'],
          ends.map(({ row }) => row),
        ),
        'What the makers ask for goods that a small fingerprint (6 to 80 products, drawn 60 times) leaves out, beside the cheapest of their kind in it, sales included. From this the share below which a price speaks against goods of a kind was taken: seen in the same lists, and of clothes and shoes alone.',
        goodsOfAKind(names.map((name) => listedGoods(name, genuine))),
        'Honest titles scored with the whole model (no pictures, no seller record): how many would reach a person? The last groups are written by us around the sample brand, with its whole fingerprint (synthetic).',
        markdownTable(['', 'titles', 'for review or beyond', 'share', 'at most (95 %)'], benign.map(benignRow)),
      ),
      targets: [recallTarget(complete.at(-1)!), ...endTargets(ends[0]!, ends[1]!), benignTarget(benign)],
    };
  },
};

type Study = { label: string; brand: Brand; honest: readonly Row[] };

/** New goods with a stated full price or a shop of the maker: the two brands with the longest lists. */
function brandsWithOfficialLists(genuine: readonly Row[]): string[] {
  const official = genuine.filter((row) => row.condition === 'new');
  return [...Map.groupBy(official, (row) => row.brand!)]
    .toSorted((a, b) => b[1].length - a[1].length)
    .slice(0, 2)
    .map(([name]) => name);
}

/** @param share of the official products that the fingerprint has; honest offers are all of them when it has all, else the others. */
function studyBrand(name: string, label: string, genuine: readonly Row[], share: number, seed: number): Study {
  const own = shuffled(
    genuine.filter((row) => row.brand === name && row.condition === 'new'),
    seededRandom(seed),
  );
  const known = Math.floor(share * own.length);
  const products = own.slice(0, known).flatMap((row) => {
    const amount = fullPrice(row);
    const product = { sku: row.sku!, name: row.title!, price: { amount, currency: row.currency! } };
    return amount > 0 ? [product] : [];
  });
  const brand = Brand.parse({ id: 'measured', name, fingerprint: { names: [name], products } });
  return { label, brand, honest: share === 1 ? own : own.slice(known) };
}

const listedGoods = (name: string, genuine: readonly Row[]): ListedGoods[] =>
  genuine
    .filter((row) => row.brand === name && row.condition === 'new' && amountIn(row.price) > 0)
    .map((row) => ({ title: row.title!, full: fullPrice(row), asked: amountIn(row.price) }));

const amountIn = (text: string | undefined): number => Number.parseFloat((text ?? '').replace(/[^\d.]/g, '')) || 0;
const fullPrice = (row: Row): number => Math.max(amountIn(row.list_price), amountIn(row.price));

function asListing(title: string, amount: number, currency: string): Listing {
  return Listing.parse({
    marketplace: 'measured',
    id: '1',
    url: 'https://shop.example/1',
    title,
    price: amount > 0 ? moneyFromMajor(amount, currency) : null,
  });
}

/** An offer with its score and whether it is a copy. */
type Scored = { title: string; score: number; copy: boolean };

type Ranking = { row: string[]; recall: Interval };

/** One for each brand, and one for all of them under one threshold. */
function rankingsOf(catalogue: string, studies: readonly Study[], replicas: readonly Row[]): Ranking[] {
  const scored = studies.map((study) => scoredOffers(study, replicas));
  const products = studies.map(({ brand }) => brand.fingerprint.products.length);
  const each = studies.map(({ label }, i) => rankingOf(label, catalogue, products[i]!, scored[i]!));
  const total = products.reduce((a, b) => a + b, 0);
  return [...each, rankingOf('both', catalogue, total, scored.flat())];
}

const recallTarget = ({ recall }: Ranking): Target => ({
  promise: 'replica lists, recall at 1 % FPR on price and product alone, every product with a reference',
  required: 0.5,
  measured: recall.estimate,
  interval: [recall.low, recall.high],
  better: 'higher',
  unit: '%',
});

function scoredOffers({ brand, honest }: Study, replicas: readonly Row[]): Scored[] {
  const random = seededRandom(23);
  const scored = (copy: boolean) => (listing: Listing) => ({
    title: listing.title,
    score: priceAndProduct(brand, listing),
    copy,
  });
  const copies = copiesOf(brand, replicas);
  const offers = honest
    .filter((row) => amountIn(row.price) > 0)
    .map((row) => asListing(reworded(brand, row.title!, random), amountIn(row.price), row.currency!));
  return [...copies.map(scored(true)), ...offers.map(scored(false))];
}

const copiesOf = (brand: Brand, replicas: readonly Row[]): Listing[] =>
  replicas
    .filter((row) => amountIn(row.price_usd) > 0 && readText(brand, row.title!).mentions.length > 0)
    .map((row) => asListing(row.title!, amountIn(row.price_usd), 'USD'));

const RESELLER_WORDS = ['new', 'black', 'size 42', 'free shipping', 'original', 'men', 'gift', ''];

/** Names the brand (the maker's own shop leaves it out), loses a word in every second title, gains a seller's own. */
function reworded(brand: Brand, title: string, random: Random): string {
  const words = title.split(' ');
  if (words.length > 2 && random() < 0.5) words.splice(Math.floor(random() * words.length), 1);
  const rest = words.join(' ');
  const named = readText(brand, rest).mentions.length > 0 ? rest : `${brand.name} ${rest}`;
  return `${named} ${RESELLER_WORDS[Math.floor(random() * RESELLER_WORDS.length)]}`.trim();
}

function rankingOf(label: string, catalogue: string, products: number, offers: readonly Scored[]): Ranking {
  const ranking = rank(
    offers.map(({ score }) => score),
    offers.map(({ copy }) => copy),
  );
  const figures = clusteredBootstrap({
    clusterOf: offers.map(({ title }) => title),
    statistic: (weights) => {
      const curve = precisionCurve(ranking, weights);
      return [areaUnderRoc(curve), recallAtFalsePositiveRate(curve, 0.01), recallAtFalsePositiveRate(curve, 0.05)];
    },
    random: seededRandom(22),
    samples: 500,
  });
  const copies = offers.filter(({ copy }) => copy).length;
  const counts = [products, copies, offers.length - copies].map(String);
  const row = [label, catalogue, ...counts, ...figures.map((interval) => withInterval(interval))];
  return { row, recall: figures[1]! };
}

/** Counts of one draw of the products; of several draws the mean, for the copies are the same in all of them. */
type EndToEnd = { row: string[]; copies: number; caught: number; genuine: number; flagged: number };

function endToEnd(catalogue: string, studies: readonly Study[], replicas: readonly Row[], draws = 1): EndToEnd {
  const reaches = (brand: Brand) => (listing: Listing) =>
    scoreListing({ brand, listing, now: NOW }).decision !== 'ignore';
  const sum = { copies: 0, caught: 0, genuine: 0, flagged: 0 };
  for (const { brand, honest } of studies) {
    const copies = copiesOf(brand, replicas);
    const genuine = honest
      .filter((row) => amountIn(row.price) > 0)
      .map((row) => asListing(`${brand.name} ${row.title}`, amountIn(row.price), row.currency!));
    sum.copies += copies.length;
    sum.caught += copies.filter(reaches(brand)).length;
    sum.genuine += genuine.length;
    sum.flagged += genuine.filter(reaches(brand)).length;
  }
  const [copies, caught] = [sum.copies / draws, sum.caught / draws];
  const [genuine, flagged] = [sum.genuine / draws, sum.flagged / draws];
  const interval = [wilsonLowerBound(caught, copies), wilsonUpperBound(caught, copies)].map((end) => percent(end, 0));
  const row = [
    catalogue,
    String(sum.copies),
    `${percent(caught / copies)} (${interval.join(' to ')})`,
    String(sum.genuine),
    `${sum.flagged} (${percent(flagged / genuine, 2)})`,
    percent(wilsonUpperBound(flagged, genuine), 2),
  ];
  return { row, copies, caught, genuine, flagged };
}

function endTargets(complete: EndToEnd, half: EndToEnd): Target[] {
  const share = (
    promise: string,
    required: number,
    [part, of]: readonly [number, number],
    better: Target['better'],
  ) => ({
    promise: `replica lists end to end (real titles, labelled by provenance), ${promise}`,
    required,
    measured: part / of,
    interval: [wilsonLowerBound(part, of), wilsonUpperBound(part, of)] as [number, number],
    better,
    unit: '%' as const,
  });
  return [
    share('copies to a person, every product known', 0.35, [complete.caught, complete.copies], 'higher'),
    share('copies to a person, half of the products known', 0.15, [half.caught, half.copies], 'higher'),
    share('genuine for review, every product known', 0.005, [complete.flagged, complete.genuine], 'lower'),
    {
      ...share('genuine for review, half of the products known', 0.005, [half.flagged, half.genuine], 'lower'),
      shortfall:
        "goods that the fingerprint lacks are held against others of their name or kind, children's sizes above all",
    },
  ];
}

const priceAndProduct = (brand: Brand, listing: Listing): number =>
  evaluateSignals({ brand, listing, now: NOW })
    .filter(({ signal }) => PRICE_AND_PRODUCT.has(signal.id))
    .reduce((sum, { contribution }) => sum + contribution, 0);

/** Honest offers, and how many of them would reach a person. */
type Benign = { label: string; titles: number; reviewed: number };

function benign(label: string, brandOf: (listing: Listing) => Brand, listings: readonly Listing[]): Benign {
  const reviewed = listings.filter(
    (listing) => scoreListing({ brand: brandOf(listing), listing, now: NOW }).decision !== 'ignore',
  ).length;
  return { label, titles: listings.length, reviewed };
}

const benignRow = ({ label, titles, reviewed }: Benign): string[] => [
  label,
  String(titles),
  String(reviewed),
  percent(reviewed / titles, 2),
  percent(wilsonUpperBound(reviewed, titles), 2),
];

function benignTarget(groups: readonly Benign[]): Target {
  const titles = groups.reduce((sum, group) => sum + group.titles, 0);
  const reviewed = groups.reduce((sum, group) => sum + group.reviewed, 0);
  return {
    promise: 'benign titles (accessories, second-hand, official replica jerseys) scored for review',
    required: 0.001,
    measured: reviewed / titles,
    interval: [wilsonLowerBound(reviewed, titles), wilsonUpperBound(reviewed, titles)],
    better: 'lower',
    unit: '%',
  };
}

function listedOffers({ label, brand, honest }: Study, genuine: readonly Row[]): Benign[] {
  const shop = ['abt_buy', 'amazon_google', 'walmart_amazon'].flatMap((set) =>
    ['tableA', 'tableB'].flatMap((table) =>
      readTable(`product-matching/${set}/${table}.csv.gz`).map((row) =>
        asListing(row.title ?? row.name ?? '', amountIn(row.price), 'USD'),
      ),
    ),
  );
  const others = genuine.filter((row) => row.brand !== brand.name).map((row) => offerOf(row));
  const own = honest.map((row) => asListing(`${brand.name} ${row.title}`, amountIn(row.price), row.currency!));
  return [
    benign(`${label}: ordinary shop titles`, () => brand, shop),
    benign(`${label}: other brands, new and second-hand`, () => brand, others),
    benign(`${label}: genuine goods of the brand at the price asked`, () => brand, own),
  ];
}

const offerOf = (row: Row): Listing => asListing(row.title!, amountIn(row.price), row.currency!);

/** Each offer scored for the brand that it is of, known by name alone: titles that name the client, from people who sell the real thing. */
function ownBrandOffers(genuine: readonly Row[]): Benign[] {
  const rows = genuine.filter((row) => row.condition !== 'new' && (row.brand?.split(' ')[0] ?? '').length > 2);
  const brands = new Map<Listing, Brand>();
  const known = new Map<string, Brand>();
  for (const row of rows) {
    const name = row.brand!.split(' ')[0]!;
    const brand = known.get(name) ?? Brand.parse({ id: 'measured', name, fingerprint: { names: [name] } });
    known.set(name, brand);
    brands.set(offerOf(row), brand);
  }
  return [
    benign(
      `second-hand and mixed offers of ${known.size} brands, each for its own`,
      (listing) => brands.get(listing)!,
      [...brands.keys()],
    ),
  ];
}

const WRITTEN = 2000;

function writtenOffers(): Benign[] {
  const brand = loadBrandFile(fileURLToPath(new URL('../../infra/cli/samples/nordhavn.yaml', import.meta.url)));
  const products = brand.fingerprint.products.map(({ name, price }) => ({ name, priceMinor: 100 * price.amount }));
  const random = seededRandom(25);
  return Object.entries(BENIGN_OFFERS).map(([kind, write]) => {
    const listings = Array.from({ length: WRITTEN }, (_, i) => {
      const { title, priceMinor, condition } = write(products[i % products.length]!, random);
      return { ...asListing(title, priceMinor / 100, 'EUR'), condition };
    });
    return benign(`written: ${kind}`, () => brand, listings);
  });
}

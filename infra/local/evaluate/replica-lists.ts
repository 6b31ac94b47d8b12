import { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import { moneyFromMajor } from '#shared/domain/money.ts';
import { clusteredBootstrap } from '#shared/learning/bootstrap.ts';
import { areaUnderRoc, recallAtFalsePositiveRate } from '#shared/learning/metrics.ts';
import { precisionCurve, rank } from '#shared/learning/precision-curve.ts';
import { seededRandom, shuffled } from '#shared/learning/random.ts';
import { wilsonUpperBound } from '#shared/learning/wilson.ts';
import { readText } from '#shared/scoring/brand-mention.ts';
import { evaluateSignals, scoreListing } from '#shared/scoring/score-listing.ts';
import { readTable } from './datasets.ts';
import type { Experiment } from './experiment.ts';
import { markdownTable, paragraphs, percent, withInterval } from './markdown.ts';

type Row = Record<string, string>;

const NOW = new Date('2026-01-01T00:00:00Z');
const PRICE_AND_PRODUCT = new Set(['low-price', 'product-match']);

export const replicaLists: Experiment = {
  name: 'replica-lists',
  title: 'Replica lists against genuine lists: price and product alone',
  datasets: ['replica-listings', 'genuine-listings', 'product-matching'],
  run(progress) {
    const genuine = readTable('genuine-listings/genuine_listings.csv.gz');
    const replicas = readTable('replica-listings/replica_listings.csv');
    const brands = brandsWithOfficialLists(genuine).map((name, i) => studyBrand(name, `brand ${'AB'[i]}`, genuine));
    const rows = brands.map((study) => {
      progress(`${study.label}: ${study.brand.fingerprint.products.length} reference products`);
      return rankingFigures(study, replicas);
    });
    progress('benign titles');
    const benign = brands.flatMap((study) => benignFigures(study, genuine));
    return {
      markdown: paragraphs(
        'Two brands with official price lists (called A and B) play the client. Half of the official products, drawn at random, are the references, at their full price in the currency of the list; the other half, at the price asked, are the honest offers, and offers from lists of replicas that name the brand are the copies (labelled by where they come from, not by inspection). The score is what the signals *product-match* and *low-price* add, nothing else. Intervals resample products.',
        markdownTable(['', 'references', 'copies', 'honest', 'AUC', 'recall at 1 % FPR', 'at 5 % FPR'], rows),
        'Honest titles scored with the whole model (no pictures, no seller record): how many would reach a person?',
        markdownTable(['', 'titles', 'for review or beyond', 'share', 'at most (95 %)'], benign),
      ),
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

function studyBrand(name: string, label: string, genuine: readonly Row[]): Study {
  const own = shuffled(
    genuine.filter((row) => row.brand === name && row.condition === 'new'),
    seededRandom(21),
  );
  const half = own.length >> 1;
  const products = own.slice(0, half).flatMap((row) => {
    const amount = fullPrice(row);
    const product = { sku: row.sku!, name: row.title!, price: { amount, currency: row.currency! } };
    return amount > 0 ? [product] : [];
  });
  const brand = Brand.parse({ id: 'measured', name, fingerprint: { names: [name], products } });
  return { label, brand, honest: own.slice(half) };
}

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

function rankingFigures({ label, brand, honest }: Study, replicas: readonly Row[]): string[] {
  const named = (title: string) => (readText(brand, title).mentions.length > 0 ? title : `${brand.name} ${title}`);
  const copies = replicas
    .filter((row) => amountIn(row.price_usd) > 0 && readText(brand, row.title!).mentions.length > 0)
    .map((row) => asListing(row.title!, amountIn(row.price_usd), 'USD'));
  // The maker's own shop leaves its name out of titles; a reseller would not.
  const offers = honest
    .filter((row) => amountIn(row.price) > 0)
    .map((row) => asListing(named(row.title!), amountIn(row.price), row.currency!));
  const all = [...copies, ...offers];
  const ranking = rank(
    all.map((listing) => priceAndProduct(brand, listing)),
    all.map((_, i) => i < copies.length),
  );
  const figures = clusteredBootstrap({
    clusterOf: all.map(({ title }) => title),
    statistic: (weights) => {
      const curve = precisionCurve(ranking, weights);
      return [areaUnderRoc(curve), recallAtFalsePositiveRate(curve, 0.01), recallAtFalsePositiveRate(curve, 0.05)];
    },
    random: seededRandom(22),
    samples: 500,
  });
  const counts = [brand.fingerprint.products.length, copies.length, offers.length].map(String);
  return [label, ...counts, ...figures.map((interval) => withInterval(interval))];
}

const priceAndProduct = (brand: Brand, listing: Listing): number =>
  evaluateSignals({ brand, listing, now: NOW })
    .filter(({ signal }) => PRICE_AND_PRODUCT.has(signal.id))
    .reduce((sum, { contribution }) => sum + contribution, 0);

function benignFigures({ label, brand, honest }: Study, genuine: readonly Row[]): string[][] {
  const shop = ['abt_buy', 'amazon_google', 'walmart_amazon'].flatMap((set) =>
    ['tableA', 'tableB'].flatMap((table) =>
      readTable(`product-matching/${set}/${table}.csv.gz`).map((row) =>
        asListing(row.title ?? row.name ?? '', amountIn(row.price), 'USD'),
      ),
    ),
  );
  const others = genuine
    .filter((row) => row.brand !== brand.name)
    .map((row) => asListing(row.title!, amountIn(row.price), row.currency!));
  const own = honest.map((row) => asListing(`${brand.name} ${row.title}`, amountIn(row.price), row.currency!));
  const groups: [string, Listing[]][] = [
    ['ordinary shop titles', shop],
    ['other brands, new and second-hand', others],
    ['genuine goods of the brand at the price asked', own],
  ];
  return groups.map(([name, listings]) => {
    const reviewed = listings.filter(
      (listing) => scoreListing({ brand, listing, now: NOW }).decision !== 'ignore',
    ).length;
    return [
      `${label}: ${name}`,
      String(listings.length),
      String(reviewed),
      percent(reviewed / listings.length, 2),
      percent(wilsonUpperBound(reviewed, listings.length), 2),
    ];
  });
}

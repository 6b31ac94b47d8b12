import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Listing } from '#shared/domain/listing.ts';
import { majorAmount } from '#shared/domain/money.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import { marketplaceForUrl } from '#shared/marketplaces/index.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';
import { CORPUS, corpusBytes, corpusEntries } from './corpus.ts';

// Product extraction benchmark (scrapinghub/product-extraction-benchmark, MIT): product pages of shops of every kind with gold
// values, and what other systems gave for the same pages. It has no gold product names.

export const BENCHMARK_FIELDS = ['price', 'availability', 'sku', 'brand'] as const;
type Field = (typeof BENCHMARK_FIELDS)[number];
type Answers = Partial<Record<Field, string>>;
type Gold = Partial<Record<Field, string[]>> & { url: string };

export type FieldScore = { precision: number; recall: number; f1: number; gold: number };
export type SystemScores = {
  system: string;
  scores: Record<Field, FieldScore>;
  /** `price` with the gold of `THOUSANDS_TAKEN_FOR_DECIMALS` put right. */
  priceWithGoldPutRight: FieldScore;
};

/**
 * Gold prices that take a Chilean point between thousands for a decimal one ("$3.340" as 3.34): what the pages' own schema.org offers
 * say, in CLP. Every system is scored by the gold as it is and with these put right.
 */
export const THOUSANDS_TAKEN_FOR_DECIMALS: Readonly<Record<string, string>> = {
  'https://www.puntoticket.com/evento/lina-de-lima-streaming': '3340',
  'https://www.puntoticket.com/evento/de-vez-en-cuando-la-vida-streaming': '5000',
};

export const BENCHMARK = 'product-extraction-benchmark';
const PEERS = ['Zyte', 'Diffbot', 'extruct'];

const readJson = <T>(file: string): Record<string, T> =>
  JSON.parse(readFileSync(join(CORPUS, BENCHMARK, file), 'utf8')) as Record<string, T>;

/**
 * Scores as the benchmark defines them: any gold value is right, a wrong value costs precision and recall, a missing one recall.
 * Faults are looked for on the pages of one half only; what the other half says of the readers was not tuned on it.
 */
export function benchmarkScores(): SystemScores[] {
  const gold = readJson<Gold>('ground-truth.expected.json');
  const pages = savedPages(gold);
  const answers = ownAnswers(gold, pages);
  const half = (isFirst: boolean) => {
    const keys = pages.filter(({ file }) => isLookedAt(file) === isFirst).map(({ key }) => key);
    const system = `Markwarden, ${isFirst ? 'the half looked at' : 'the other half'} (${keys.length} pages)`;
    return { system, answers, gold: Object.fromEntries(keys.map((key) => [key, gold[key]!])) };
  };
  const systems = [
    { system: 'Markwarden', answers, gold },
    half(true),
    half(false),
    ...PEERS.map((system) => ({ system, answers: readJson<Answers>(`peer-${system}.json`), gold })),
  ];
  return systems.map((one) => ({
    system: one.system,
    scores: Object.fromEntries(BENCHMARK_FIELDS.map((field) => [field, score(field, one.gold, one.answers)])) as Record<
      Field,
      FieldScore
    >,
    priceWithGoldPutRight: score('price', putRight(one.gold), one.answers),
  }));
}

function putRight(gold: Record<string, Gold>): Record<string, Gold> {
  return Object.fromEntries(
    Object.entries(gold).map(([key, values]) => {
      const price = THOUSANDS_TAKEN_FOR_DECIMALS[values.url];
      return [key, price ? { ...values, price: [price] } : values];
    }),
  );
}

/** By the file's name, so that nobody chose. Shops with several pages stand in both halves. */
function isLookedAt(file: string): boolean {
  return createHash('sha256').update(basename(file)).digest()[0]! % 2 === 0;
}

type SavedPage = { key: string; file: string };

function savedPages(gold: Record<string, Gold>): SavedPage[] {
  const entries = corpusEntries().filter(({ file }) => file.startsWith(`${BENCHMARK}/`) && file.includes('.html'));
  return entries.flatMap(({ file, notes }) => {
    const key = /gold key ([0-9a-f]{64})/.exec(notes)?.[1];
    return key && gold[key] ? [{ key, file }] : [];
  });
}

/** An unknown shop's page goes to the generic reader, as in production. */
function ownAnswers(gold: Record<string, Gold>, pages: readonly SavedPage[]): Record<string, Answers> {
  return Object.fromEntries(
    pages.map(({ key, file }) => {
      const { url } = gold[key]!;
      const { readListing } = marketplaceForUrl(url) ?? schemaOrg;
      const { listing } = readListing({ url, status: 200, body: decodeBody(corpusBytes(file)).text });
      return [key, listing ? answersOf(listing) : {}];
    }),
  );
}

function answersOf({ price, availability, sku, brand, id, marketplace }: Listing): Answers {
  return {
    price: price ? String(majorAmount(price)) : undefined,
    availability: availability === 'ended' || availability === 'removed' ? 'OutOfStock' : 'InStock',
    // The benchmark takes any number by which the site knows the product; on a known marketplace that is the id.
    sku: sku ?? (marketplace === schemaOrg.id ? undefined : id),
    brand,
  };
}

function score(field: Field, gold: Record<string, Gold>, answers: Record<string, Answers>): FieldScore {
  let [right, given, wanted] = [0, 0, 0];
  for (const [key, values] of Object.entries(gold)) {
    // Stated for every product: silence means that it can be bought.
    const answer = answers[key]?.[field] ?? (field === 'availability' ? 'InStock' : undefined);
    const accepted = values[field] ?? [];
    if (accepted.length > 0) wanted += 1;
    if (answer !== undefined) given += 1;
    if (answer !== undefined && accepted.some((value) => isSame(field, value, answer))) right += 1;
  }
  const [precision, recall] = [right / given, right / wanted];
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall), gold: wanted };
}

function isSame(field: Field, gold: string, answer: string): boolean {
  if (field === 'price') return Number(gold) === Number(answer);
  if (field === 'brand') return folded(gold) === folded(answer);
  return gold === answer;
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

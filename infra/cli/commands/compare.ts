import { Command, InvalidArgumentError } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { FeedRefusal } from '#shared/catalogue/feed-row.ts';
import { type Compared, type Comparison, compareVendor, MISSED } from '#shared/comparison/compare-vendor.ts';
import { readVendorList } from '#shared/comparison/vendor-list.ts';
import { Case } from '#shared/domain/case.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import { caseDecision } from '#shared/learning/case-decision.ts';
import { ScanPage } from '#shared/stores/listing-store.ts';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { counted, printJson, printTable, safeText, say } from '../print.ts';
import { seenOffersOf } from '../seen-offers.ts';
import { shareWords } from '../share-words.ts';
import { readBytes } from './extract.ts';

type Options = { brand: string; from: string; to: string; json?: boolean };

export function compareCommand(): Command {
  return new Command('compare')
    .argument('<file>', 'a table (CSV) with the addresses of offers, and their dates if it has them')
    .requiredOption('--brand <id>', 'a registered brand', filled)
    .requiredOption('--from <day>', 'first day that counts, such as 2026-10-01', day)
    .requiredOption('--to <day>', 'last day that counts', day)
    .option('--json', 'print {from, to, theirs, ours, both, onlyTheirs, onlyOurs, weFound, theyFound, refused}')
    .action(compare);
}

function vendorList(file: string): ReturnType<typeof readVendorList> {
  try {
    return readVendorList(decodeBody(readBytes(file)).text);
  } catch (error) {
    throw error instanceof FeedRefusal ? new UsageError(`${file}: ${error.message}`) : error;
  }
}

async function compare(file: string, { brand, from, to, json }: Options): Promise<void> {
  if (from > to) throw new UsageError(`--from ${from} is after --to ${to}.`);
  const { rows, refused } = vendorList(file);
  const path = `/brands/${encodeURIComponent(brand)}`;
  const [cases, pages, { watches }] = await Promise.all([
    everyPage(`/cases?brand=${encodeURIComponent(brand)}`, 'cases', Case),
    everyPage(`${path}/scans?since=${from}T00:00:00.000Z`, 'pages', ScanPage),
    callHost(z.object({ watches: z.array(z.object({ marketplace: z.string() })) }), 'GET', `${path}/watches`),
  ]);
  const compared: Omit<Compared, 'seen'> = {
    from,
    to,
    rows,
    cases: cases.map((record) => ({
      id: record.id,
      marketplace: record.listing.marketplace,
      listingId: record.listing.id,
      url: record.listing.url,
      openedAt: record.openedAt,
      decision: caseDecision(record)?.decision,
    })),
    watched: watches.map(({ marketplace }) => marketplace),
    pages,
  };
  const missed = compareVendor({ ...compared, seen: [] }).onlyTheirs.map(({ url }) => url);
  const comparison = compareVendor({ ...compared, seen: await seenOffersOf(brand, missed) });
  if (json) return printJson({ ...comparison, refused });
  for (const { line, field, message } of refused) say(safeText(`${file}, line ${line}: ${field} ${message}`, 300));
  print(comparison);
}

async function everyPage<T extends z.ZodType>(path: string, name: string, Entry: T): Promise<z.infer<T>[]> {
  const Page = z.looseObject({ [name]: z.array(Entry), next: z.string().optional() });
  const all: z.infer<T>[] = [];
  let after: string | undefined;
  do {
    const page = await callHost(Page, 'GET', after === undefined ? path : `${path}&after=${encodeURIComponent(after)}`);
    all.push(...(page[name] as z.infer<T>[]));
    after = page.next as string | undefined;
  } while (after !== undefined);
  return all;
}

const MOST_ROWS = 30;

function print({ from, to, theirs, ours, both, onlyTheirs, onlyOurs, weFound, theyFound }: Comparison): void {
  const because = MISSED.map((why): [string, number] => [why, onlyTheirs.filter((one) => one.because === why).length]);
  const decided = (decision: string | undefined) => onlyOurs.filter((one) => one.decision === decision).length;
  printTable(
    [`${from} to ${to}`, 'offers'],
    [
      ['on their list', theirs],
      ['our cases', ours],
      ['found by both', both.length],
      ['only theirs', onlyTheirs.length],
      ...because.map(([why, count]) => [`  ${why}`, count]),
      ['only ours', onlyOurs.length],
      ['  confirmed', decided('confirmed')],
      ['  found harmless', decided('rejected')],
      ['  not decided', onlyOurs.length - decided('confirmed') - decided('rejected')],
    ],
  );
  if (onlyTheirs.length > 0) {
    printTable(
      ['only theirs', 'because', 'why'],
      onlyTheirs.slice(0, MOST_ROWS).map(({ url, because: kind, why }) => [safeText(url, 60), kind, safeText(why, 90)]),
    );
    if (onlyTheirs.length > MOST_ROWS) say(`and ${onlyTheirs.length - MOST_ROWS} more: --json has all of them.`);
  }
  say(`Of ${counted(weFound.of, 'offer')} on their list we found ${shareWords(weFound)}.`);
  say(`Of ${counted(theyFound.of, 'case')} of ours that somebody confirmed their list has ${shareWords(theyFound)}.`);
}

function day(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('a day such as 2026-10-01 is expected.');
}

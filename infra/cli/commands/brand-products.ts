import { statSync } from 'node:fs';
import type { Command } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { FeedReport } from '#shared/catalogue/import-feed.ts';
import { FeedFormat } from '#shared/catalogue/read-feed.ts';
import { formatMoney, moneyFromMajor } from '#shared/domain/money.ts';
import { ReferenceProduct } from '#shared/domain/product.ts';
import { decodeBody, MAX_BODY_BYTES } from '#shared/extraction/decode-body.ts';
import { callHost } from '../api-client.ts';
import { EXIT } from '../exit.ts';
import { readInput } from '../file-problem.ts';
import { filled } from '../option-values.ts';
import { importPictures } from '../picture-folder.ts';
import { counted, printJson, printTable, safeText, say } from '../print.ts';
import { uploaded } from '../upload.ts';

type ImportOptions = {
  brand: string;
  format?: FeedFormat;
  currency?: string;
  map?: string;
  dryRun?: boolean;
  prune?: boolean;
  json?: boolean;
};

/** More goes to the bucket: a call takes 4 MB, and an address of its own 8. */
const MOST_INLINE_BYTES = 3_500_000;

export function addProductCommands(brand: Command): void {
  brand
    .command('import')
    .description("take a shop's product feed into a brand's catalogue; again whenever it changes")
    .argument(
      '<feed>',
      'Google Merchant (.xml, .tsv), Shopify products.json, a table (.csv), .jsonl, or a folder of pictures',
    )
    .requiredOption('--brand <id>', 'a registered brand', filled)
    .option('--format <format>', FeedFormat.options.join(', '), chosenFormat)
    .option('--currency <code>', 'of prices that name none, such as EUR')
    .option('--map <pairs>', 'columns of a table, such as name=Title,price=RRP,price.DE=UVP')
    .option('--dry-run', 'say what would happen, and change nothing')
    .option('--prune', 'also remove imported products that are not in the feed')
    .option('--json', 'print {rows, products, added, changed, unchanged, notInFeed, removed, lost, problems}')
    .action(importFeed);

  brand
    .command('products')
    .description("a brand's products, and where each is kept")
    .argument('<id>', 'brand id', filled)
    .option('--remove <sku...>', 'remove imported products by their article numbers')
    .option('--json', 'print an array of {source, product}')
    .action(products);
}

async function importFeed(file: string, options: ImportOptions): Promise<void> {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) return importPictures(file, options);
  const text = textOf(file);
  const format = options.format ?? formatOf(file);
  const query = new URLSearchParams({
    format,
    ...(options.currency && { currency: options.currency.toUpperCase() }),
    ...(options.map && { map: options.map }),
    ...(options.dryRun && { dryRun: 'true' }),
    ...(options.prune && { prune: 'true' }),
  });
  const bytes = Buffer.from(text);
  if (bytes.length > MOST_INLINE_BYTES) query.set('upload', await uploaded(options.brand, bytes));
  const path = `/brands/${encodeURIComponent(options.brand)}/products?${query}`;
  const report = await callHost(FeedReport, 'POST', path, bytes.length > MOST_INLINE_BYTES ? '' : text);
  if (options.json) printJson(report);
  else sayReport(file, report, options);
  if (report.lost > 0) process.exitCode = EXIT.coverage;
}

function sayReport(file: string, report: FeedReport, { dryRun, prune }: ImportOptions): void {
  for (const { place, field, message, isLost } of report.problems)
    say(safeText(`${file}, line ${place}: ${field} ${message}${isLost ? '; the product is not taken' : ''}`, 500));
  if (report.problemCount > report.problems.length)
    say(`and ${report.problemCount - report.problems.length} more of these.`);
  const { rows, products: all, added, changed, unchanged, notInFeed, removed, lost } = report;
  say(
    `${counted(rows, 'row')}, ${counted(all, 'product')}: ${added} added, ${changed} changed, ${unchanged} as before, ${counted(lost, 'row')} not taken.`,
  );
  if (notInFeed > 0)
    say(
      removed > 0
        ? `${counted(removed, 'product')} that the feed does not have ${removed === 1 ? 'was' : 'were'} removed.`
        : `${counted(notInFeed, 'imported product')} ${notInFeed === 1 ? 'is' : 'are'} not in the feed and ${prune ? 'would be removed' : 'stay; --prune removes them'}.`,
    );
  if (dryRun) say('Nothing was changed: this was a dry run.');
}

async function products(id: string, options: { remove?: string[]; json?: boolean }): Promise<void> {
  const path = `/brands/${encodeURIComponent(id)}/products`;
  if (options.remove) {
    const { removed } = await callHost(z.object({ removed: z.int() }), 'POST', `${path}/remove`, {
      skus: options.remove,
    });
    if (options.json) return printJson({ removed });
    return say(`${counted(removed, 'imported product')} removed. Those of the brand's file are changed there.`);
  }
  const Page = z.object({
    products: z.array(z.object({ source: z.string(), product: ReferenceProduct })),
    next: z.string().optional(),
  });
  const all: z.infer<typeof Page>['products'] = [];
  let after: string | undefined;
  do {
    const page = await callHost(Page, 'GET', after ? `${path}?after=${encodeURIComponent(after)}` : path);
    all.push(...page.products);
    after = page.next;
  } while (after);
  if (options.json) return printJson(all);
  if (all.length === 0) return say('There is no product. "markwarden brand import FEED" takes them from a shop.');
  printTable(
    ['number', 'name', 'price', 'kept in', 'pictures'],
    all.map(({ source, product: { sku, name, price, images } }) => [
      safeText(sku, 40),
      safeText(name, 60),
      formatMoney(moneyFromMajor(price.amount, price.currency)),
      source === 'file' ? "the brand's file" : 'imported',
      images.length,
    ]),
  );
}

function textOf(file: string): string {
  const bytes = readInput(file);
  if (bytes.length > MAX_BODY_BYTES)
    throw new UsageError(`${file} has ${bytes.length} bytes, and ${MAX_BODY_BYTES} are read: import it in parts.`);
  return decodeBody(bytes).text;
}

const BY_ENDING: readonly [RegExp, FeedFormat][] = [
  [/\.xml$/i, 'google-xml'],
  [/\.(tsv|txt)$/i, 'google-tsv'],
  [/\.(jsonl|ndjson)$/i, 'jsonl'],
  [/\.json$/i, 'shopify'],
  [/\.csv$/i, 'csv'],
];

function formatOf(file: string): FeedFormat {
  const known = BY_ENDING.find(([ending]) => ending.test(file));
  if (known) return known[1];
  throw new UsageError(`What is ${file}? Say it with --format: ${FeedFormat.options.join(', ')}.`);
}

function chosenFormat(value: string): FeedFormat {
  const read = FeedFormat.safeParse(value);
  if (read.success) return read.data;
  throw new UsageError(`"${value}" is no format. Known: ${FeedFormat.options.join(', ')}.`);
}

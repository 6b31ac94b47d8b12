import { readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Command, Option } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import type { Coverage } from '#shared/domain/coverage.ts';
import { isRead } from '#shared/domain/coverage.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { absoluteUrl } from '#shared/extraction/absolute-url.ts';
import { decodeBody, MAX_BODY_BYTES } from '#shared/extraction/decode-body.ts';
import { first } from '#shared/extraction/dom.ts';
import { openPage } from '#shared/extraction/page-document.ts';
import type { ListingReading, Page, SearchReading, SellerReading } from '#shared/extraction/reading.ts';
import { type LocatedMarketplace, marketplaceById, unknownMarketplaceMessage } from '#shared/marketplaces/index.ts';
import { EXIT } from '../exit.ts';
import { readInput } from '../file-problem.ts';
import { printJson, printTable, safeText, say } from '../print.ts';

type Options = {
  marketplace: string;
  kind: 'search' | 'listing' | 'seller';
  url?: string;
  json?: boolean;
  explain?: boolean;
};

export function extractCommand(): Command {
  return new Command('extract')
    .requiredOption('--marketplace <id>', 'which parser; "ebay@www.ebay.de" names a country site')
    .addOption(
      new Option('--kind <kind>', 'what the page is').choices(['search', 'listing', 'seller']).default('search'),
    )
    .option('--url <url>', "the page's address; default: what the page itself names")
    .option(
      '--json',
      'print {coverage, reason?, listings, nextPageUrl} | {coverage, reason?, listing} | {coverage, reason?, seller, listings?}',
    )
    .option('--explain', 'say on standard error which rule found each field')
    .argument('<file>', 'saved page, .gz too; "-" reads standard input')
    .action(extract);
}

/** The page as it would have been fetched, for everybody who reads saved pages. */
export function savedPage(file: string, { marketplace, site }: LocatedMarketplace, url?: string): Page {
  const body = decodeBody(readBytes(file)).text;
  const status = 200;
  if (url !== undefined) {
    const address = absoluteUrl(url, '');
    if (!address) throw new UsageError(`--url must be an http(s) address, not "${url}"`);
    return { url: address, status, body };
  }
  const home = `${URL.parse(marketplace.searchUrl('x', 1, site))?.origin ?? 'https://page.invalid'}/`;
  return { url: ownAddress(body, home) ?? home, status, body };
}

export function readBytes(file: string): Uint8Array {
  const bytes = file === '-' ? readStandardInput() : readInput(file);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    throw new UsageError(`cannot unpack ${file}: ${(error as Error).message}`);
  }
}

/** `readFileSync(0)` gives up with EAGAIN when the writer of the pipe is slow. */
function readStandardInput(): Buffer {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(64 * 1024);
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      const length = readSync(0, chunk);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(Buffer.from(chunk.subarray(0, length)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 5);
    }
  }
}

/** What the page says its address is. */
export function ownAddress(body: string, home: string): string | undefined {
  const doc = openPage({ url: home, status: 200, body });
  if ('hostile' in doc) return undefined;
  const named = first(doc.root, 'link[rel="canonical"]')?.attribs.href ?? doc.meta('og:url');
  return (named && absoluteUrl(named, home)) || undefined;
}

function extract(file: string, options: Options): void {
  const located = marketplaceById(options.marketplace);
  if (!located) throw new UsageError(unknownMarketplaceMessage(options.marketplace));
  const page = savedPage(file, located, options.url);
  const { marketplace } = located;
  let coverage: Coverage;
  if (options.kind === 'search') coverage = showSearch(marketplace.readSearch(page), options);
  else if (options.kind === 'listing') coverage = showListing(marketplace.readListing(page), options);
  else if (marketplace.readSeller) coverage = showSeller(marketplace.readSeller(page), options);
  else throw new UsageError(`${marketplace.title} has no seller pages that Markwarden reads`);
  if (!isRead(coverage)) process.exitCode = EXIT.coverage;
}

function showSearch(reading: SearchReading, { json, explain }: Options): Coverage {
  const { coverage, reason, listings, nextPageUrl, sources } = reading;
  if (explain)
    for (const [field, rules] of Object.entries(sources ?? {}))
      for (const [rule, count] of Object.entries(rules)) say(`${field}: ${count} × ${rule}`);
  if (json) printJson({ coverage, reason, listings, nextPageUrl });
  else {
    showListings(listings);
    say(`${verdict(coverage, reason)} · ${listings.length} listings · next page: ${nextPageUrl ?? 'none'}`);
  }
  return coverage;
}

function showListing({ coverage, reason, listing, sources }: ListingReading, { json, explain }: Options): Coverage {
  if (explain) for (const [field, rule] of Object.entries(sources ?? {})) say(`${field}: ${rule}`);
  if (json) printJson({ coverage, reason, listing });
  else {
    if (listing) printTable(['field', 'value'], fieldRows(listing));
    say(verdict(coverage, reason));
  }
  return coverage;
}

function showSeller({ coverage, reason, seller, listings }: SellerReading, { json }: Options): Coverage {
  if (json) printJson({ coverage, reason, seller, listings });
  else {
    if (seller) printTable(['field', 'value'], fieldRows(seller));
    showListings(listings ?? []);
    say(verdict(coverage, reason));
  }
  return coverage;
}

function verdict(coverage: Coverage, reason: string | undefined): string {
  return `coverage: ${coverage}${reason ? ` (${safeText(reason, 200)})` : ''}`;
}

function showListings(listings: readonly Listing[]): void {
  printTable(
    ['#', 'id', 'title', 'price', 'seller'],
    listings.map((listing, index) => [
      listing.rank ?? index + 1,
      safeText(listing.id, 24),
      safeText(listing.title, 60),
      listing.price ? formatMoney(listing.price) : '',
      safeText(listing.seller?.name ?? listing.seller?.id ?? '', 24),
    ]),
  );
}

function fieldRows(record: object): [string, string][] {
  return Object.entries(record)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([field, value]) => [field, safeText(typeof value === 'object' ? JSON.stringify(value) : String(value), 100)]);
}

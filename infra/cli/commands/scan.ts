import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { Coverage, isRead } from '#shared/domain/coverage.ts';
import { SearchLooked } from '#shared/domain/search-look.ts';
import { marketplaceById, unknownMarketplaceMessage } from '#shared/marketplaces/index.ts';
import { bySearch, coverageOf, searchKey } from '#shared/watches/searches.ts';
import { callHost, hostUrl } from '../api-client.ts';
import { EXIT } from '../exit.ts';
import { filled, wholeNumber } from '../option-values.ts';
import { counted, printJson, printTable, safeText, say } from '../print.ts';

const Page = z.object({
  keyword: z.string(),
  marketplace: z.string(),
  page: z.int(),
  coverage: Coverage,
  reason: z.string().optional(),
  listingIds: z.array(z.string()),
  at: z.string(),
  period: z.string(),
});
type Page = z.infer<typeof Page>;

/** One keyword on one marketplace. */
const Watch = z.object({
  keyword: z.string(),
  marketplace: z.string(),
  excluded: z.array(z.string()).default([]),
  nextAt: z.string(),
});
type Watch = z.infer<typeof Watch>;

/** Scans start at once, but a marketplace's pace or a busy queue may hold them back for two ticks (of five minutes). */
const DEFAULT_TIMEOUT_SECONDS = 600;

type Options = {
  brand: string;
  watch?: string;
  marketplace?: string;
  dryRun?: boolean;
  json?: boolean;
  timeout: number;
};

export function scanCommand(): Command {
  return new Command('scan')
    .requiredOption('--brand <id>', 'brand id', filled)
    .option('--watch <keyword>', 'only this keyword; "seller:ID" for a watch on an account', filled)
    .option('--marketplace <id>', 'only this marketplace', filled)
    .option(
      '--dry-run',
      'say what the searches would find now, and store nothing; with --watch and --marketplace any search',
    )
    .option('--timeout <seconds>', 'how long to wait for the pages', wholeNumber, DEFAULT_TIMEOUT_SECONDS)
    .option(
      '--json',
      'print {coverage: [{watch, marketplace, verdict, reason?, pages, listings}], waitingFor: [{watch, marketplace}]}; of a dry run an array of {watch, marketplace, coverage, found, first}',
    )
    .action(scan);
}

async function scan(options: Options): Promise<void> {
  if (options.marketplace && !marketplaceById(options.marketplace)) {
    throw new UsageError(unknownMarketplaceMessage(options.marketplace));
  }
  const brandPath = `/brands/${encodeURIComponent(options.brand)}`;
  const { time } = await callHost(z.object({ time: z.string() }), 'GET', '/health');
  const { watches } = await callHost(z.object({ watches: z.array(Watch) }), 'GET', `${brandPath}/watches`);
  const wanted = watches.filter(
    ({ keyword, marketplace }) =>
      keyword === (options.watch ?? keyword) && marketplace === (options.marketplace ?? marketplace),
  );
  if (options.dryRun) return tryOut(brandPath, wanted, options);
  const filter = { keyword: options.watch, marketplace: options.marketplace };
  await callHost(z.object({ watches: z.int() }), 'POST', `${brandPath}/scans`, filter);
  say(`Scanning ${counted(wanted.length, 'watch', 'watches')} now; waiting up to ${options.timeout} s for the pages.`);
  const { pages, isComplete } = await waitForPages(brandPath, expected(wanted, time), options.timeout * 1000);
  const rows = summarise(pages);
  const answered = new Set(pages.map(searchKey));
  const waitingFor = wanted.filter((watch) => !answered.has(searchKey(watch)));
  if (options.json) {
    printJson({
      coverage: rows,
      waitingFor: waitingFor.map(({ keyword, marketplace }) => ({ watch: keyword, marketplace })),
    });
  } else if (rows.length > 0) printCoverage(rows);
  if (rows.some((row) => !isRead(row.verdict))) process.exitCode = EXIT.coverage;
  if (isComplete) return;
  const unscanned = waitingFor.map(({ keyword, marketplace }) => safeText(`"${keyword}" on ${marketplace}`));
  const what = unscanned.length > 0 ? `Not scanned yet: ${unscanned.join(', ')}.` : 'More pages may follow.';
  say(
    `${what} They stay due, and nothing is known of them yet. Later "npx markwarden cases --brand ${options.brand}" shows what was found, and ${hostUrl()}/ what could be seen.`,
  );
  process.exitCode = EXIT.unfinished;
}

/** Watches that match, or the search that was named; one after the other, for they may share a pace. */
async function tryOut(brandPath: string, watches: readonly Watch[], { watch, marketplace, json }: Options) {
  const named = watch && marketplace ? [{ keyword: watch, marketplace, excluded: [] }] : [];
  const wanted = watches.length > 0 ? watches : named;
  if (wanted.length === 0)
    throw new UsageError('No watch of this brand matches. Name any search with --watch and --marketplace.');
  const looks: (SearchLooked & { watch: string; marketplace: string })[] = [];
  for (const { keyword, marketplace: on, excluded } of wanted) {
    const looked = await callHost(SearchLooked, 'POST', `${brandPath}/look`, { keyword, marketplace: on, excluded });
    looks.push({ watch: keyword, marketplace: on, ...looked });
  }
  if (looks.some(({ coverage }) => !isRead(coverage))) process.exitCode = EXIT.coverage;
  if (json) return printJson(looks);
  for (const { watch: keyword, marketplace: on, coverage, reason, found, excluded, isMore, first } of looks) {
    const dropped = excluded > 0 ? `, ${excluded} left out by excluded words` : '';
    const why = reason ? `: ${reason}` : '';
    say(
      safeText(
        `"${keyword}" on ${on}: ${coverage}${why}; ${counted(found, 'offer')}${isMore ? ' on the first page' : ''}${dropped}`,
        400,
      ),
    );
    for (const { title, seller } of first) say(safeText(`  ${title}${seller ? ` (${seller})` : ''}`, 140));
  }
  say('Nothing was stored: this was a dry run.');
}

/** The first period that answers each watch: one that was due before we asked is scanned for the time when it fell due. */
function expected(watches: readonly Watch[], asked: string): ReadonlyMap<string, string> {
  return new Map(watches.map((watch) => [searchKey(watch), watch.nextAt < asked ? watch.nextAt : asked]));
}

/** Pages arrive one by one; complete when every watch has answered and nothing new came for a few seconds. */
async function waitForPages(
  brandPath: string,
  since: ReadonlyMap<string, string>,
  timeoutMs: number,
): Promise<{ pages: Page[]; isComplete: boolean }> {
  const quietMs = 4000;
  const path = `${brandPath}/scans?since=${[...since.values()].toSorted()[0]}`;
  const deadline = Date.now() + timeoutMs;
  let pages: Page[] = [];
  let lastChange = Date.now();
  for (;;) {
    const found = (await pagesOf(path)).filter((page) => page.period >= (since.get(searchKey(page)) ?? '~'));
    if (found.length !== pages.length) lastChange = Date.now();
    pages = found;
    const isComplete = new Set(pages.map(searchKey)).size === since.size && Date.now() - lastChange > quietMs;
    if (isComplete || Date.now() >= deadline) return { pages, isComplete };
    await sleep(500);
  }
}

async function pagesOf(path: string): Promise<Page[]> {
  const pages: Page[] = [];
  let after = '';
  do {
    const answer = await callHost(z.object({ pages: z.array(Page), next: z.string().optional() }), 'GET', path + after);
    pages.push(...answer.pages);
    after = answer.next === undefined ? '' : `&after=${encodeURIComponent(answer.next)}`;
  } while (after !== '');
  return pages;
}

function summarise(pages: readonly Page[]) {
  return bySearch(pages).map(({ keyword, marketplace, pages: group }) => ({
    watch: keyword,
    marketplace,
    verdict: coverageOf(group),
    reason: group.find((page) => page.reason)?.reason,
    pages: group.length,
    listings: group.reduce((sum, page) => sum + page.listingIds.length, 0),
  }));
}

function printCoverage(rows: ReturnType<typeof summarise>): void {
  printTable(
    ['watch', 'marketplace', 'coverage', 'pages', 'listings', 'reason'],
    rows.map((row) => [
      row.watch,
      row.marketplace,
      row.verdict,
      row.pages,
      row.listings,
      safeText(row.reason ?? '', 60),
    ]),
  );
}

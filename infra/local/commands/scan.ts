import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { Coverage, combineCoverage } from '#shared/domain/coverage.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import { callHost } from '../api-client.ts';
import { unknownMarketplaceMessage } from '../brand-file.ts';
import { EXIT, UsageError } from '../exit.ts';
import { filled } from '../option-values.ts';
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

type Options = { brand: string; watch?: string; marketplace?: string; json?: boolean; timeout: string };

export function scanCommand(): Command {
  return new Command('scan')
    .description("scan a brand's watches now on the running host and say what could be seen")
    .requiredOption('--brand <id>', 'brand id', filled)
    .option('--watch <keyword>', 'only this keyword', filled)
    .option('--marketplace <id>', 'only this marketplace', filled)
    .option('--timeout <seconds>', 'how long to wait for the pages', '120')
    .option('--json', 'print {coverage: [{watch, marketplace, verdict, reason?, pages, listings}]}')
    .action(scan);
}

async function scan(options: Options): Promise<void> {
  if (options.marketplace && !marketplaceById(options.marketplace)) {
    throw new UsageError(unknownMarketplaceMessage(options.marketplace));
  }
  const brandPath = `/brands/${encodeURIComponent(options.brand)}`;
  const { time } = await callHost(z.object({ time: z.string() }), 'GET', '/health');
  const { watches } = await callHost(z.object({ watches: z.int() }), 'POST', `${brandPath}/scans`, {
    keyword: options.watch,
    marketplace: options.marketplace,
  });
  say(`${counted(watches, 'watch', 'watches')} due now; waiting for the pages.`);
  const pages = await waitForPages(`${brandPath}/scans?since=${time}`, watches, Number(options.timeout) * 1000);
  const rows = summarise(pages);
  if (options.json) printJson({ coverage: rows });
  else {
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
  if (rows.some((row) => row.verdict !== 'complete' && row.verdict !== 'empty')) process.exitCode = EXIT.coverage;
  if (rows.length < watches) {
    say(
      `${counted(watches - rows.length, 'watch', 'watches')} had not answered after ${options.timeout} s; "markwarden scan" shows them later.`,
    );
    process.exitCode = EXIT.coverage;
  }
}

/** Pages arrive one by one; done when every watch has answered and nothing new came for a few seconds. */
async function waitForPages(path: string, watches: number, timeoutMs: number): Promise<Page[]> {
  const quietMs = 4000;
  const deadline = Date.now() + timeoutMs;
  let pages: Page[] = [];
  let lastChange = Date.now();
  while (Date.now() < deadline) {
    const answer = await callHost(z.object({ pages: z.array(Page) }), 'GET', path);
    if (answer.pages.length !== pages.length) lastChange = Date.now();
    pages = answer.pages;
    if (summarise(pages).length >= watches && Date.now() - lastChange > quietMs) break;
    await sleep(500);
  }
  return pages;
}

function summarise(pages: readonly Page[]) {
  const groups = Map.groupBy(pages, (page) => JSON.stringify([page.keyword, page.marketplace]));
  return [...groups.values()].map((group) => ({
    watch: group[0]!.keyword,
    marketplace: group[0]!.marketplace,
    verdict: combineCoverage(group.map((page) => page.coverage)),
    reason: group.find((page) => page.reason)?.reason,
    pages: group.length,
    listings: group.reduce((sum, page) => sum + page.listingIds.length, 0),
  }));
}

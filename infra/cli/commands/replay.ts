import { Command } from 'commander';
import { type Host, startHost } from '#infra/local/host/host.ts';
import { synthesisedAssembly } from '#infra/local/host/synthesis.ts';
import { type LocalStores, localStores } from '#infra/local/start/local-stores.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { isRead } from '#shared/domain/coverage.ts';
import { type ScanJob, scanJobId } from '#shared/domain/messages.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import { createPageArchive } from '#shared/evidence/archive.ts';
import { type LocatedMarketplace, marketplaceById, unknownMarketplaceMessage } from '#shared/marketplaces/index.ts';
import { EXIT } from '../exit.ts';
import { onlyOnTheWeb, pricesWithoutRate } from '../not-looked-at.ts';
import { counted, printJson, printTable, safeText, say } from '../print.ts';
import { loadBrandFile } from '../read-brand-file.ts';
import { savedPage } from './extract.ts';

type Options = { brand: string; marketplace: string; url?: string; json?: boolean };

const KEYWORD = 'replay';

export function replayCommand(): Command {
  return new Command('replay')
    .requiredOption('--brand <file>', 'brand file')
    .requiredOption('--marketplace <id>', 'where the pages come from; "ebay@www.ebay.de" names a country site')
    .option('--url <url>', "the pages' address; default: what each page itself names")
    .option(
      '--json',
      'print {pages: [{file, coverage, reason?, listings}], cases, verdicts: [{id, probability, decision, signals, modelVersion, notLookedAt: [sentence]}]}',
    )
    .argument('<page...>', 'saved pages, .gz too')
    .action(replay);
}

async function replay(files: string[], options: Options): Promise<void> {
  const located = marketplaceById(options.marketplace);
  if (!located) throw new UsageError(unknownMarketplaceMessage(options.marketplace));
  const brand = harmless(loadBrandFile(options.brand));
  const pages = files.map((file) => savedPage(file, located, options.url));
  say('Replaying on a system of its own: nothing is fetched, no notice is prepared and nothing will be sent.');
  const directory = await synthesisedAssembly();
  const host = await startHost({
    assembly: directory,
    onlyQueues: ['SCAN_QUEUE_URL', 'SCORE_QUEUE_URL'],
    onFailure: (functionName, error) => say(`${functionName}: ${error.message}`),
  });
  try {
    const stores = localStores(host);
    await stores.brands.put(brand, host.clock.now());
    const jobs = await archive(host, stores, { brand, pages, located, marketplace: options.marketplace });
    const scanQueue = host.variable('SCAN_QUEUE_URL').split('/').at(-1)!;
    for (const job of jobs) host.send(scanQueue, job);
    await host.settle({ skipWaits: true });
    const failed = host.deadLetters();
    if (failed.length > 0) throw new Error(`${failed.length} messages failed for good`);
    await report(stores, brand, jobs, files, options.json ?? false);
  } finally {
    await host.stop();
  }
}

/** Whatever the file says, nothing is scanned on a schedule and nothing may be sent. */
function harmless(brand: Brand): Brand {
  return { ...brand, watches: [], enforcement: { ...brand.enforcement, mode: 'review' } };
}

type Pages = { brand: Brand; pages: ReturnType<typeof savedPage>[]; located: LocatedMarketplace; marketplace: string };

async function archive(host: Host, { s3 }: LocalStores, { brand, pages, located, marketplace }: Pages) {
  const pageArchive = createPageArchive(s3, host.variable('PAGES_BUCKET'));
  const fetchedAt = host.clock.now();
  return Promise.all(
    pages.map(async ({ url, status, body }, index): Promise<ScanJob> => {
      const bytes = Buffer.from(body);
      const contentType = 'text/html; charset=utf-8';
      const raw = { url, status, contentType, bytes, fetchedAt, marketplace: located.marketplace.id };
      const page = index + 1;
      const identity = { brandId: brand.id, marketplace, keyword: KEYWORD, period: fetchedAt.toISOString(), page };
      const archivedPage = await pageArchive.put(raw);
      return { ...identity, jobId: scanJobId(identity), pages: page, rankOffset: 0, archivedPage };
    }),
  );
}

async function report(
  { listings, cases }: LocalStores,
  brand: Brand,
  jobs: readonly ScanJob[],
  files: readonly string[],
  json: boolean,
): Promise<void> {
  const pages = await Promise.all(
    jobs.map(async ({ jobId, marketplace }, index) => {
      const scanned = await listings.getScanPage(jobId);
      if (!scanned) throw new Error(`${files[index]} was not read; the functions say why above`);
      const { coverage, reason, listingIds } = scanned;
      const keys = listingIds.map((id) => `${marketplaceById(marketplace)!.marketplace.id}~${id}`);
      const stored = await listings.getMany(brand.id, keys);
      return { file: files[index]!, coverage, reason, stored: keys.flatMap((key) => stored.get(key) ?? []) };
    }),
  );
  const found = await cases.byBrand(brand.id);
  const verdicts = pages.flatMap(({ stored }) =>
    stored.map(({ listing, verdict }) => ({
      id: listing.id,
      ...verdict,
      notLookedAt: [...(verdict ? onlyOnTheWeb(listing, verdict) : []), ...pricesWithoutRate(brand, listing)],
    })),
  );
  const incomplete = verdicts.filter(({ notLookedAt }) => notLookedAt.length > 0);
  if (json) {
    const shown = pages.map(({ stored, ...page }) => ({ ...page, listings: stored.map(({ listing }) => listing) }));
    printJson({ pages: shown, cases: found, verdicts });
  } else {
    printTable(
      ['page', 'coverage', 'listings', 'reason'],
      pages.map((page) => [page.file, page.coverage, page.stored.length, safeText(page.reason ?? '', 60)]),
    );
    const unseen = new Map(incomplete.map(({ id, notLookedAt }) => [id, notLookedAt]));
    printTable(
      ['case', 'state', 'probability', 'title', 'price', 'not looked at'],
      found.map(({ id, state, verdict, listing }) => [
        id,
        state,
        formatProbability(verdict.probability),
        safeText(listing.title, 60),
        listing.price ? formatMoney(listing.price) : '',
        (unseen.get(listing.id) ?? []).map((sentence) => sentence.split(':')[0]).join(', '),
      ]),
    );
  }
  if (incomplete.length > 0)
    say(
      `Of ${counted(verdicts.length, 'listing')}, ${incomplete.length} could not be looked at wholly (pictures and offers' own pages are not fetched here): a running host may judge them otherwise.`,
    );
  const isIncomplete = pages.some(({ coverage }) => !isRead(coverage));
  if (isIncomplete || incomplete.length > 0) process.exitCode = EXIT.coverage;
}

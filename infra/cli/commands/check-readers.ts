import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { stateDirectory } from '#infra/local/start/state-directory.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import {
  type LocatedMarketplace,
  marketplaceById,
  marketplaces,
  unknownMarketplaceMessage,
} from '#shared/marketplaces/index.ts';
import { confirmedReaders } from '#shared/marketplaces/reader-age.ts';
import { EXIT } from '../exit.ts';
import { inOrder } from '../in-order.ts';
import { filled } from '../option-values.ts';
import { createPolitePages, type PolitePages } from '../polite-pages.ts';
import { counted, printJson, printTable, safeText, say } from '../print.ts';
import { checkReader, confirmedBy, type FetchOnce, type ReaderCheck } from '../reader-check.ts';

type Options = { keyword: string; out?: string; json?: boolean; confirm?: boolean; stateDir?: string };

const CONFIRMED_FILE = fileURLToPath(new URL('../../../shared/marketplaces/confirmed.json', import.meta.url));
/** Each marketplace is asked once, so several at a time are no burden to any of them. */
const AT_ONCE = 4;

export function checkReadersCommand(): Command {
  return new Command('check-readers')
    .argument('[reader...]', 'which; "ebay@www.ebay.de" names a site; default: all that have a site of their own')
    .option('--keyword <word>', 'what is searched for; something that every marketplace has', filled, 'jacket')
    .option('--out <file>', 'where the result is written; default: reader-check.json in the state directory')
    .option('--confirm', 'note the readers that read a page as confirmed today (shared/marketplaces/confirmed.json)')
    .option('--json', 'print {checkedAt, keyword, readers: [{reader, url, outcome, listings, reason?, doubt?}]}')
    .option('--state-dir <directory>', 'default: .markwarden')
    .action(check);
}

async function check(wanted: string[], { keyword, out, json, confirm, stateDir }: Options): Promise<void> {
  const readers = wanted.length > 0 ? wanted.map(located) : ownSites();
  const state = stateDirectory(stateDir);
  const fetchOnce = politely(await createPolitePages(state));
  const now = new Date();
  say(
    `Asking ${counted(readers.length, 'marketplace')} for one result page each, at their pace and by their robots.txt.`,
  );
  const results = inOrder(each(readers), AT_ONCE, (reader) => checkReader(reader, keyword, fetchOnce, now));
  const checks: ReaderCheck[] = [];
  for await (const one of results) checks.push(one);
  const result = { checkedAt: now.toISOString(), keyword, readers: checks };
  const file = out ?? join(state, 'reader-check.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  if (json) printJson(result);
  else print(checks);
  say(`Written to ${file}.`);
  if (confirm) noteConfirmed(checks, now);
  if (checks.some(({ outcome }) => outcome !== 'read' && outcome !== 'empty')) process.exitCode = EXIT.coverage;
}

function located(name: string): LocatedMarketplace {
  const found = marketplaceById(name);
  if (!found) throw new UsageError(unknownMarketplaceMessage(name));
  if (found.marketplace.hosts.length === 0 && found.site === undefined)
    throw new UsageError(`${name} reads any shop; name one behind an "@", as a watch does`);
  return found;
}

/** Readers of any shop have no site to ask; the sample marketplace is on no network. */
const ownSites = (): LocatedMarketplace[] =>
  marketplaces
    .filter(({ id, hosts }) => hosts.length > 0 && Object.hasOwn(confirmedReaders, id))
    .map((marketplace) => ({ marketplace }));

function politely(pages: PolitePages): FetchOnce {
  return async (url, { marketplace: { requestsPerSecond, hosts, readSearch } }) => {
    const allowedHosts = hosts.length > 0 ? hosts : [new URL(url).hostname];
    const fetched = await pages.fetch(url, { requestsPerSecond, allowedHosts });
    await pages.report(fetched, readSearch(fetched.page).coverage);
    return fetched.page;
  };
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

function print(checks: readonly ReaderCheck[]): void {
  printTable(
    ['reader', 'outcome', 'listings', 'reason'],
    checks.map(({ reader, outcome, listings, reason, doubt }) => [
      reader,
      outcome,
      listings,
      safeText([reason, outcome === 'read' ? undefined : doubt].filter(Boolean).join('; '), 100),
    ]),
  );
}

function noteConfirmed(checks: readonly ReaderCheck[], now: Date): void {
  writeFileSync(CONFIRMED_FILE, `${JSON.stringify(confirmedBy(checks, confirmedReaders, now), null, 2)}\n`);
  const read = checks.filter(({ outcome, listings }) => outcome === 'read' && listings > 0).length;
  say(
    `${counted(read, 'reader')} confirmed today. Commit ${CONFIRMED_FILE}; the crawl function knows it from its next deployment.`,
  );
}

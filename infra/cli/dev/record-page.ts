import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { stateDirectory } from '#infra/local/start/state-directory.ts';
import { UsageError } from '#infra/local/usage-error.ts';
import { isRead } from '#shared/domain/coverage.ts';
import { hostMatches } from '#shared/extraction/absolute-url.ts';
import type { Page } from '#shared/extraction/reading.ts';
import type { FetchedPage } from '#shared/fetching/page-fetcher.ts';
import { marketplaceById, unknownMarketplaceMessage } from '#shared/marketplaces/index.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { BlockedError, ThrottledError, TransientError } from '#shared/runtime/errors.ts';
import { EXIT } from '../exit.ts';
import { createPolitePages } from '../polite-pages.ts';
import { say } from '../print.ts';
import { draftFixture } from './draft-fixture.ts';

// `npm run record -- --marketplace ID --kind search URL`: fetches one page as the crawler would and drafts a fixture from it.

type Options = { marketplace: string; kind: 'search' | 'listing' | 'seller'; out?: string; stateDir?: string };

async function record(url: string, { marketplace: id, kind, out, stateDir }: Options): Promise<void> {
  const marketplace = marketplaceById(id)?.marketplace;
  if (!marketplace) throw new UsageError(unknownMarketplaceMessage(id));
  const host = URL.parse(url)?.hostname;
  if (!host) throw new UsageError(`not an address: ${url}`);
  if (marketplace.hosts.length > 0 && !hostMatches(host, marketplace.hosts))
    throw new UsageError(`${host} is not a host of ${marketplace.title} (${marketplace.hosts.slice(0, 5).join(', ')})`);
  const state = stateDirectory(stateDir);
  const { page } = await fetchPolitely(url, marketplace, state);
  const { draft, expected } = trimmed(page, (candidate) => reading(marketplace, kind, candidate));
  const isJson = /^\s*[{[]/.test(draft.body);
  const file = out ?? join(state, 'recorded', `${id}-${kind}.${isJson ? 'body.json' : 'html'}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, draft.body);
  const facts = { kind, url: page.url, status: page.status, expected };
  const beside = `${file.replace(/(\.body\.json|\.html)$/, '')}.json`;
  writeFileSync(beside, `${JSON.stringify(facts, null, 2)}\n`);
  say(`${file}: ${draft.body.length} of ${page.body.length} characters, coverage ${expected.coverage}`);
  say(`${beside}: what ${id} reads from it today`);
  say(`This is a draft, not a fixture. Before it goes to shared/marketplaces/${id}/fixtures: replace every name, title, address and
picture of real people and shops by invented ones, and keep three or four listings. Real pages are not ours to publish.`);
  if (!isRead(expected.coverage)) process.exitCode = EXIT.coverage;
}

/** At the marketplace's pace, and within its hosts. */
async function fetchPolitely(url: string, marketplace: Marketplace, state: string): Promise<FetchedPage> {
  const { hosts, requestsPerSecond, readSearch } = marketplace;
  const pages = await createPolitePages(state);
  const fetched = await pages.fetch(url, { requestsPerSecond, allowedHosts: hosts.length > 0 ? hosts : undefined });
  await pages.report(fetched, readSearch(fetched.page).coverage);
  return fetched;
}

/** As short as it can be and still read as the whole page does: some sites keep their state among programs. */
function trimmed<T>(page: Page, read: (page: Page) => T): { draft: Page; expected: T } {
  const whole = JSON.stringify(read(page));
  const candidates = [draftFixture(page.body), draftFixture(page.body, { keepPrograms: true }), page.body];
  const body =
    candidates.find((candidate) => JSON.stringify(read({ ...page, body: candidate })) === whole) ?? page.body;
  return { draft: { ...page, body }, expected: read({ ...page, body }) };
}

function reading(marketplace: Marketplace, kind: Options['kind'], page: Page) {
  if (kind === 'seller' && !marketplace.readSeller)
    throw new UsageError(`${marketplace.title} has no seller pages that Markwarden reads`);
  const readers = { search: marketplace.readSearch, listing: marketplace.readListing, seller: marketplace.readSeller! };
  const { sources: _, ...expected } = readers[kind](page) as ReturnType<Marketplace['readListing']>;
  return expected;
}

const command = new Command('record')
  .description('save one page politely, trimmed, as the draft of a fixture')
  .requiredOption('--marketplace <id>', 'whose page it is')
  .addOption(new Option('--kind <kind>', 'what it is').choices(['search', 'listing', 'seller']).default('search'))
  .option('--out <file>', 'where to write it; default: recorded/ in the state directory')
  .option('--state-dir <directory>', 'default: .markwarden')
  .argument('<url>', 'its address')
  .action(record)
  .exitOverride();

try {
  await command.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else if (error instanceof UsageError) {
    say(error.message);
    process.exitCode = EXIT.usage;
  } else if (error instanceof BlockedError || error instanceof ThrottledError || error instanceof TransientError) {
    say(`Nothing was saved: ${error.message}`);
    process.exitCode = EXIT.coverage;
  } else throw error;
}

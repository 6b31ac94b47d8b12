import { createRequire } from 'node:module';
import { load } from 'cheerio/slim';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import { at } from '#shared/extraction/json-path.ts';
import { createHttpFetcher } from '#shared/fetching/http-fetcher.ts';
import { peakMb } from '../peak-memory.ts';
import { CONTEST_PAGES, type Recipe } from './contest-pages.ts';

// `node worker.ts SYSTEM KIND ADDRESS ROUNDS [FOLDER]`: one contestant in a process of its own. Prints a `Measured` as JSON.

/** `titles`: distinct, in page order. */
export type Measured = { cpuMsPerPage: number; peakMb: number; titles: string[] };

const WARM_UP = 15;
const [system = '', kind = '', address = '', rounds = '', folder = ''] = process.argv.slice(2);
const { marketplace, recipe } = CONTEST_PAGES.find((page) => page.kind === kind)!;

type Select = ReturnType<typeof load>;
type Found = { title: string };

/** What somebody writes who scrapes this page alone. */
function scrape($: Select, wanted: Recipe): Found[] {
  if ('cards' in wanted)
    return $(wanted.cards)
      .toArray()
      .map((card) => ({
        title: $(card).find(wanted.title).text(),
        address: $(card).find(wanted.address).attr('href'),
        price: $(card).find(wanted.price).text(),
        picture: $(card).find(wanted.picture).attr('src'),
      }));
  const value: unknown = JSON.parse($(wanted.script).first().text());
  const lists = (wanted.lists === '' ? value : at(value, wanted.lists)) as unknown[];
  return lists
    .flatMap((list) => at(list, wanted.items) as unknown[])
    .filter((item) => at(item, wanted.only) !== undefined)
    .map((item) => ({
      title: String(at(item, wanted.title)),
      address: at(item, wanted.address),
      price: at(item, wanted.price),
      picture: at(item, wanted.picture),
    }));
}

async function repeat(round: () => Promise<Found[]>): Promise<Measured> {
  let found: Found[] = [];
  for (let warm = 0; warm < WARM_UP; warm += 1) found = await round();
  const before = process.cpuUsage();
  for (let count = 0; count < Number(rounds); count += 1) found = await round();
  return measured(before, found);
}

function measured(before: NodeJS.CpuUsage, found: readonly Found[]): Measured {
  const { user, system: kernel } = process.cpuUsage(before);
  return {
    cpuMsPerPage: (user + kernel) / 1000 / Number(rounds),
    peakMb: peakMb(),
    titles: [...new Set(found.map(({ title }) => title.replace(/\s+/g, ' ').trim()))],
  };
}

async function markwarden(): Promise<Measured> {
  const fetcher = createHttpFetcher({ userAgent: 'bench', allowedPrivateOrigins: [new URL(address).origin] });
  const own = marketplace.hosts[0] ? `https://www.${marketplace.hosts[0]}/` : address;
  return repeat(async () => {
    const { status, body, contentType } = await fetcher(address);
    return marketplace.readSearch({ url: own, status, body: decodeBody(body, contentType).text }).listings;
  });
}

const slim = () => repeat(async () => scrape(load(await (await fetch(address)).text()), recipe));

async function crawlee(): Promise<Measured> {
  const { CheerioCrawler, Configuration, log } = createRequire(`${folder}/`)('@crawlee/cheerio');
  log.setLevel(log.LEVELS.OFF);
  const requests = Array.from({ length: WARM_UP + Number(rounds) }, (_, at) => ({ url: address, uniqueKey: `${at}` }));
  let found: Found[] = [];
  let handled = 0;
  let before = process.cpuUsage();
  const requestHandler = ({ $ }: { $: Select }) => {
    found = scrape($, recipe);
    handled += 1;
    if (handled === WARM_UP) before = process.cpuUsage();
  };
  const config = new Configuration({ persistStorage: false, purgeOnStart: false });
  await new CheerioCrawler({ requestHandler, maxConcurrency: 1, minConcurrency: 1 }, config).run(requests);
  return measured(before, found);
}

const CONTESTANTS: Record<string, () => Promise<Measured>> = { markwarden, slim, crawlee };
process.stdout.write(JSON.stringify(await CONTESTANTS[system]!()));

import { createRequire } from 'node:module';
import { CONTEST, type Found, report, WARM_UP } from './rounds.ts';
import { type Select, scrape } from './scrape.ts';

const { address, rounds, recipe, folder } = CONTEST;
const { CheerioCrawler, Configuration, log } = createRequire(`${folder}/`)('@crawlee/cheerio');
log.setLevel(log.LEVELS.OFF);

const requests = Array.from({ length: WARM_UP + rounds }, (_, at) => ({ url: address, uniqueKey: `${at}` }));
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
report(before, found);

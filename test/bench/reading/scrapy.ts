import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SCRAPY = 'scrapy==2.19.0';
const INSTALL_TIMEOUT_MS = 300_000;

/** One spider for all pages; reads the recipe and prints what worker.ts prints. */
const SPIDER = `
import json, os, resource, scrapy, sys

ADDRESS, RECIPE, ROUNDS, WARM_UP = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]), 15

def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

def at(value, path):
    for name in path.split('.') if path else []:
        value = value.get(name) if isinstance(value, dict) else None
    return value

def scrape(response):
    if 'cards' in RECIPE:
        return [{
            'title': ''.join(card.css(RECIPE['title'] + ' ::text').getall()),
            'address': card.css(RECIPE['address'] + '::attr(href)').get(),
            'price': ''.join(card.css(RECIPE['price'] + ' ::text').getall()),
            'picture': card.css(RECIPE['picture'] + '::attr(src)').get(),
        } for card in response.css(RECIPE['cards'])]
    value = json.loads(response.css(RECIPE['script'] + '::text').get())
    items = [item for one in at(value, RECIPE['lists']) for item in at(one, RECIPE['items']) if at(item, RECIPE['only'])]
    return [{name: at(item, RECIPE[name]) for name in ('title', 'address', 'price', 'picture')} for item in items]

class Bench(scrapy.Spider):
    name = 'bench'
    custom_settings = {'LOG_ENABLED': False, 'CONCURRENT_REQUESTS': 1, 'ROBOTSTXT_OBEY': False, 'TELNETCONSOLE_ENABLED': False}
    handled, before, found = 0, 0.0, []
    async def start(self):
        for _ in range(WARM_UP + ROUNDS):
            yield scrapy.Request(ADDRESS, dont_filter=True)
    def parse(self, response):
        self.found = scrape(response)
        self.handled += 1
        if self.handled == WARM_UP:
            self.before = cpu()
    def closed(self, reason):
        print(json.dumps({
            'cpuMsPerPage': (cpu() - self.before) * 1000 / ROUNDS,
            'peakMb': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            'titles': list(dict.fromkeys(' '.join(str(one['title']).split()) for one in self.found)),
        }))

from scrapy.crawler import CrawlerProcess
process = CrawlerProcess()
process.crawl(Bench)
process.start()
`;

/** A Python with Scrapy below the folder, and the spider; undefined where it cannot be installed. */
export function installScrapy(folder: string): { python: string; spider: string } | undefined {
  const environment = join(folder, 'python');
  const python = join(environment, 'bin', 'python');
  const ready = () => spawnSync(python, ['-c', 'import scrapy'], { stdio: 'ignore' }).status === 0;
  const quietly = { stdio: 'ignore', timeout: INSTALL_TIMEOUT_MS } as const;
  if (!ready()) {
    spawnSync('python3', ['-m', 'venv', environment], quietly);
    spawnSync(python, ['-m', 'pip', 'install', '--quiet', SCRAPY], quietly);
  }
  if (!ready()) return undefined;
  const spider = join(folder, 'spider.py');
  writeFileSync(spider, SPIDER);
  return { python, spider };
}

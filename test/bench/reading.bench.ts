import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { printTable, say } from '#infra/cli/print.ts';
import { PROJECT_ROOT } from '#infra/local/host/synthesis.ts';
import { corpusBytes, corpusIsThere } from '#test/pages/corpus.ts';
import { CONTEST_PAGES } from './reading/contest-pages.ts';
import type { Measured } from './reading/rounds.ts';
import { installScrapy } from './reading/scrapy.ts';

// What a result page costs from the request to its listings, in CPU time and memory, beside others' tools on the same pages from the same
// server. Ours reads all fields and judges whether the page is complete; theirs take title, address, price and picture. What runs on Node is
// bundled, as it is deployed. The others are installed below .markwarden at the first run; where that fails they are left out, and that is
// said.

const FOLDER = join(PROJECT_ROOT, '.markwarden', 'bench-reading');
const CRAWLEE = '@crawlee/cheerio@3.18.1';
const ROUNDS = 40;
const MAX_OUTPUT = 16 * 1024 * 1024;
const run = promisify(execFile);

type Contestant = { name: string; measure: (kind: string, address: string) => Promise<Measured> };

function bundled(name: string, system: string): Contestant {
  const file = join(FOLDER, `${system}.mjs`);
  const measure = async (kind: string, address: string) => {
    const { stdout } = await run(process.execPath, [file, kind, address, String(ROUNDS), FOLDER], {
      maxBuffer: MAX_OUTPUT,
    });
    return JSON.parse(stdout) as Measured;
  };
  return { name, measure };
}

async function contestants(): Promise<Contestant[]> {
  mkdirSync(FOLDER, { recursive: true });
  await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: ['markwarden', 'slim', 'crawlee'].map((system) => `test/bench/reading/${system}.ts`),
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const all = [bundled('Markwarden', 'markwarden'), bundled('fetch + cheerio/slim', 'slim')];
  const crawlee = () => existsSync(join(FOLDER, 'node_modules', '@crawlee', 'cheerio'));
  if (!crawlee())
    spawnSync('npm', ['install', '--prefix', FOLDER, '--no-audit', '--no-fund', CRAWLEE], { stdio: 'ignore' });
  if (crawlee()) all.push(bundled('Crawlee CheerioCrawler', 'crawlee'));
  else say(`LEFT OUT: ${CRAWLEE} could not be installed (an npm registry is needed)`);
  const scrapy = installScrapy(FOLDER);
  if (!scrapy) say('LEFT OUT: Scrapy could not be installed (python3 with venv and a package index are needed)');
  else
    all.push({
      name: 'Scrapy',
      measure: async (kind, address) => {
        const { recipe } = CONTEST_PAGES.find((page) => page.kind === kind)!;
        const { stdout } = await run(scrapy.python, [scrapy.spider, address, JSON.stringify(recipe), String(ROUNDS)], {
          maxBuffer: MAX_OUTPUT,
        });
        return JSON.parse(stdout) as Measured;
      },
    });
  return all;
}

async function compare(): Promise<void> {
  const bodies = new Map(CONTEST_PAGES.map(({ kind, file }) => [`/${kind}`, corpusBytes(file)]));
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(bodies.get(request.url ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const systems = await contestants();
  for (const { kind, file } of CONTEST_PAGES) {
    const measured: Measured[] = [];
    // One after the other: they would slow each other.
    for (const { measure } of systems) measured.push(await measure(kind, `http://127.0.0.1:${port}/${kind}`));
    const [ours] = measured;
    say(`\n${kind} page (${file}), ${ours!.titles.length} listings`);
    printTable(
      ['system', 'CPU ms a page', 'times ours', 'peak MB', 'same listings'],
      measured.map(({ cpuMsPerPage, peakMb, titles }, index) => [
        systems[index]!.name,
        cpuMsPerPage.toFixed(1),
        (cpuMsPerPage / ours!.cpuMsPerPage).toFixed(2),
        Math.round(peakMb),
        titles.join('\n') === ours!.titles.join('\n') ? 'yes' : `no: ${titles.length}`,
      ]),
    );
    if (measured.some(({ titles }) => titles.join('\n') !== ours!.titles.join('\n'))) process.exitCode = 1;
  }
  server.close();
}

if (corpusIsThere) await compare();
else say('SKIPPED: ../shared not found, no saved pages to measure reading on');

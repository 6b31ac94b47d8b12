import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { EXIT } from '#infra/cli/exit.ts';
import { printJson, printTable, safeText, say } from '#infra/cli/print.ts';
import { createProgress } from '#infra/local/start/progress.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { corpusIsThere } from './corpus.ts';
import { type ExtractionReport, measureExtraction } from './extraction-report.ts';
import { exactOf, foundOf, otherFields, REPORTED_FIELDS } from './figures-text.ts';
import { BENCHMARK_FIELDS } from './product-benchmark.ts';
import { README_COUNT, readmeCount, withRegistryFacts } from './registry-facts.ts';
import { supportDocument } from './support-document.ts';

// `npm run extract:report`: every reader over the saved pages beside the repository; writes docs/marketplaces.md.

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
const DOCUMENT = fileURLToPath(new URL('../../docs/marketplaces.md', import.meta.url));
const MARKETPLACES = fileURLToPath(new URL('../../shared/marketplaces', import.meta.url));

function report({ site, json, facts }: { site?: string; json?: boolean; facts?: boolean }): void {
  if (facts) {
    writeFacts();
    return;
  }
  if (!corpusIsThere) {
    say(
      'SKIPPED: ../shared/corpus not found, nothing was measured. "npm run extract:report -- --facts" needs no pages.',
    );
    return;
  }
  const progress = createProgress();
  const measured = measureExtraction(progress.update, site);
  progress.finish();
  if (measured.sites.length === 0) {
    say(`There are no saved pages of "${site}".`);
    process.exitCode = EXIT.usage;
    return;
  }
  if (json) printJson(measured);
  else print(measured);
  if (site !== undefined) return;
  writeFileSync(DOCUMENT, supportDocument(marketplaces, fixtureNames, measured));
  say('Wrote docs/marketplaces.md');
}

/** For whoever has no saved pages: a new marketplace's row, a programme that was checked, how many there are. */
function writeFacts(): void {
  writeFileSync(DOCUMENT, withRegistryFacts(readFileSync(DOCUMENT, 'utf8'), marketplaces, fixtureNames));
  writeFileSync(README, readFileSync(README, 'utf8').replace(README_COUNT, readmeCount(marketplaces)));
  say('Wrote what the registry says into docs/marketplaces.md and README.md; figures stay as they were measured.');
}

const fixtureNames = (id: string) => readdirSync(`${MARKETPLACES}/${id}/fixtures`);

function print({ sites, prices, benchmark }: ExtractionReport): void {
  printTable(
    ['site', 'kind', 'verdict', 'listings', 'in truth', ...REPORTED_FIELDS, 'other'],
    sites.flatMap(({ site, readBy, kinds }) =>
      kinds.map((figures) => {
        const { kind, pages, rightVerdicts, listings, truth } = figures;
        const fields = truth?.fields ?? {};
        return [
          site === readBy ? site : `${site} (${readBy})`,
          kind,
          `${rightVerdicts}/${pages}`,
          listings,
          foundOf(figures),
          ...REPORTED_FIELDS.map((field) => exactOf(fields, [field])),
          exactOf(fields, otherFields(fields)),
        ];
      }),
    ),
  );
  for (const { kinds } of sites)
    for (const { kind, wrong, truth } of kinds) {
      for (const { file, coverage, reason = '' } of wrong)
        say(`wrong verdict: ${file} (${kind}) called ${coverage} ${safeText(reason, 120)}`);
      for (const { misses } of Object.values(truth?.fields ?? {}))
        for (const miss of misses.slice(0, 3)) say(`not exact: ${safeText(miss)}`);
    }
  if (prices) {
    process.stdout.write(`\nprice strings: ${prices.read} of ${prices.expected} read as expected\n`);
    printTable(
      ['text', 'expected', 'read', 'reason'],
      prices.misses.map(({ text, expected, read, reason }) => [safeText(text), expected, read ?? '', reason]),
    );
  }
  if (benchmark) {
    process.stdout.write('\nproduct extraction benchmark: precision · recall · F1\n');
    printTable(
      ['system', ...BENCHMARK_FIELDS, 'price, gold put right'],
      benchmark.map(({ system, scores, priceWithGoldPutRight }) => [
        system,
        ...[...BENCHMARK_FIELDS.map((field) => scores[field]), priceWithGoldPutRight].map(({ precision, recall, f1 }) =>
          [precision, recall, f1].map((score) => (score || 0).toFixed(3)).join(' · '),
        ),
      ]),
    );
  }
}

await new Command('extract-report')
  .description('read every saved page, compare with what people saw on it, and write docs/marketplaces.md')
  .option('--site <id>', 'only the saved pages of one site; writes nothing')
  .addOption(
    new Option('--facts', 'write only what the registry says of each marketplace; reads no pages').conflicts('site'),
  )
  .option('--json', 'print the figures as JSON')
  .action(report)
  .parseAsync();

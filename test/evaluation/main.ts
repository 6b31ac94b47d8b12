import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { say } from '#infra/cli/print.ts';
import { brandEvasion } from './brand-evasion.ts';
import { calibration } from './calibration.ts';
import { cascade } from './cascade.ts';
import { hasDataset } from './datasets.ts';
import { updateDocument } from './document.ts';
import { everydayTitles } from './everyday-titles.ts';
import { expediteThreshold } from './expedite-threshold.ts';
import type { Experiment, Section } from './experiment.ts';
import { imageMatching } from './image-matching.ts';
import { logoText } from './logo-text.ts';
import { namesBySound } from './names-by-sound.ts';
import { oneField } from './one-field.ts';
import { otherTrade } from './other-trade.ts';
import { overlayText } from './overlay-text.ts';
import { productMatching } from './product-matching.ts';
import { publishedPredictions } from './published-predictions.ts';
import { replicaLists } from './replica-lists.ts';
import { sellerLinks } from './seller-links.ts';
import { sellerPrior } from './seller-prior.ts';
import { sellersNames } from './sellers-names.ts';
import { sharedPictures } from './shared-pictures.ts';
import { shopDecisions } from './shop-decisions.ts';
import { judgement, TargetsByExperiment, targetTable } from './targets.ts';
import { wholeScore } from './whole-score.ts';

const EXPERIMENTS: readonly Experiment[] = [
  publishedPredictions,
  calibration,
  sellerPrior,
  sellerLinks,
  sharedPictures,
  expediteThreshold,
  brandEvasion,
  sellersNames,
  namesBySound,
  productMatching,
  imageMatching,
  logoText,
  overlayText,
  replicaLists,
  everydayTitles,
  otherTrade,
  wholeScore,
  shopDecisions,
  cascade,
  oneField,
];

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));

type Options = { only?: string; check?: boolean };

async function evaluate({ only, check = false }: Options): Promise<void> {
  const wanted = EXPERIMENTS.filter(({ name, promises }) => (only ? name === only : !check || promises));
  if (wanted.length === 0) {
    say(`There is no experiment "${only}". Known: ${EXPERIMENTS.map(({ name }) => name).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const fresh = new Map<string, Section>();
  for (const experiment of wanted) {
    const missing = experiment.datasets.filter((name) => !hasDataset(name));
    if (missing.length > 0) {
      say(
        `SKIPPED ${experiment.name}: ../shared/datasets/${missing.join(', ')} not found; its section stays as it was`,
      );
      continue;
    }
    const unavailable = experiment.unavailable?.();
    if (unavailable) {
      say(`SKIPPED ${experiment.name}: ${unavailable}; its section stays as it was`);
      continue;
    }
    fresh.set(experiment.name, await run(experiment, check));
  }
  if (check) judge(fresh, wanted.length);
  else write(fresh);
}

async function run(experiment: Experiment, quick: boolean): Promise<Section> {
  const started = performance.now();
  say(`${experiment.name} …`);
  const progress = (line: string): void => say(`  ${line}`);
  const section = await experiment.run(progress, { progress, quick });
  if (!quick) process.stdout.write(`\n## ${experiment.title}\n\n${section.markdown}\n\n`);
  say(`${experiment.name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return section;
}

function write(fresh: ReadonlyMap<string, Section>): void {
  const plots = join(DOCS, 'evaluation');
  mkdirSync(plots, { recursive: true });
  for (const section of fresh.values())
    for (const [name, svg] of Object.entries(section.plots ?? {})) writeFileSync(join(plots, name), svg);
  const file = join(plots, 'targets.json');
  const known = existsSync(file) ? TargetsByExperiment.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const targets: TargetsByExperiment = {};
  for (const { name } of EXPERIMENTS) {
    const own = fresh.has(name) ? fresh.get(name)!.targets : known[name];
    if (own && own.length > 0) targets[name] = [...own];
  }
  writeFileSync(file, `${JSON.stringify(targets, null, 2)}\n`);
  const page = join(DOCS, 'evaluation.md');
  const texts = new Map([...fresh].map(([name, { markdown }]) => [name, markdown]));
  const previous = existsSync(page) ? readFileSync(page, 'utf8') : '';
  writeFileSync(page, updateDocument(previous, EXPERIMENTS, texts, targetTable(Object.values(targets).flat())));
  say(`Wrote docs/evaluation.md (${fresh.size} of ${EXPERIMENTS.length} sections new)`);
}

/** The gate: writes nothing, and fails when a promise is broken. */
function judge(fresh: ReadonlyMap<string, Section>, wanted: number): void {
  const targets = [...fresh.values()].flatMap((section) => section.targets ?? []);
  const { lines, exitCode } = judgement(targets);
  say(`${fresh.size} of ${wanted} experiments run on less data`);
  for (const line of lines) say(line);
  process.exitCode = exitCode;
}

await new Command('evaluate')
  .description('measure the detection on labelled data and write docs/evaluation.md')
  .option('--only <name>', 'run one experiment')
  .option('--check', 'less data, write nothing, fail when a promise is broken')
  .action(evaluate)
  .parseAsync();

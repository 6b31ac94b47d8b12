import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { say } from '../print.ts';
import { brandEvasion } from './brand-evasion.ts';
import { hasDataset } from './datasets.ts';
import { updateDocument } from './document.ts';
import { expediteThreshold } from './expedite-threshold.ts';
import type { Experiment } from './experiment.ts';
import { imageMatching } from './image-matching.ts';
import { logoText } from './logo-text.ts';
import { overlayText } from './overlay-text.ts';
import { productMatching } from './product-matching.ts';
import { calibration, publishedPredictions } from './published-predictions.ts';
import { replicaLists } from './replica-lists.ts';
import { sellerPrior } from './seller-prior.ts';
import { wholeScore } from './whole-score.ts';

const EXPERIMENTS: readonly Experiment[] = [
  publishedPredictions,
  calibration,
  sellerPrior,
  expediteThreshold,
  brandEvasion,
  productMatching,
  imageMatching,
  logoText,
  overlayText,
  replicaLists,
  wholeScore,
];

const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url));

async function evaluate(options: { only?: string }): Promise<void> {
  const wanted = EXPERIMENTS.filter(({ name }) => !options.only || name === options.only);
  if (wanted.length === 0) {
    say(`There is no experiment "${options.only}". Known: ${EXPERIMENTS.map(({ name }) => name).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const fresh = new Map<string, string>();
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
    fresh.set(experiment.name, await run(experiment));
  }
  const page = join(DOCS, 'evaluation.md');
  writeFileSync(page, updateDocument(existsSync(page) ? readFileSync(page, 'utf8') : '', EXPERIMENTS, fresh));
  say(`Wrote docs/evaluation.md (${fresh.size} of ${EXPERIMENTS.length} sections new)`);
}

async function run(experiment: Experiment): Promise<string> {
  const started = performance.now();
  say(`${experiment.name} …`);
  const { markdown, plots = {} } = await experiment.run((line) => say(`  ${line}`));
  mkdirSync(join(DOCS, 'evaluation'), { recursive: true });
  for (const [name, svg] of Object.entries(plots)) writeFileSync(join(DOCS, 'evaluation', name), svg);
  process.stdout.write(`\n## ${experiment.title}\n\n${markdown}\n\n`);
  say(`${experiment.name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return markdown;
}

await new Command('evaluate')
  .description('measure the detection on labelled data and write docs/evaluation.md')
  .option('--only <name>', 'run one experiment')
  .action(evaluate)
  .parseAsync();

import { Command } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { plainIssue } from '#shared/brands/brand-file.ts';
import { type Comparison, compareVerdicts } from '#shared/learning/compare-verdicts.ts';
import { ScoringModel, model as shipped } from '#shared/scoring/model.ts';
import { readDecisions } from '../decisions-file.ts';
import { readInput } from '../file-problem.ts';
import { issuesIn } from '../issues-in.ts';
import { filled } from '../option-values.ts';
import { printJson, printTable, say } from '../print.ts';
import { loadBrandFile } from '../read-brand-file.ts';

type Options = { decisions: string; model?: string; brand: string[]; json?: boolean };

export function rescoreCommand(): Command {
  return new Command('rescore')
    .requiredOption('--decisions <file>', 'one decision a line, as "markwarden decisions" prints them')
    .option(
      '--model <file>',
      'the other model, as "markwarden train --out" writes it (default: the shipped one)',
      filled,
    )
    .option('--brand <files...>', 'brand files: their thresholds, and decisions that carry a listing', [])
    .option('--json', 'print {model, listings, before, after, moved}')
    .action(rescore);
}

function rescore(options: Options): void {
  const after = options.model ? readModel(options.model) : shipped;
  const decisions = readDecisions(options.decisions, options.brand);
  const brands = new Map(options.brand.map(loadBrandFile).map((brand) => [brand.id, brand]));
  const models = { fallback: shipped, after };
  const comparison = compareVerdicts(decisions, models, (brandId) => brands.get(brandId)?.enforcement);
  if (options.json) printJson({ model: after.version, ...comparison });
  else report(comparison, after.version);
}

function readModel(path: string): ScoringModel {
  const text = readInput(path).toString('utf8');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`Cannot read a model from ${path}: ${(error as Error).message}`);
  }
  const result = ScoringModel.safeParse(data, { error: plainIssue });
  if (!result.success) throw new UsageError(`${path} is not a model: ${issuesIn(result.error)}`);
  return result.data;
}

function report({ listings, before, after, moved }: Comparison, version: string): void {
  const row = (label: string, pick: (figures: Comparison['before']) => string | number) => [
    label,
    pick(before),
    pick(after),
  ];
  printTable(
    [`${listings} decided listings`, 'before', `model ${version}`],
    [
      row('ignore', ({ decisions }) => decisions.ignore),
      row('review', ({ decisions }) => decisions.review),
      row('expedite', ({ decisions }) => decisions.expedite),
      row('average precision', ({ averagePrecision }) => averagePrecision.toFixed(3)),
      row('recall at precision 0.90', ({ recallAtP90 }) => recallAtP90.toFixed(3)),
    ],
  );
  const moves = Object.entries(moved).map(([move, count]) => `${count} ${move}`);
  say(moves.length > 0 ? `Moved: ${moves.join(', ')}.` : 'No verdict would change.');
}

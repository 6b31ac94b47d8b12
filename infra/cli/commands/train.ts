import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { analystAgreement } from '#shared/learning/analyst-decision.ts';
import type { Interval } from '#shared/learning/bootstrap.ts';
import type { LinearModel } from '#shared/learning/linear-model.ts';
import { linearModelOf, modelFile, SIGNAL_ROLES } from '#shared/learning/model-file.ts';
import { type Refit, refit } from '#shared/learning/refit.ts';
import { model as current } from '#shared/scoring/model.ts';
import { readDecisions } from '../decisions-file.ts';
import { filled } from '../option-values.ts';
import { printJson, printTable, say } from '../print.ts';

type Options = { decisions: string; brand: string[]; out?: string; json?: boolean };

export function trainCommand(): Command {
  return new Command('train')
    .requiredOption(
      '--decisions <file>',
      'one decision a line: {brandId, sellerId, decision, decidedAt, features | listing}',
    )
    .option('--brand <files...>', 'brand files, for decisions that carry a listing instead of features', [])
    .option('--out <file>', 'where to write the new model (the form of shared/scoring/model.json)', filled)
    .option('--json', 'print {version, promoted, why, counts, before, after, errorWithoutCurve, agreement, weights}')
    .action(train);
}

function train(options: Options): void {
  const evidence = readDecisions(options.decisions, options.brand);
  const old = linearModelOf(current);
  const result = refit(old, evidence, SIGNAL_ROLES);
  const file = modelFile(current, result, evidence);
  if (options.out) writeModel(options.out, file);
  const agreement = analystAgreement(evidence);
  if (options.json) {
    const { model, ...rest } = result;
    printJson({ version: file.version, ...rest, agreement, weights: { before: old, after: model } });
  } else report(old, result, agreement, file.version);
  if (options.out) say(`Wrote ${options.out}, model ${file.version}${result.promoted ? '' : ' (NOT promoted)'}`);
}

function writeModel(path: string, file: object): void {
  try {
    writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`Cannot write ${path}: ${code === 'ENOENT' ? 'there is no such folder' : message}`);
  }
}

function report(old: LinearModel, result: Refit, agreement: { pairs: number; agreed: number }, version: string): void {
  const { model, counts, before, after, errorWithoutCurve, promoted, why } = result;
  const change = (from: number, to: number) => [from.toFixed(2), to.toFixed(2), (to - from).toFixed(2)];
  printTable(
    ['signal', 'weight', 'new', 'change', 'reason'],
    [
      ['(bias)', ...change(old.bias, model.bias), current.bias.reason],
      ...Object.entries(model.weights).map(([id, to]) => [
        id,
        ...change(old.weights[id]!, to),
        current.weights[id]!.reason,
      ]),
    ],
  );
  if (before && after) {
    const row = (label: string, one: Interval, other: Interval) => [label, interval(one), interval(other)];
    printTable(
      ['held-out sellers', 'old model', 'new model'],
      [
        row('average precision', before.averagePrecision, after.averagePrecision),
        row('recall at precision 0.90', before.recallAtP90, after.recallAtP90),
        row('calibration error', before.calibrationError, after.calibrationError),
      ],
    );
  }
  if (errorWithoutCurve)
    say(`Calibrated by a curve; without it the new model's error would be ${interval(errorWithoutCurve)}.`);
  say(
    `${counts.training} decisions to learn from, ${counts.heldOut} held out, ${counts.unused} unused (later decisions on sellers already known).`,
  );
  if (agreement.pairs > 0)
    say(`Two analysts agreed on ${agreement.agreed} of ${agreement.pairs} listings both decided.`);
  say(`Model ${version}: ${promoted ? 'promoted' : 'NOT promoted'}, ${why}.`);
}

const interval = ({ estimate, low, high }: Interval): string =>
  `${estimate.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;

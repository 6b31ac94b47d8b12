import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import type { Brand } from '#shared/domain/brand.ts';
import { AnalystDecision, analystAgreement } from '#shared/learning/analyst-decision.ts';
import type { Interval } from '#shared/learning/bootstrap.ts';
import type { LinearModel, SignalRole } from '#shared/learning/linear-model.ts';
import { type Evidence, leastDecisionsToExpedite, type Refit, refit } from '#shared/learning/refit.ts';
import { model as current } from '#shared/scoring/model.ts';
import { evaluateSignals } from '#shared/scoring/score-listing.ts';
import { signals } from '#shared/signals/index.ts';
import { loadBrandFile } from '../brand-file.ts';
import { UsageError } from '../exit.ts';
import { printJson, printTable, say } from '../print.ts';

type Options = { decisions: string; brand: string[]; out?: string; json?: boolean };

export function trainCommand(): Command {
  return new Command('train')
    .description('fits the weights of the signals from analyst decisions and judges them on sellers it has not seen')
    .requiredOption(
      '--decisions <file>',
      'one decision a line: {brandId, sellerId, decision, decidedAt, features | listing}',
    )
    .option('--brand <files...>', 'brand files, for decisions that carry a listing instead of features', [])
    .option('--out <file>', 'where to write the new model (the form of shared/scoring/model.json)')
    .option('--json', 'print {version, promoted, why, counts, before, after, expediteFrom, agreement, weights}')
    .action(train);
}

function train(options: Options): void {
  const brands = new Map(options.brand.map(loadBrandFile).map((brand) => [brand.id, brand]));
  const decisions = readDecisions(options.decisions);
  const evidence = decisions.map(({ decision, line }) =>
    withFeatures(decision, brands, `${options.decisions}:${line}`),
  );
  const old: LinearModel = { bias: current.bias.value, weights: weightsOf(current) };
  const result = refit(old, evidence, ROLES);
  const file = modelFile(result, evidence);
  if (options.out) writeFileSync(options.out, `${JSON.stringify(file, null, 2)}\n`);
  const agreement = analystAgreement(evidence);
  if (options.json) {
    const { model, ...rest } = result;
    printJson({ version: file.version, ...rest, agreement, weights: { before: old, after: model } });
  } else report(old, result, agreement, file.version);
  if (options.out) say(`Wrote ${options.out}, model ${file.version}${result.promoted ? '' : ' (NOT promoted)'}`);
}

const ROLES: readonly SignalRole[] = signals.map(({ id, family, gated }) => ({
  id,
  role: id === 'authorised-seller' ? 'stop' : family === 'gate' ? 'gate' : 'evidence',
  gated,
}));

const weightsOf = (model: typeof current): Record<string, number> =>
  Object.fromEntries(Object.entries(model.weights).map(([id, { weight }]) => [id, weight]));

function readDecisions(path: string): { decision: AnalystDecision; line: number }[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read ${path}: ${(error as Error).message}`);
  }
  const problems: string[] = [];
  const decisions = text.split('\n').flatMap((raw, index) => {
    if (raw.trim() === '') return [];
    const result = AnalystDecision.safeParse(parseJson(raw));
    if (result.success) return [{ decision: result.data, line: index + 1 }];
    problems.push(`${path}:${index + 1}: ${z.prettifyError(result.error).replaceAll('\n', ' ')}`);
    return [];
  });
  if (problems.length > 0) throw new UsageError(problems.slice(0, 20).join('\n'));
  if (decisions.length === 0) throw new UsageError(`${path} holds no decisions`);
  return decisions;
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** Signals are evaluated as of the decision; what they could see then (pictures, records) is not known any more. */
function withFeatures(decision: AnalystDecision, brands: ReadonlyMap<string, Brand>, where: string): Evidence {
  if (decision.features) return { ...decision, features: decision.features };
  const brand = brands.get(decision.brandId);
  if (!brand) {
    throw new UsageError(
      `${where}: the decision carries a listing; name the file of brand "${decision.brandId}" with --brand`,
    );
  }
  const found = evaluateSignals({ brand, listing: decision.listing!, now: new Date(decision.decidedAt) });
  return { ...decision, features: Object.fromEntries(found.map(({ signal, value }) => [signal.id, value])) };
}

/** The model's data with new weights, version and reasons; everything that was not learnt stays. */
function modelFile({ model, counts }: Refit, evidence: readonly Evidence[]) {
  const newest = evidence.reduce((latest, { decidedAt }) => (decidedAt > latest ? decidedAt : latest), '');
  const refitted = (reason: string, before: number, after: number) =>
    `${reason.replace(/ Refitted from \d.*$/, '')} Refitted from ${counts.training} decisions: ${before.toFixed(2)} became ${after.toFixed(2)}.`;
  const round = (value: number) => Number(value.toFixed(4));
  return {
    ...current,
    version: `${newest.slice(0, 10)}-${evidence.length}`,
    bias: { value: round(model.bias), reason: refitted(current.bias.reason, current.bias.value, model.bias) },
    weights: Object.fromEntries(
      Object.entries(current.weights).map(([id, { weight, reason }]) => {
        const learnt = model.weights[id];
        return [
          id,
          learnt === undefined
            ? { weight, reason }
            : { weight: round(learnt), reason: refitted(reason, weight, learnt) },
        ];
      }),
    ),
  };
}

function report(old: LinearModel, result: Refit, agreement: { pairs: number; agreed: number }, version: string): void {
  const { model, counts, before, after, promoted, why, expediteFrom } = result;
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
  say(
    `${counts.training} decisions to learn from, ${counts.heldOut} held out, ${counts.unused} unused (later decisions on sellers already known).`,
  );
  if (agreement.pairs > 0)
    say(`Two analysts agreed on ${agreement.agreed} of ${agreement.pairs} listings both decided.`);
  say(
    expediteFrom === undefined
      ? `No threshold is proved for expediting yet: ${leastDecisionsToExpedite()} flawless decisions above it are the least.`
      : `Expediting is proved safe from probability ${expediteFrom.toFixed(3)}.`,
  );
  say(`Model ${version}: ${promoted ? 'promoted' : 'NOT promoted'}, ${why}.`);
}

const interval = ({ estimate, low, high }: Interval): string =>
  `${estimate.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;

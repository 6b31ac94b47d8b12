import { Command, Option } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { Case } from '#shared/domain/case.ts';
import { formatMoney, moneyFromText } from '#shared/domain/money.ts';
import type { TestBuy } from '#shared/domain/test-buy.ts';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { printJson, safeText, say } from '../print.ts';
import { uploadDocument } from './brand-attach.ts';

type Options = {
  order: string;
  ordered?: string;
  cost?: string;
  arrived?: string;
  examined?: string;
  by?: string;
  verdict?: string;
  findings?: string;
  photo: string[];
  json?: boolean;
};

export function buyCommand(): Command {
  return new Command('buy')
    .description('a test purchase of the offer: ordered, arrived, examined; said again, it adds to what is known')
    .argument('<id>', 'case id', filled)
    .requiredOption('--order <number>', "the marketplace's number of the order", filled)
    .option('--ordered <date>', 'when it was ordered, such as 2026-11-02', filled)
    .option('--cost <amount>', 'what it cost with delivery, such as "49.90 EUR"', filled)
    .option('--arrived <date>', 'when it arrived', filled)
    .option('--examined <date>', 'when it was examined; then also --by, --verdict and --findings', filled)
    .option('--by <name>', 'who examined it', filled)
    .addOption(new Option('--verdict <verdict>', 'what it is').choices(['counterfeit', 'genuine', 'unclear']))
    .option('--findings <text>', 'why it is judged so, in a sentence that the venue may read', filled)
    .option(
      '--photo <file>',
      'a photo of it; may be said several times',
      (file, files: string[]) => [...files, file],
      [],
    )
    .option('--json', 'print the case')
    .action(buy);
}

async function buy(id: string, options: Options): Promise<void> {
  const path = `/cases/${encodeURIComponent(id)}`;
  const { case: record } = await callHost(z.looseObject({ case: Case }), 'GET', path);
  const known = record.testBuys.find(({ orderId }) => orderId === options.order);
  const orderedAt = options.ordered ?? known?.orderedAt;
  if (!orderedAt) throw new UsageError('--ordered: say when it was ordered.');
  const keys: string[] = [];
  for (const file of options.photo) keys.push(await uploadDocument(record.brandId, file));
  const body = {
    orderId: options.order,
    orderedAt,
    ...optional('cost', options.cost ? moneyOf(options.cost) : known?.cost),
    ...optional('arrivedAt', options.arrived ?? known?.arrivedAt),
    ...optional('examined', examinationOf(options) ?? known?.examined),
    files: keys,
  };
  const { case: after } = await callHost(z.object({ case: Case }), 'POST', `${path}/test-buys`, body);
  if (options.json) return printJson(after);
  for (const bought of after.testBuys) say(lineOf(bought));
}

const optional = <Name extends string, T>(name: Name, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [N in Name]?: T };

function examinationOf({ examined: at, by, verdict, findings }: Options): TestBuy['examined'] {
  if (!at && !by && !verdict && !findings) return undefined;
  if (!at || !by || !verdict || !findings)
    throw new UsageError('--examined, --by, --verdict and --findings belong together: one of them is missing.');
  return { at, by, verdict: verdict as NonNullable<TestBuy['examined']>['verdict'], findings };
}

function moneyOf(text: string): TestBuy['cost'] {
  const money = moneyFromText(text);
  if (!money) throw new UsageError(`--cost: "${text}" is no amount such as "49.90 EUR".`);
  return money;
}

const lineOf = ({ orderId, orderedAt, arrivedAt, examined, cost, files }: TestBuy): string =>
  [
    `order ${safeText(orderId, 100)}`,
    `ordered ${orderedAt.slice(0, 10)}`,
    arrivedAt ? `arrived ${arrivedAt.slice(0, 10)}` : 'not arrived yet',
    examined ? `${examined.verdict}: ${safeText(examined.findings, 200)}` : 'not examined yet',
    ...(cost ? [formatMoney(cost)] : []),
    `${files.length} ${files.length === 1 ? 'photo' : 'photos'}`,
  ].join(' · ');

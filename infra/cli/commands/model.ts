import { Command } from 'commander';
import * as z from 'zod';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { printJson, printTable, say } from '../print.ts';

const ModelAnswer = z.object({
  model: z.looseObject({ version: z.string() }),
  promotedAt: z.string().nullable(),
  pinned: z.object({ version: z.string(), by: z.string(), at: z.string() }).nullable(),
  versions: z.array(z.object({ version: z.string(), storedAt: z.string() })),
  shipped: z.string(),
  training: z.looseObject({ at: z.string(), why: z.string() }).nullable(),
});
type ModelAnswer = z.infer<typeof ModelAnswer>;

type Options = { json?: boolean };

const JSON_HELP = 'print {model, promotedAt, pinned, versions, shipped, training}';

export function modelCommand(): Command {
  const model = new Command('model');

  model
    .command('show')
    .description('the model in use, and every version there was')
    .option('--json', JSON_HELP)
    .action(async ({ json }: Options) => print(await callHost(ModelAnswer, 'GET', '/model'), json));

  model
    .command('pin')
    .description('use this version, and keep it: training goes on, and promotes nothing until "model unpin"')
    .argument('<version>', 'as "markwarden model show" prints it', filled)
    .option('--json', JSON_HELP)
    .action(async (version: string, { json }: Options) =>
      print(await callHost(ModelAnswer, 'POST', '/model/pin', { version }), json),
    );

  model
    .command('unpin')
    .description('let the next training replace the model again')
    .option('--json', JSON_HELP)
    .action(async ({ json }: Options) => print(await callHost(ModelAnswer, 'POST', '/model/unpin', {}), json));

  return model;
}

function print(answer: ModelAnswer, json: boolean | undefined): void {
  if (json) {
    printJson(answer);
    return;
  }
  const { model, promotedAt, pinned, versions, shipped, training } = answer;
  const since = promotedAt ? `since ${day(promotedAt)}` : 'as shipped';
  say(`Model ${model.version} is in use, ${since}.`);
  if (pinned)
    say(
      `Model ${pinned.version} was pinned by ${pinned.by} on ${day(pinned.at)}: no training replaces it before "markwarden model unpin".`,
    );
  if (training) say(`Last training, ${day(training.at)}: ${training.why}.`);
  const stored = versions.some(({ version }) => version === shipped)
    ? versions
    : [...versions, { version: shipped, storedAt: '' }];
  printTable(
    ['version', 'kept since', ''],
    stored.map(({ version, storedAt }) => [
      version,
      storedAt ? day(storedAt) : '-',
      [version === model.version && 'in use', version === pinned?.version && 'pinned', version === shipped && 'shipped']
        .filter(Boolean)
        .join(', '),
    ]),
  );
}

const day = (iso: string) => iso.slice(0, 10);

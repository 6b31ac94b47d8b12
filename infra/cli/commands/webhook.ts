import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { Webhook, WebhookEvent, WebhookForm } from '#shared/domain/webhook.ts';
import { callHost } from '../api-client.ts';
import { EXIT } from '../exit.ts';
import { filled } from '../option-values.ts';
import { printJson, safeText, say } from '../print.ts';

const Shown = Webhook.omit({ sealedUrl: true });
const WithSecret = z.object({ webhook: Shown, secret: z.string().optional() });
const Current = z.object({ webhook: Shown.optional() });

const pathOf = (brand: string, verb = '') => `/brands/${encodeURIComponent(brand)}/webhook${verb && `/${verb}`}`;

/** Where a brand's news goes beside the mail. */
export function webhookCommand(): Command {
  return new Command('webhook')
    .addCommand(setCommand())
    .addCommand(showCommand())
    .addCommand(testCommand())
    .addCommand(rotateCommand())
    .addCommand(removeCommand());
}

const brandOption = () => new Option('--brand <id>', 'whose news').makeOptionMandatory();

type Set = { brand: string; form: WebhookForm; events?: string[]; json?: boolean };

const setCommand = () =>
  new Command('set')
    .description('send the news of a brand to an address; prints the secret to check signatures with, once')
    .argument('<url>', 'https address; - reads it from standard input, for it may hold a secret', filled)
    .addOption(brandOption())
    .addOption(
      new Option('--form <form>', 'signed events, or what Slack takes')
        .choices(WebhookForm.options)
        .default('standard'),
    )
    .addOption(new Option('--events <event...>', 'only these; default: all').choices(WebhookEvent.options))
    .option('--json', 'print {webhook, secret}')
    .action(async (given: string, { brand, form, events, json }: Set) => {
      const url = given === '-' ? await firstLine() : given;
      const answer = await callHost(WithSecret, 'PUT', pathOf(brand), { url, form, events });
      printSecret(answer, json);
    });

const rotateCommand = () =>
  new Command('rotate')
    .description('a new secret; for a day events are signed with the old one too')
    .addOption(brandOption())
    .option('--json', 'print {webhook, secret}')
    .action(async ({ brand, json }: { brand: string; json?: boolean }) =>
      printSecret(await callHost(WithSecret, 'POST', pathOf(brand, 'rotate'), {}), json),
    );

const showCommand = () =>
  new Command('show')
    .description('where the news goes, and how the last delivery went')
    .addOption(brandOption())
    .option('--json', 'print {webhook}')
    .action(async ({ brand, json }: { brand: string; json?: boolean }) => {
      const { webhook } = await callHost(Current, 'GET', pathOf(brand));
      if (json) return printJson({ webhook });
      if (!webhook) return say(`${brand} has no webhook.`);
      say(`To ${safeText(webhook.host)} as ${webhook.form}: ${webhook.events?.join(', ') ?? 'every event'}`);
      const { lastDelivery } = webhook;
      say(lastDelivery ? `Last delivery ${lastDelivery.at}: ${safeText(lastDelivery.said, 300)}` : 'Nothing sent yet.');
    });

const POLL_MS = 500;

const testCommand = () =>
  new Command('test')
    .description('send a test event and wait for what the receiver says')
    .addOption(brandOption())
    .addOption(new Option('--timeout <seconds>', 'how long to wait').default(20).argParser(Number))
    .action(async ({ brand, timeout }: { brand: string; timeout: number }) => {
      const { id } = await callHost(z.object({ id: z.string() }), 'POST', pathOf(brand, 'test'), {});
      for (let waited = 0; waited < timeout * 1000; waited += POLL_MS) {
        const { webhook } = await callHost(Current, 'GET', pathOf(brand));
        const delivery = webhook?.lastDelivery;
        if (delivery?.id === id && delivery.ok) return say(`${safeText(webhook!.host)} took it (${id}).`);
        if (delivery?.id === id)
          throw new UsageError(`${webhook!.host} did not take it: ${delivery.said}. It is tried again for two hours.`);
        await sleep(POLL_MS);
      }
      say(`No answer after ${timeout} s; npx markwarden webhook show --brand ${brand}`);
      process.exitCode = EXIT.unfinished;
    });

const removeCommand = () =>
  new Command('remove')
    .description('nothing more goes there')
    .addOption(brandOption())
    .action(async ({ brand }: { brand: string }) => {
      const { removed } = await callHost(z.object({ removed: z.boolean() }), 'DELETE', pathOf(brand));
      say(removed ? 'Removed.' : `${brand} has no webhook.`);
    });

function printSecret({ webhook, secret }: z.infer<typeof WithSecret>, json: boolean | undefined): void {
  if (json) {
    printJson({ webhook, secret });
    return;
  }
  say(`The news of ${webhook.brandId} goes to ${safeText(webhook.host)} as ${webhook.form}.`);
  if (!secret) return;
  say('The secret to check signatures with, shown this once:');
  process.stdout.write(`${secret}\n`);
}

async function firstLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text.split('\n', 1)[0]!.trim();
}

import { Readable } from 'node:stream';
import { Command } from 'commander';
import { sellerHoldings } from '#shared/erasure/seller-holdings.ts';
import { installationOf, STAGE_OPTION } from '../installation.ts';
import { writeNewFile } from '../new-file.ts';
import { filled } from '../option-values.ts';
import { counted, printJson, say } from '../print.ts';
import { sellerFrom } from '../seller-argument.ts';

type Options = { brand?: string; stage?: string; out?: string; json?: boolean };

export function sellerCommand(): Command {
  const command = new Command('seller');
  command
    .command('export')
    .description('everything that is held about one seller, for whoever asks what is known of them')
    .argument('<marketplace:account>', 'the account as the venue names it', filled)
    .option('--brand <id>', 'only what this brand holds', filled)
    .option(...STAGE_OPTION, filled)
    .option('--out <file>', 'where to write the JSON', filled, 'seller.json')
    .option('--json', 'print it instead: {seller, writtenAs, items: [{kind, item}], objects: [{bucket, key}]}')
    .action(async (seller: string, { brand, stage, out, json }: Options) => {
      const subject = { ...sellerFrom(seller), ...(brand !== undefined && { brandId: brand }) };
      const installation = await installationOf(stage);
      const { held, places, writtenAs } = await sellerHoldings(subject, installation);
      const objects: { bucket: string; key: string }[] = [];
      for (const { bucket, prefix } of places)
        for await (const { key } of installation.buckets[bucket].versions(prefix)) objects.push({ bucket, key });
      const all = { seller: subject, writtenAs, items: held.map(({ kind, item }) => ({ kind, item })), objects };
      if (json) return printJson(all);
      await writeNewFile(Readable.from([`${JSON.stringify(all, null, 2)}\n`]), out!);
      say(
        `Wrote ${out}: ${counted(held.length, 'item')}, and where ${counted(objects.length, 'page or picture', 'pages and pictures')} of theirs lie.`,
      );
    });
  return command;
}

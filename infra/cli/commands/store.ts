import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import * as z from 'zod';
import { minuteOf } from '#shared/domain/days.ts';
import { StoreFile, StoreState } from '#shared/domain/store-file.ts';
import { callHost } from '../api-client.ts';
import { download } from '../download.ts';
import { filled } from '../option-values.ts';
import { shownOf } from '../pages.ts';
import { printJson, printTable, safeText, say } from '../print.ts';

const Opened = z.object({ store: StoreFile, statement: z.string() });

const Packed = z.object({ address: z.url(), fileName: z.string() });

const pathOf = (id: string) => `/stores/${encodeURIComponent(id)}`;
const nameOf = ({ sellerName, sellerId }: StoreFile) => safeText(sellerName ?? sellerId, 60);

/** Repeat sellers, up to the end of their stores. */
export function storeCommand(): Command {
  return new Command('store')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(packetCommand())
    .addCommand(sayCommand());
}

const listCommand = () =>
  new Command('list')
    .description('files on stores; those with enough strikes to ask for their closure, unless another state is named')
    .option('--brand <id>', 'only this brand', filled)
    .addOption(new Option('--state <state>', 'where they stand').choices(StoreState.options).default('ready'))
    .option('--json', 'print an array')
    .action(async ({ brand, state, json }: { brand?: string; state: StoreState; json?: boolean }) => {
      const { items: stores, isMore } = await shownOf('/stores', 'stores', StoreFile, { state, brand });
      if (json) return printJson(stores);
      if (stores.length === 0) return say(`No store is at "${state}".`);
      printTable(
        ['strikes', 'still noticed', 'seller', 'where', 'store'],
        stores.map((file) => [
          `${file.counted} of ${file.strikes.length}`,
          String(file.openOffers),
          nameOf(file),
          file.marketplaces.join(', '),
          safeText(file.id, 200),
        ]),
      );
      if (isMore) say('There are more. All of them: npx markwarden export stores');
    });

const showCommand = () =>
  new Command('show')
    .description('one file: strikes, history, and with --out the statement to ask the venue with')
    .argument('<id>', 'store id, as "markwarden store list" prints it', filled)
    .option('--out <file.html>', 'write the statement there', filled)
    .option('--json', 'print the file')
    .action(async (id: string, { out, json }: { out?: string; json?: boolean }) => {
      const { store, statement } = await callHost(Opened, 'GET', pathOf(id));
      if (out) await writeFile(out, statement);
      if (json) return printJson(store);
      say(`${nameOf(store)} on ${store.marketplaces.join(', ')}: ${store.state}`);
      say(`${store.strikes.length} offers removed after notices, ${store.counted} as the venue counts them`);
      for (const { at, caseId } of store.strikes) say(`  ${at.slice(0, 10)}  ${safeText(caseId, 200)}`);
      for (const { at, to, by, why } of store.events)
        say(`  ${minuteOf(at)}  ${to} by ${safeText(by, 80)}: ${safeText(why, 300)}`);
      if (store.look)
        say(
          `Its page: ${store.look.finding} since ${store.look.since.slice(0, 16)} (${safeText(store.look.why, 300)})`,
        );
      if (out) say(`Wrote ${out}: one page to send to the venue, signed.`);
    });

const packetCommand = () =>
  new Command('packet')
    .description('fetch the zip that asks for the closure of a store: open its 00-steps.html first')
    .argument('<id>', 'store id', filled)
    .option('--out <file>', "where to write it; default: the packet's reference", filled)
    .option('--json', 'print where it was written')
    .action(async (id: string, { out, json }: { out?: string; json?: boolean }) => {
      const { address, fileName } = await callHost(Packed, 'POST', `${pathOf(id)}/packet`);
      const file = out ?? fileName;
      await download(address, file);
      if (json) return printJson({ file });
      say(
        `Wrote ${safeText(file, 400)}. When it is handed in: npx markwarden store say "${safeText(id, 200)}" filed --why …`,
      );
    });

const sayCommand = () =>
  new Command('say')
    .description('say that the closure was asked for (filed), or what became of it (closed, kept, watch)')
    .argument('<id>', 'store id', filled)
    .addArgument(new Command().createArgument('<state>').choices(StoreState.options))
    .requiredOption('--why <text>', 'in a sentence, for the history', filled)
    .option('--number <text>', "the venue's own number", filled)
    .action(async (id: string, state: StoreState, { why, number }: { why: string; number?: string }) => {
      const body = { state, why, ...(number && { number }) };
      const { store } = await callHost(z.object({ store: StoreFile }), 'POST', pathOf(id), body);
      say(`${nameOf(store)}: ${store.state}`);
    });

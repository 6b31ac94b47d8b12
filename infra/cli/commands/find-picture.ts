import { basename } from 'node:path';
import { Command } from 'commander';
import { UsageError } from '#infra/local/usage-error.ts';
import { MOST_SEARCHED_BYTES, PictureSearch } from '#shared/domain/searched-picture.ts';
import { ALIKE_WORDS } from '#shared/imaging/picture-likeness.ts';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { counted, printJson, printTable, safeText, say } from '../print.ts';
import { readBytes } from './extract.ts';

type Options = { brand: string; all?: boolean; json?: boolean };

export function findPictureCommand(): Command {
  return new Command('find-picture')
    .argument('<file>', 'the picture: JPEG, PNG, WebP, GIF or AVIF', filled)
    .requiredOption('--brand <id>', 'a registered brand', filled)
    .option('--all', 'all offers that are kept, not only the newest four thousand')
    .option('--json', 'print {found: [{case, alike, bits}], more, compared, withoutHash, since}')
    .action(find);
}

async function find(file: string, { brand, all, json }: Options): Promise<void> {
  const bytes = readBytes(file);
  if (bytes.length > MOST_SEARCHED_BYTES)
    throw new UsageError(
      `${file} has ${bytes.length} bytes; at most ${MOST_SEARCHED_BYTES} are read: make it smaller.`,
    );
  const form = new FormData();
  form.set('file', new File([Buffer.from(bytes)], basename(file)));
  const path = `/brands/${encodeURIComponent(brand)}/find-picture`;
  const result = await callHost(PictureSearch, 'POST', path, form);
  while (all && result.next !== undefined) {
    const older = await callHost(PictureSearch, 'POST', `${path}?after=${encodeURIComponent(result.next)}`, form);
    result.found.push(...older.found);
    for (const count of ['more', 'compared', 'withoutHash'] as const) result[count] += older[count];
    [result.since, result.next] = [older.since ?? result.since, older.next];
  }
  result.found.sort((a, b) => a.bits - b.bits);
  if (json) return printJson(result);
  if (result.found.length > 0)
    printTable(
      ['what is alike', 'bits', 'state', 'listing', 'seller', 'case'],
      result.found.map(({ case: { id, state, listing }, alike, bits }) => [
        ALIKE_WORDS[alike],
        bits,
        state,
        safeText(listing.title, 40),
        safeText(listing.seller?.name ?? listing.seller?.id ?? '-', 20),
        id,
      ]),
    );
  const { found, more, compared, withoutHash, since, next } = result;
  const words = [
    `${counted(found.length + more, 'offer')} of ${compared} with stored pictures ${found.length + more === 1 ? 'shows' : 'show'} it`,
    ...(more > 0 ? [`the nearest ${found.length} are listed`] : []),
    ...(since ? [`found since ${since.slice(0, 10)}`] : []),
    ...(withoutHash > 0 ? [`of ${withoutHash} no picture was looked at`] : []),
    ...(next ? ['older ones: --all'] : []),
  ];
  say(`${words.join('; ')}.`);
}

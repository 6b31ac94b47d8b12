import { Command } from 'commander';
import { HistoryReport } from '#shared/comparison/history.ts';
import { decodeBody } from '#shared/extraction/decode-body.ts';
import { type Share, shareOf } from '#shared/learning/wilson.ts';
import { callHost } from '../api-client.ts';
import { EXIT } from '../exit.ts';
import { filled } from '../option-values.ts';
import { counted, printJson, safeText, say } from '../print.ts';
import { seenOffersOf } from '../seen-offers.ts';
import { shareWords } from '../share-words.ts';
import { readBytes } from './extract.ts';

type Options = { brand: string; outcomes?: string; forget?: boolean; json?: boolean };

export function historyCommand(): Command {
  const history = new Command('history');
  history
    .command('import')
    .description("take earlier notices into the sellers' records")
    .argument('<file>', 'a table (CSV) with the columns url, date, outcome and seller (the account)')
    .requiredOption('--brand <id>', 'a registered brand', filled)
    .option('--outcomes <pairs>', 'what further words mean, such as "closed=confirmed,escalated=undecided"')
    .option('--forget', 'take these offers out of the records again')
    .option('--json', 'print {sellers, added, changed, unchanged, removed, undecided, refused, relisted}')
    .action(importHistory);
  return history;
}

async function importHistory(file: string, { brand, outcomes, forget, json }: Options): Promise<void> {
  const text = decodeBody(readBytes(file)).text;
  const query = new URLSearchParams({ ...(outcomes && { outcomes }), ...(forget && { forget: 'true' }) });
  const report = await callHost(HistoryReport, 'POST', `/brands/${encodeURIComponent(brand)}/history?${query}`, text);
  const relisted = forget ? undefined : await relistedOf(brand, report.confirmed);
  const { confirmed, ...counts } = report;
  if (json) printJson({ ...counts, relisted });
  else {
    const { sellers, added, changed, unchanged, removed, undecided, refused } = report;
    for (const { line, field, message } of refused) say(safeText(`${file}, line ${line}: ${field} ${message}`, 300));
    for (const [word, count] of Object.entries(undecided))
      say(
        safeText(
          `${counted(count, 'row')} with the outcome "${word}" ${count === 1 ? 'says' : 'say'} nothing of a seller.`,
        ),
      );
    say(
      `${counted(sellers, 'seller')}: ${counted(added, 'offer')} added, ${changed} changed, ${unchanged} as before, ${removed} taken out; ${counted(refused.length, 'row')} not taken.`,
    );
    if (relisted && relisted.of > 0)
      say(
        `Of ${counted(relisted.of, 'confirmed offer')} seen on sale after that day: ${shareWords(relisted)}. Scans show what the watches find, so there may be more.`,
      );
  }
  if (report.refused.length > 0) process.exitCode = EXIT.coverage;
}

/** The same offers, seen by scans after the day on which they were said to be gone: what later relistings are measured against. */
async function relistedOf(brand: string, confirmed: readonly { url: string; at: string }[]): Promise<Share> {
  const goneAt = new Map(confirmed.map(({ url, at }) => [url, at]));
  const seen = await seenOffersOf(brand, [...goneAt.keys()]);
  const again = seen.filter(({ url, lastSeenAt }) => lastSeenAt.slice(0, 10) > goneAt.get(url)!);
  return shareOf(again.length, goneAt.size);
}

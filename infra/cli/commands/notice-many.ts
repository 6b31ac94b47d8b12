import { Command } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { callHost } from '../api-client.ts';
import { linesOf, printOutcomes, tellOfMany } from '../many.ts';
import { filled } from '../option-values.ts';
import { say } from '../print.ts';
import { Changed, noticeLines, noticePath, printNotice, Shown } from '../shown-notice.ts';

/** As many as the API takes in one request. */
const PORTION = 50;

export function approveCommand(): Command {
  return new Command('approve')
    .description('approve notices as they read now; they then leave, or their packets are made')
    .argument('<ids...>', 'notice ids')
    .option('--digest <digest>', 'of what you read; without it each notice is printed and approved as printed', filled)
    .option('--despite-breaker', 'although the accuracy breaker has stopped sending to this venue; for one notice')
    .option('--note <text>', 'why, for the history', filled)
    .option('--json', 'print what the API answers')
    .action(async (ids: string[], { json, digest, ...how }: ApproveOptions) => {
      if (ids.length > 1 && (digest || how.despiteBreaker))
        throw new UsageError('--digest and --despite-breaker are about one notice: approve it by itself.');
      const read: z.infer<typeof Shown>[] = [];
      if (!digest) for (const id of ids) read.push(await callHost(Shown, 'GET', noticePath(id)));
      if (!json) for (const shown of read) process.stdout.write(`${noticeLines(shown).join('\n')}\n`);
      if (ids.length === 1) {
        const body = { ...how, digest: digest ?? read[0]!.digest };
        return printNotice(await callHost(Changed, 'POST', noticePath(ids[0]!, 'approve'), body), json);
      }
      const items = read.map((shown) => ({ id: shown.notice.id, digest: shown.digest }));
      const body = (notices: readonly (typeof items)[number][]) => ({ notices, note: how.note });
      printOutcomes(await tellOfMany('/notices/approvals', { items, portion: PORTION, body }), json);
    });
}

type ApproveOptions = { digest?: string; despiteBreaker?: boolean; note?: string; json?: boolean };

export function filedCommand(): Command {
  return new Command('filed')
    .description('say that you filed the packets at the venue')
    .argument('[id]', 'notice id')
    .option('--number <number>', "the venue's number for it", filled)
    .option('--at <time>', 'when, if not now (ISO)', filled)
    .option(
      '--from <file>',
      'many: lines of "notice,number,time", the last two as known; - reads standard input',
      filled,
    )
    .option('--json', 'print what the API answers')
    .action(async (id: string | undefined, { json, from, ...filing }: FiledOptions) => {
      if ((id === undefined) === (from === undefined)) throw new UsageError('Name one notice, or a file with --from.');
      if (id !== undefined) {
        const answer = await callHost(Changed.extend({ late: z.boolean() }), 'POST', noticePath(id, 'filed'), filing);
        if (answer.late)
          say('Recorded. It was filed later than its last look allows: an offer may have changed meanwhile.');
        return printNotice(answer, json);
      }
      if (filing.number || filing.at) throw new UsageError('With --from, numbers and times stand in the file.');
      const items = (await linesOf(from!)).map((line) => {
        const [notice = '', number, at] = line.split(/[,;\t]/).map((cell) => cell.trim());
        return { id: notice, number: number || undefined, at: at || undefined };
      });
      const body = (notices: readonly (typeof items)[number][]) => ({ notices });
      printOutcomes(await tellOfMany('/notices/filings', { items, portion: PORTION, body }), json);
    });
}

type FiledOptions = { number?: string; at?: string; from?: string; json?: boolean };

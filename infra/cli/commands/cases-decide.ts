import { Argument, Command, InvalidArgumentError } from 'commander';
import * as z from 'zod';
import { UsageError } from '#infra/local/usage-error.ts';
import { REVIEW_DECISIONS } from '#shared/cases/decide.ts';
import { linesOf, printOutcomes, tellOfMany } from '../many.ts';
import { filled } from '../option-values.ts';

/** As many as the API takes in one request. */
const PORTION = 100;

export function decideCommand(): Command {
  return new Command('decide')
    .description('decide many waiting cases alike; what is confirmed rests for half a minute')
    .addArgument(new Argument('<decision>').choices([...REVIEW_DECISIONS, 'reopen']))
    .argument('[ids...]', 'case ids')
    .option('--from <file>', 'more case ids, one a line; - reads standard input', filled)
    .option('--note <text>', 'why, for the history and for what is learnt', filled)
    .option('--until <day>', 'of snooze: when it comes back (YYYY-MM-DD); in a week where nobody says', dayOption)
    .option('--json', 'print [{id, done, state, version} or {id, done, code, detail}]')
    .action(async (decision: string, ids: string[], { from, note, until, json }: DecideOptions) => {
      const items = [...new Set([...ids, ...(from ? await linesOf(from) : [])])].map((id) => ({ id }));
      if (items.length === 0) throw new UsageError('Name the cases, or a file of their ids with --from.');
      const body = (cases: readonly { id: string }[]) => ({ decision, cases, note, until });
      printOutcomes(await tellOfMany('/cases/decisions', { items, portion: PORTION, body }), json);
    });
}

type DecideOptions = { from?: string; note?: string; until?: string; json?: boolean };

/** @returns the first moment of the day, ISO */
function dayOption(text: string): string {
  if (!z.iso.date().safeParse(text).success)
    throw new InvalidArgumentError(`"${text}" is not a day such as 2026-12-24.`);
  return `${text}T00:00:00.000Z`;
}

import { Command } from 'commander';
import * as z from 'zod';
import { Case } from '#shared/domain/case.ts';
import { callHost } from '../api-client.ts';
import { filled } from '../option-values.ts';
import { printJson, safeText, say } from '../print.ts';

const Answer = z.object({ case: Case });
const pathOf = (id: string, what: string): string => `/cases/${encodeURIComponent(id)}/${what}`;

export function noteCommand(): Command {
  return new Command('note')
    .description('a note on the case, for colleagues')
    .argument('<id>', 'case id', filled)
    .argument('<text>', 'what to write', filled)
    .option('--json', 'print the case')
    .action(async (id: string, text: string, { json }: { json?: boolean }) => {
      const { case: after } = await callHost(Answer, 'POST', pathOf(id, 'remarks'), { text });
      if (json) return printJson(after);
      for (const { at, by, text: said } of after.remarks) say(safeText(`${at.slice(0, 16)}  ${by}: ${said}`, 1100));
    });
}

export function assignCommand(): Command {
  return new Command('assign')
    .description('give the case to somebody to decide; without an address back to everybody')
    .argument('<id>', 'case id', filled)
    .argument('[email]', 'their address', filled)
    .option('--json', 'print the case')
    .action(async (id: string, email: string | undefined, { json }: { json?: boolean }) => {
      const { case: after } = await callHost(Answer, 'POST', pathOf(id, 'assign'), { to: email ?? null });
      if (json) return printJson(after);
      say(after.assigned ? `It is ${safeText(after.assigned, 200)}'s to decide.` : "It is everybody's again.");
    });
}

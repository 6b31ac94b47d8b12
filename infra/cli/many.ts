import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { callHost } from './api-client.ts';
import { EXIT } from './exit.ts';
import { readInput } from './file-problem.ts';
import { printJson, safeText, say } from './print.ts';

const Outcome = z.union([
  z.object({ id: z.string(), done: z.literal(true), state: z.string(), version: z.int() }),
  z.object({ id: z.string(), done: z.literal(false), code: z.string(), detail: z.string() }),
]);
type Outcome = z.infer<typeof Outcome>;

/** Says one thing about many, in portions that the API takes; what cannot be done of one is said of that one. */
export async function tellOfMany<Item>(
  path: string,
  { items, portion, body }: { items: readonly Item[]; portion: number; body: (items: readonly Item[]) => unknown },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let first = 0; first < items.length; first += portion) {
    const part = items.slice(first, first + portion);
    try {
      outcomes.push(...(await callHost(z.object({ results: z.array(Outcome) }), 'POST', path, body(part))).results);
    } catch (error) {
      if (first > 0) say(`${wordsFor(outcomes)}; then it stopped.`);
      throw error;
    }
  }
  return outcomes;
}

function wordsFor(outcomes: readonly Outcome[]): string {
  const done = outcomes.filter((outcome) => outcome.done).length;
  return `${done} done, ${outcomes.length - done} refused`;
}

/** One line for each that was refused. The exit code says whether there was any. */
export function printOutcomes(outcomes: readonly Outcome[], json: boolean | undefined): void {
  const refused = outcomes.filter((outcome) => !outcome.done);
  if (refused.length > 0) process.exitCode = EXIT.unfinished;
  if (json) {
    printJson(outcomes);
    return;
  }
  for (const { id, detail } of refused) say(`${safeText(id, 200)}: ${safeText(detail, 400)}`);
  say(`${wordsFor(outcomes)}.`);
}

/** Lines of a file, or of standard input for `-`, without empty ones and comments: `#` first, or with blanks around it. "#4711" is a number. */
export async function linesOf(file: string): Promise<string[]> {
  const content = file === '-' ? await text(process.stdin) : readInput(file).toString('utf8');
  return content
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*#.*|\s#\s.*$/, '').trim())
    .filter((line) => line !== '');
}

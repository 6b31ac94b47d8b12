import * as z from 'zod';
import { operation } from './operation.ts';

const Meaning = z.enum(['confirmed', 'cleared', 'undecided']);

/** "closed=confirmed,escalated=undecided" */
const Outcomes = z
  .string()
  .max(2000)
  .transform((pairs) =>
    Object.fromEntries(
      pairs.split(',').map((pair) => {
        const cut = pair.lastIndexOf('=');
        return [pair.slice(0, cut).trim().toLowerCase(), pair.slice(cut + 1).trim()];
      }),
    ),
  )
  .pipe(z.record(z.string().min(1), Meaning));

export const historyOperations = {
  import: operation({
    id: 'importHistory',
    method: 'post',
    path: '/brands/{id}/history',
    summary:
      "Takes a list of earlier notices (CSV: url, date, outcome, seller) into the sellers' records; `forget` takes it out again",
    permission: 'administer',
    about: 'brand',
    takes: 'lines',
    query: { outcomes: Outcomes.optional(), forget: z.literal('true').optional() },
    body: z.strictObject({ lines: z.string() }),
    answer: z.object({
      sellers: z.int(),
      added: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      removed: z.int(),
      confirmed: z.array(z.object({ url: z.string(), at: z.string() })),
      undecided: z.record(z.string(), z.int()),
      refused: z.array(z.object({ line: z.int(), field: z.string(), message: z.string() })),
    }),
  }),
};

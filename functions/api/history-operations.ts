import * as z from 'zod';
import { HistoryReport, Meaning } from '#shared/comparison/history.ts';
import { operation } from './operation.ts';

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
    answer: HistoryReport,
  }),
};

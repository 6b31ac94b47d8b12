import * as z from 'zod';
import { REVIEW_DECISIONS } from '#shared/cases/decide.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import { operation } from './operation.ts';

// Many at once. What concerns somebody else's brand refuses the whole request before anything is done; what cannot be done of one is
// said of that one, and the others go on.

const MOST_CASES = 100;
const MOST_NOTICES = 50;

/** In the order asked for. */
const Outcomes = z.object({
  done: z.int(),
  refused: z.int(),
  results: z.array(
    z.union([
      z.object({ id: z.string(), done: z.literal(true), state: z.string(), version: z.int() }),
      /** `code` and `detail` as in a Problem. */
      z.object({ id: z.string(), done: z.literal(false), code: z.string(), detail: z.string() }),
    ]),
  ),
});
export type Outcomes = z.infer<typeof Outcomes>;

const eachOnce = <Item extends z.ZodType<{ id: string }>>(item: Item, most: number) =>
  z
    .array(item)
    .min(1)
    .max(most)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'names one of them twice');

const id = z.string().min(1).max(500);
const note = z.string().trim().min(1).max(1000).optional();

export const bulkOperations = {
  decideCases: operation({
    id: 'decideCases',
    method: 'post',
    path: '/cases/decisions',
    summary:
      'Decides up to a hundred waiting cases alike, or takes cases up again; what is confirmed rests for half a minute, as in the console',
    permission: 'review',
    about: 'own',
    body: z.strictObject({
      decision: z.enum([...REVIEW_DECISIONS, 'reopen']),
      /** With `version` only the case that was seen. */
      cases: eachOnce(z.strictObject({ id, version: z.int().positive().optional() }), MOST_CASES),
      note,
      /** When what is snoozed comes back; in a week where nobody says. */
      until: z.iso.datetime().optional(),
    }),
    answer: Outcomes,
  }),
  approveNotices: operation({
    id: 'approveNotices',
    method: 'post',
    path: '/notices/approvals',
    summary: 'Approves up to fifty notices, each with all of its offers, by the digest that getNotice gave of it',
    permission: NEEDS.handleNotice,
    about: 'own',
    body: z.strictObject({
      notices: eachOnce(z.strictObject({ id, digest: z.string().length(64) }), MOST_NOTICES),
      note,
    }),
    answer: Outcomes,
  }),
  fileNotices: operation({
    id: 'fileNotices',
    method: 'post',
    path: '/notices/filings',
    summary: 'Says of up to fifty packets that a person filed them, with the numbers that the venue gave',
    permission: NEEDS.handleNotice,
    about: 'own',
    body: z.strictObject({
      notices: eachOnce(
        z.strictObject({ id, number: z.string().min(1).max(200).optional(), at: z.iso.datetime().optional() }),
        MOST_NOTICES,
      ),
    }),
    answer: Outcomes,
  }),
};

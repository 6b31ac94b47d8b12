import * as z from 'zod';

/**
 * One line of an append-only history; an item of its own in the store. `cause` is the code that reports count, `why` the sentence that
 * people read. `seq` is the version of the subject that it led to, so that writing it twice is writing it once.
 */
export const HistoryEvent = z.object({
  /** The id of the notice, or of a target: notice id and case id. */
  subject: z.string().min(1),
  seq: z.int().positive(),
  at: z.iso.datetime(),
  from: z.string().nullable(),
  to: z.string(),
  /** A function ("submit") or a person ("analyst:jane@example.com"). */
  by: z.string().min(1),
  cause: z.string().min(1),
  why: z.string().min(1),
});
export type HistoryEvent = z.infer<typeof HistoryEvent>;

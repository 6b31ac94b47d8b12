import * as z from 'zod';
import { DAY_MS } from './time-units.ts';

/** What only a person can do. */
export const TaskKind = z.enum([
  'file-packet',
  'answer-clarification',
  'answer-counter-notice',
  'correct-notice',
  'tell-venue-withdrawn',
  'say-whether-arrived',
  'notice-not-taken',
  'notice-set-back',
  'restored',
  'look-unclear',
  'seller-authorised',
  'case-dismissed',
  'found-genuine',
  'right-gone',
]);
export type TaskKind = z.infer<typeof TaskKind>;

/** Something a person must do by a date. */
export const Task = z.object({
  /** Due date, kind and what it is about: opening it twice is opening it once. */
  id: z.string().min(1),
  brandId: z.string().min(1),
  kind: TaskKind,
  noticeId: z.string().optional(),
  caseId: z.string().optional(),
  /** The cases of the targets that it is about, where they are known. */
  concerns: z.array(z.string()).optional(),
  openedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  /** One sentence with the next step. */
  text: z.string().min(1),
  doneAt: z.iso.datetime().optional(),
  doneBy: z.string().optional(),
  nextCheckAt: z.iso.datetime().optional(),
});
export type Task = z.infer<typeof Task>;

/** Half the time, and a day before: the first of them that is still to come; undefined when both have passed. */
export function nextReminder({ openedAt, dueAt }: Pick<Task, 'openedAt' | 'dueAt'>, now: Date): Date | undefined {
  const [from, due] = [Date.parse(openedAt), Date.parse(dueAt)];
  const times = [from + (due - from) / 2, due - DAY_MS, due].filter((time) => time > now.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}

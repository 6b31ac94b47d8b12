import * as z from 'zod';
import { Case } from '#shared/domain/case.ts';
import { NoticeRecord } from '#shared/domain/notice-record.ts';
import { Target } from '#shared/domain/target.ts';
import { Task, type TaskKind } from '#shared/domain/task.ts';
import { answerOf } from './api-answer.ts';
import type { Ask } from './sample-people.ts';

const Listed = z.object({ tasks: z.array(Task) });
const Shown = z.object({ notice: NoticeRecord.pick({ id: true, externalId: true }), targets: z.array(Target) });
const Found = z.object({ case: Case.pick({ state: true }) });
type Shown = z.infer<typeof Shown>;

type Work = { ask: Ask; writeToVenue: (number: string, text: string) => Promise<void> };

/** What the analyst of the sample does about a task. Every other kind stays open, for whoever looks at the console. */
const WORK: Partial<Record<TaskKind, (shown: Shown, work: Work) => Promise<void>>> = {
  'answer-clarification': async ({ notice, targets }, { ask, writeToVenue }) => {
    await writeToVenue(
      numberOf(notice),
      'The label inside the collar and the stitching differ from those of genuine ones.',
    );
    await answerOf(ask, `/notices/${encodeURIComponent(notice.id)}/answer`, {
      kind: 'answered',
      caseIds: casesAt(targets, 'asked'),
    });
  },
  'answer-counter-notice': ({ notice }, { writeToVenue }) =>
    writeToVenue(numberOf(notice), 'The owner stands by this notice.'),
  'correct-notice': async ({ targets }, { ask }) => {
    for (const id of casesAt(targets, 'to-correct')) {
      const path = `/cases/${encodeURIComponent(id)}`;
      // Killed before the task was done: it is approved already.
      if (Found.parse(await answerOf(ask, path)).case.state !== 'rejected') continue;
      await answerOf(ask, `${path}/approve`, { note: 'looked through; once more' });
    }
  },
  restored: async () => {},
};

/**
 * Does the open tasks of the sample brand that it knows how to do: answers what the venue asks, stands by what a seller objects to,
 * approves again what was refused for its form, and takes note of what was put back. Returns how many were done.
 */
export async function doOpenTasks(ask: Ask, brandId: string, writeToVenue: Work['writeToVenue']): Promise<number> {
  const brand = encodeURIComponent(brandId);
  const { tasks } = Listed.parse(await answerOf(ask, `/tasks?brand=${brand}`));
  let done = 0;
  for (const { id, kind, noticeId } of tasks) {
    const work = WORK[kind];
    if (!work || !noticeId) continue;
    await work(Shown.parse(await answerOf(ask, `/notices/${encodeURIComponent(noticeId)}`)), { ask, writeToVenue });
    await answerOf(ask, `/brands/${brand}/tasks/done`, { task: id });
    done++;
  }
  return done;
}

/** As a person fills in the form of the sample marketplace. @throws Error when it does not take it. */
export async function writeToBazaar(origin: string, number: string, text: string): Promise<void> {
  const body = new URLSearchParams({ text });
  const response = await fetch(`${origin}/notice-desk/${encodeURIComponent(number)}`, { method: 'POST', body });
  if (!response.ok) throw new Error(`the sample marketplace did not take what was written: HTTP ${response.status}`);
}

function numberOf({ id, externalId }: Shown['notice']): string {
  if (!externalId) throw new Error(`notice ${id} has no number at the venue`);
  return externalId;
}

const casesAt = (targets: readonly Target[], state: Target['state']): string[] =>
  targets.filter((target) => target.state === state).map(({ caseId }) => caseId);

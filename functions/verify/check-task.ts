import { dayOf } from '#shared/domain/days.ts';
import { nextReminder, type Task } from '#shared/domain/task.ts';
import { brandAlert } from '#shared/messaging/brand-alert.ts';
import { hasGoneOn } from '#shared/notices/tasks.ts';
import type { VerifyServices } from './services.ts';

/** Reminds of an open task, at half its time, a day before and when it is due; of one that ended elsewhere nobody is reminded. */
export async function checkTask(task: Task, { notices, cases, alerts, clock }: VerifyServices): Promise<void> {
  const now = clock();
  if (await hasGoneOn(task, { notices, cases })) return notices.finishTask(task, 'verify', now);
  const isOver = task.dueAt <= now.toISOString();
  const message = `${task.text} ${isOver ? 'It was due' : 'Due'} ${task.dueAt.slice(0, 10)}.`;
  const about = { id: task.noticeId ?? task.caseId ?? task.id, brandId: task.brandId };
  await alerts.sendAll([brandAlert(about, 'task-due', message, now, `${task.id}~${dayOf(now)}`)]);
  await notices.writeTask({ ...task, nextCheckAt: nextReminder(task, now)?.toISOString() });
}

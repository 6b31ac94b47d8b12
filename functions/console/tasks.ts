import { Hono } from 'hono';
import * as z from 'zod';
import { NEEDS } from '#shared/domain/membership.ts';
import { notDoneYet } from '#shared/notices/tasks.ts';
import { formOf } from './form-values.ts';
import { messagePage } from './pages/message-page.tsx';
import type { ConsoleEnv, ConsoleServices } from './services.ts';

const Done = z.object({ brand: z.string(), task: z.string().min(1) });

/** Tasks that only a person can say are done; the others end with what is said of their notice. */
export function taskRoutes({ audit, clock }: Pick<ConsoleServices, 'audit' | 'clock'>): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.post('/tasks/done', async (c) => {
    const { access, stores } = c.var.visitor;
    const { brand: brandId, task: id } = await formOf(c, Done);
    const task = await stores.notices.getTask(brandId, id);
    if (!task) return c.notFound();
    if (!access.may(NEEDS.finishTask, brandId)) return c.html(messagePage(NOT_ALLOWED), 403);
    const notYet = await notDoneYet(task, stores.notices);
    if (notYet) return c.html(messagePage(stillOpen(notYet, task.noticeId!)), 409);
    const at = clock();
    if (!task.doneAt) {
      await stores.notices.finishTask(task, access.actor, at);
      await audit.append({ at: at.toISOString(), by: access.actor, action: 'task:done', brandId, subject: id });
    }
    return c.redirect(`/?${new URLSearchParams({ brand: brandId })}`, 303);
  });
  return routes;
}

const NOT_ALLOWED = {
  title: 'Not done',
  text: `This needs the right to ${NEEDS.finishTask}. The task stays open.`,
  action: { href: '/', label: 'Today' },
};

const stillOpen = (text: string, noticeId: string) => ({
  title: 'Not done yet',
  text,
  action: { href: `/notice?${new URLSearchParams({ id: noticeId })}`, label: 'Open the notice' },
});

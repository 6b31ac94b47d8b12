import { Hono } from 'hono';
import { notDoneYet } from '#shared/notices/tasks.ts';
import type { Access } from '#shared/people/access.ts';
import { TASK_COLUMNS } from './columns.ts';
import { listedAs } from './listed-as.ts';
import { taskOperations } from './notice-operations.ts';
import { serve } from './operation.ts';
import { brandsAsked, PAGE } from './paging.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

export function taskRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { notices, brands, clock } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };
  serve(routes, context, taskOperations.list, async ({ query: { brand, kind, dueBefore, after }, c }) => {
    const brandIds = await brandsAsked(brand, brands);
    const parts = await Promise.all(brandIds.map((id) => notices.openTasks(id, PAGE, after)));
    // By due date over all brands: an id begins with it, so the first hundred are among the first hundred of each.
    const found = parts.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const shown = found.slice(0, PAGE);
    const last = found.length > PAGE || parts.some(({ length }) => length === PAGE) ? shown.at(-1)! : undefined;
    // To the minute, as the ids are: what is due after that is not asked about.
    const next = last && dueBefore && last.dueAt.slice(0, 16) > dueBefore.slice(0, 16) ? undefined : last?.id;
    const items = shown.filter((task) => (!kind || task.kind === kind) && (!dueBefore || task.dueAt < dueBefore));
    return { body: { tasks: items, next }, text: listedAs(c.req.header('accept'), { items, next }, TASK_COLUMNS) };
  });
  serve(routes, context, taskOperations.done, async ({ id: brandId, body: { task: id } }) => {
    const task = await notices.getTask(brandId, id);
    if (!task) throw new ApiError(404, 'not-found', `There is no task "${id}".`);
    const notYet = await notDoneYet(task, notices);
    if (notYet) throw new ApiError(409, 'wrong-state', notYet);
    if (!task.doneAt) await notices.finishTask(task, caller.actor, clock());
    return { body: { task: await notices.getTask(brandId, id) } };
  });
  return routes;
}

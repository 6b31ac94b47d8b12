import { Hono } from 'hono';
import type { Access } from '#shared/people/access.ts';
import { taskOperations } from './notice-operations.ts';
import { serve } from './operation.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

export function taskRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { notices, brands, clock } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };
  serve(routes, context, taskOperations.list, async ({ query }) => {
    const brandIds = query.brand ? [query.brand] : (await brands.list()).map(({ id }) => id);
    const open = (await Promise.all(brandIds.map((id) => notices.openTasks(id)))).flat();
    return { body: { tasks: open.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)) } };
  });
  serve(routes, context, taskOperations.done, async ({ id: brandId, body: { task: id } }) => {
    const task = await notices.getTask(brandId, id);
    if (!task) throw new ApiError(404, 'not-found', `There is no task "${id}".`);
    if (!task.doneAt) await notices.finishTask(task, caller.actor, clock());
    return { body: { task: await notices.getTask(brandId, id) } };
  });
  return routes;
}

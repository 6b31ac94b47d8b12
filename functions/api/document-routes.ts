import { Hono } from 'hono';
import { attachDocument } from '#shared/brands/attach-document.ts';
import type { Access } from '#shared/people/access.ts';
import { documentOperations } from './document-operations.ts';
import { serve } from './operation.ts';
import { ApiError, notFound } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

/** Papers and photos that a brand's notices are filed with. */
export function documentRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  serve(routes, context, documentOperations.start, async ({ id, body }) => {
    if (!(await services.brands.asRegistered(id))) notFound('brand', id);
    return { status: 201, body: await services.documents.start(id, body) };
  });
  serve(routes, context, documentOperations.attach, async ({ id, body: { key, attachment } }) => {
    const outcome = await attachDocument(id, { key, attachment }, services);
    if ('refused' in outcome) throw new ApiError(400, 'invalid', outcome.refused);
    return { body: outcome, changes: [`${attachment.kind} at ${outcome.where}: ${key}`] };
  });
  return routes;
}

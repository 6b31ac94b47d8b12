import { Hono } from 'hono';
import { findPicture } from '#shared/cases/find-picture.ts';
import type { Access } from '#shared/people/access.ts';
import { ownCaseLists } from '#shared/people/own-stores.ts';
import { serve } from './operation.ts';
import { pictureOperations } from './picture-operations.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

/** Offers by a picture. */
export function pictureRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const stores = { caseLists: ownCaseLists(services.caseLists, caller), cases: services.cases };
  const routes = new Hono<ApiEnv>();
  serve(routes, { services, caller }, pictureOperations.find, async ({ id, query: { after }, body: { file } }) => {
    const read = await services.readPicture(file);
    if ('unreadable' in read) throw new ApiError(400, 'invalid', `file: no offer was compared: ${read.unreadable}.`);
    return { body: await findPicture(id, read.searched, after, stores) };
  });
  return routes;
}

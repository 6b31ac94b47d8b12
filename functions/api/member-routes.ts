import { Hono } from 'hono';
import { invitedPerson } from '#shared/domain/membership.ts';
import type { Access } from '#shared/people/access.ts';
import { serve } from './operation.ts';
import { brandOperations } from './operations.ts';
import { ApiError } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

/** Who may do what for a brand, and what they did. */
export function memberRoutes(services: ApiServices, caller: Access): Hono<ApiEnv> {
  const { people, audit, clock } = services;
  const routes = new Hono<ApiEnv>();
  const context = { services, caller };

  serve(routes, context, brandOperations.members, async ({ id }) => ({ body: { members: await people.ofBrand(id) } }));
  serve(routes, context, brandOperations.putMember, async ({ id: brandId, body: { person: named, roles } }) => {
    const person = named.includes('@') ? invitedPerson(named) : named;
    if (person === caller.person) throw new ApiError(409, 'own-roles', 'Somebody else has to change your own roles.');
    if (roles.length === 0) await people.removeMembership(person, brandId);
    else await people.putMembership({ person, brandId, roles, by: caller.actor, at: clock().toISOString() });
    const changes = [`${person}: ${roles.length === 0 ? 'no roles' : roles.join(', ')}`];
    return { body: { members: await people.ofBrand(brandId) }, changes };
  });
  serve(routes, context, brandOperations.audit, async ({ id, query: { after } }) => ({
    body: await audit.page(id, after),
  }));
  return routes;
}

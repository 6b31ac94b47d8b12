import { Hono } from 'hono';
import * as z from 'zod';
import { EVERY_BRAND, invitedPerson, Role } from '#shared/domain/membership.ts';
import { ApiError, jsonBody, queryOf } from './problem.ts';
import type { ApiEnv, ApiServices } from './services.ts';

const FirstMember = z.strictObject({
  /** An address, or the `sub` of somebody who has signed in. */
  person: z.string().min(3).max(200),
  brandId: z.string().default(EVERY_BRAND),
  roles: z.array(Role).min(1).default(['admin']),
});

/** For the operators of the installation, who sign with IAM: how the first person gets in, when nobody is there to let them. */
export function opsRoutes({ people, audit, clock }: ApiServices): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  routes.put('/members', async (c) => {
    const operator = c.env?.requestContext?.authorizer?.iam?.userArn;
    if (!operator) throw new ApiError(403, 'not-allowed', 'This needs a request signed with IAM credentials.');
    queryOf(c, {});
    const { person, brandId, roles } = FirstMember.parse(await jsonBody(c));
    const at = clock().toISOString();
    const by = `operator:${operator}`;
    const membership = { person: person.includes('@') ? invitedPerson(person) : person, brandId, roles, by, at };
    await people.putMembership(membership);
    await audit.append({
      at,
      by,
      action: 'putMember',
      brandId,
      subject: person,
      changes: [`roles: ${roles.join(', ')}`],
    });
    return c.json({ membership });
  });
  return routes;
}

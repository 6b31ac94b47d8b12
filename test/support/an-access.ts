import { EVERY_BRAND, type Role } from '#shared/domain/membership.ts';
import { type Access, accessOf } from '#shared/people/access.ts';

/** Somebody with these roles for this brand. */
export function anAccess(brandId: string, roles: Role[], email = 'jane@nordhavn.example'): Access {
  const person = `sub-of-${email}`;
  const membership = { person, brandId, roles, by: 'operator:test', at: '2026-01-01T00:00:00.000Z' };
  return accessOf({ profile: { person, email, name: 'Jane' }, memberships: [membership] });
}

export const anAdmin = (email?: string): Access => anAccess(EVERY_BRAND, ['admin'], email);

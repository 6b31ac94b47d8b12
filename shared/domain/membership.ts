import * as z from 'zod';

/** What somebody is for a brand. `admin` may do everything that the others may. */
export const Role = z.enum(['moderator', 'validator', 'enforcer', 'admin']);
export type Role = z.infer<typeof Role>;

/** What an action asks of whoever wants it. */
export const Permission = z.enum(['read', 'review', 'validate', 'enforce', 'administer']);
export type Permission = z.infer<typeof Permission>;

/** Stands for every brand of the installation, those that come later too: the operator's own people. */
export const EVERY_BRAND = '*';

/** One person (or machine) and one brand: what they may do there. */
export const Membership = z.object({
  /** The `sub` of their tokens: an address can be given to somebody else, this cannot. */
  person: z.string().min(1).max(200),
  /** A brand's id, or EVERY_BRAND. */
  brandId: z.string().min(1).max(41),
  roles: z.array(Role).min(1),
  /** Who gave it, and when. */
  by: z.string(),
  at: z.iso.datetime(),
});
export type Membership = z.infer<typeof Membership>;

/** How a person is called in histories and on screen. */
export const Profile = z.object({
  person: z.string().min(1).max(200),
  email: z.email().optional(),
  name: z.string().min(1).max(200),
});
export type Profile = z.infer<typeof Profile>;

/** Whether a machine did it, as histories keep it: "machine:reporting". */
export const isProgram = (actor: string): boolean => actor.startsWith('machine:');

/** Reading needs a role, any of them; nobody's role but an admin's includes another one's. */
const ALLOWED: Record<Permission, readonly Role[]> = {
  read: Role.options,
  review: ['moderator', 'validator', 'admin'],
  validate: ['validator', 'admin'],
  enforce: ['enforcer', 'admin'],
  administer: ['admin'],
};

/**
 * What those things ask that more than one place offers: the API, the console, the command line. A moderator labels, clears and says what
 * should be confirmed; a validator confirms; an enforcer approves, files and answers.
 */
export const NEEDS = {
  scan: 'review',
  label: 'review',
  remark: 'review',
  assign: 'review',
  confirm: 'validate',
  stateClaim: 'validate',
  handleNotice: 'enforce',
  handleStore: 'enforce',
  finishTask: 'enforce',
} as const satisfies Record<string, Permission>;

export const roleAllows = (role: Role, permission: Permission): boolean => ALLOWED[permission].includes(role);

/** Stands for somebody who has not signed in yet, in place of a `sub`: only the identity provider knows theirs. */
export const invitedPerson = (email: string): string => `invited:${email.trim().toLowerCase()}`;

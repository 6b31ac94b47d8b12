import { EVERY_BRAND, type Membership, type Permission, type Profile, roleAllows } from '#shared/domain/membership.ts';

/** Who is asking, and what they may do with which brand. */
export type Access = {
  person: string;
  /** For histories: "analyst:ida@nordhavn.example", "machine:reporting". */
  actor: string;
  /** Brands they may see; never those of others. */
  brandIds: readonly string[] | 'every';
  may: (permission: Permission, brandId: string) => boolean;
};

export type Grants = {
  profile: Profile;
  memberships: readonly Membership[];
  /** Of a machine's token: what it may be used for at most, whatever its memberships say. */
  scopes?: readonly Permission[];
};

export function accessOf({ profile, memberships, scopes }: Grants): Access {
  const roles = new Map(memberships.map(({ brandId, roles }) => [brandId, roles]));
  const everywhere = roles.get(EVERY_BRAND) ?? [];
  return {
    person: profile.person,
    actor: `${scopes ? 'machine' : 'analyst'}:${profile.email ?? profile.name}`,
    brandIds: everywhere.length > 0 ? 'every' : [...roles.keys()],
    may: (permission, brandId) =>
      (scopes?.includes(permission) ?? true) &&
      [...everywhere, ...(roles.get(brandId) ?? [])].some((role) => roleAllows(role, permission)),
  };
}

import { EVERY_BRAND, invitedPerson, type Membership } from '#shared/domain/membership.ts';
import type { PeopleStore } from '#shared/stores/people-store.ts';

/** So many are named where somebody is not among them. */
const MOST_NAMED = 10;

/** The address of somebody who works on this brand, as their profile has it; who has been invited and not come yet is one of them. */
export async function colleagueOf(
  brandId: string,
  email: string,
  people: Pick<PeopleStore, 'ofBrand' | 'get'>,
): Promise<{ email: string } | { refused: string }> {
  const members = await Promise.all([brandId, EVERY_BRAND].map((id) => people.ofBrand(id)));
  const ids = [...new Set(members.flat().map(({ person }: Membership) => person))];
  if (ids.includes(invitedPerson(email))) return { email };
  const emails = (await Promise.all(ids.map(people.get))).flatMap((person) => person?.profile.email ?? []);
  const found = emails.find((each) => each.toLowerCase() === email.toLowerCase());
  if (found) return { email: found };
  const named = emails.toSorted().slice(0, MOST_NAMED).join(', ');
  return { refused: `${email} does not work on ${brandId}${named ? `; there are ${named}` : ''}.` };
}

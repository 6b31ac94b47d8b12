import type { Brand } from '#shared/domain/brand.ts';
import { isInForce } from '#shared/domain/right.ts';
import { authorityFor } from './authority.ts';
import { ownerOf } from './owner-of.ts';

/** What the brand must still be given before anything can be stated in its name; empty when it is complete for some right of it. */
export function missingForSending(brand: Brand, now: Date): string[] {
  const owner = ownerOf(brand);
  const missing: string[] = [];
  const inForce = owner.rights.filter((right) => isInForce(right, now));
  if (owner.rights.length === 0) missing.push('a right (marks or rights)');
  else if (inForce.length === 0) missing.push('a right that has not expired (marks.expires or rights.expires)');
  if (!owner.party) missing.push('the rights owner (contacts.rightsOwner)');
  if (!owner.reporter) missing.push('a reporter (contacts.reporter)');
  if (missing.length > 0) return missing;
  // Which countries an authority covers is asked of each notice; here only whether there is one at all.
  const answers = inForce.map((right) => authorityFor(owner, { right, site: 'unknown', now }));
  const refusal = answers.find((answer) => 'why' in answer);
  const isRefused = answers.every((answer) => 'why' in answer);
  return isRefused && refusal ? [`a signed authority that holds: ${refusal.why}`] : [];
}

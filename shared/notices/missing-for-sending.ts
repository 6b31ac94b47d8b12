import type { Brand } from '#shared/domain/brand.ts';
import { isInForce } from '#shared/domain/right.ts';

/** What the brand must still be given before anything can be stated in its name; empty when it is complete. */
export function missingForSending(brand: Brand, now: Date): string[] {
  const { rightsOwner, reporter, authority } = brand.contacts;
  const missing: string[] = [];
  if (brand.marks.length === 0) missing.push('a registered mark (marks)');
  else if (!brand.marks.some((mark) => isInForce(mark, now)))
    missing.push('a mark that has not expired (marks.expires)');
  if (!rightsOwner) missing.push('the rights owner (contacts.rightsOwner)');
  if (!reporter) missing.push('a reporter (contacts.reporter)');
  if (!authority) missing.push('a signed authority to send notices (contacts.authority)');
  else if (new Date(authority.signedAt) > now)
    missing.push(`an authority that is not dated in the future, ${authority.signedAt} (contacts.authority.signedAt)`);
  return missing;
}

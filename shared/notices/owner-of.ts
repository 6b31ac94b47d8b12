import type { Authority } from '#shared/domain/authority.ts';
import type { Brand, Mark, SignedAuthority } from '#shared/domain/brand.ts';
import { type Owner, ownerIdOf } from '#shared/domain/owner.ts';
import type { Party } from '#shared/domain/party.ts';
import type { Right } from '#shared/domain/right.ts';

/**
 * Who owns the brand, with every right and authority that its file names. An owner that is stored apart is completed by what
 * the brand's own file says.
 */
export function ownerOf(brand: Brand, stored?: Owner): Owner {
  const { rightsOwner, reporter } = brand.contacts;
  return {
    id: stored?.id ?? ownerIdOf(brand),
    party: stored?.party ?? rightsOwner,
    reporter: stored?.reporter ?? reporter,
    rights: [...(stored?.rights ?? []), ...(brand.rights ?? []), ...brand.marks.map(wordMark)],
    authorities: [...(stored?.authorities ?? []), ...(brand.authorities ?? []), ...signedAuthority(brand)],
  };
}

/** A mark in the short form as the right that it is. */
export function wordMark({
  text,
  number,
  office,
  jurisdictions,
  niceClasses,
  expires,
  certificateUrl,
  files = [],
}: Mark): Right {
  return {
    type: 'trademark',
    kind: 'word',
    text,
    number,
    office,
    status: 'registered',
    territories: jurisdictions,
    niceClasses,
    goods: [],
    expires,
    files,
    ...(certificateUrl && { certificateUrl }),
    ownUrls: [],
  };
}

/** The short form of brand files: signed for the owner, for whoever reports, for all rights. */
function signedAuthority({ contacts: { rightsOwner, reporter, authority } }: Brand): Authority[] {
  if (!rightsOwner || !reporter || !authority) return [];
  return [authorityFrom(authority, { rightsOwner, reporter })];
}

/** A statement in the short form: for all rights, everywhere. */
export function authorityFrom(
  { signedBy, signedAt, document, file }: SignedAuthority,
  { rightsOwner, reporter }: { rightsOwner: Party; reporter: Party },
): Authority {
  return {
    grantor: rightsOwner.name,
    signatory: signedBy,
    grantee: reporter.name,
    rights: [],
    territories: [],
    signedAt,
    ...(document && { document }),
    ...(file && { file }),
  };
}

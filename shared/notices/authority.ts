import type { Authority } from '#shared/domain/authority.ts';
import type { Refusal } from '#shared/domain/claim.ts';
import { dayOf } from '#shared/domain/days.ts';
import { hasDayBegun, isDayOver } from '#shared/domain/last-day.ts';
import type { Owner } from '#shared/domain/owner.ts';
import type { Party } from '#shared/domain/party.ts';
import type { Known, Site } from '#shared/domain/programme.ts';
import { type Right, rightKey } from '#shared/domain/right.ts';
import { countriesOf } from '#shared/domain/territories.ts';
import { sameName } from '#shared/recognition/same-name.ts';

/** A power of attorney that names no term is taken for three years: venues ask for a recent one. */
const YEARS_WITHOUT_TERM = 3;

type Scope = { right: Right; site: Known<Site>; now: Date };

/** By what the reporter may act: in person, or by the authority on file that covers this right, there and then; else why not. */
export function authorityFor(owner: Owner, scope: Scope): { inPerson: true } | { authority: Authority } | Refusal {
  const { party, reporter, authorities } = owner;
  if (!party) return { field: 'owner', why: 'the rights owner is not on file (contacts.rightsOwner)' };
  if (!reporter) return { field: 'reporter', why: 'nobody is on file who reports (contacts.reporter)' };
  if (isOwner(party, reporter)) return { inPerson: true };
  const refusals: Refusal[] = [];
  for (const authority of authorities) {
    const refusal = authorityRefusal(authority, { ...scope, party, reporter });
    if (!refusal) return { authority };
    refusals.push(refusal);
  }
  return (
    refusals[0] ?? { field: 'authority', why: 'there is no signed authority to send notices (contacts.authority)' }
  );
}

const isOwner = (party: Party, reporter: Party): boolean => sameName(party.name, reporter.name);

/** Why this authority does not bear a notice of that reporter on that right. */
export function authorityRefusal(
  authority: Authority,
  { right, site, now, party, reporter }: Scope & { party: Party; reporter: Party },
): Refusal | undefined {
  const { grantor, signatory, grantee, signedAt, expires } = authority;
  if (![party.name, party.company].some((name) => sameName(grantor, name)))
    return { field: 'authority.grantor', why: `the authority was given by ${grantor}, not by ${party.name}` };
  if (sameName(signatory ?? grantor, reporter.name))
    return { field: 'authority.signatory', why: `${reporter.name} cannot give the authority to report to themself` };
  if (![reporter.name, reporter.company].some((name) => sameName(grantee, name)))
    return { field: 'authority.grantee', why: `the authority is for ${grantee}, not for ${reporter.name}` };
  if (!hasDayBegun(signedAt, now))
    return { field: 'authority.signedAt', why: `the authority is dated in the future: ${signedAt}` };
  const end = expires?.slice(0, 10) ?? yearsLater(signedAt, YEARS_WITHOUT_TERM);
  if (isDayOver(end, now))
    return expires
      ? { field: 'authority.expires', why: `the authority ended on ${end}` }
      : {
          field: 'authority.signedAt',
          why: `the authority of ${signedAt} names no term and is older than three years`,
        };
  if (authority.rights.length > 0 && !authority.rights.includes(rightKey(right)))
    return { field: 'authority.rights', why: `the authority does not cover ${rightKey(right)}` };
  const covered = countriesOf(authority.territories);
  const beyond = site === 'unknown' ? [] : site.countries.filter((country) => !covered.has(country));
  if (authority.territories.length > 0 && beyond.length > 0)
    return { field: 'authority.territories', why: `the authority does not cover ${beyond.slice(0, 3).join(', ')}` };
  return undefined;
}

function yearsLater(date: string, years: number): string {
  const end = new Date(date);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return dayOf(end);
}

import type { Refusal } from '#shared/domain/claim.ts';
import type { Owner } from '#shared/domain/owner.ts';
import type { Known, Programme, Site } from '#shared/domain/programme.ts';
import { isInForce, type Right, type RightType, rightName } from '#shared/domain/right.ts';
import { countriesOf } from '#shared/domain/territories.ts';

export type RightsQuery = {
  owner: Pick<Owner, 'rights'>;
  programme: Programme;
  /** Where the offer is made; its countries decide, never the ending of an address. */
  site: Known<Site>;
  /** Nice classes of the goods offered. */
  goods: Known<readonly number[]>;
  /** Texts of the marks that the page shows. */
  shownMarks: readonly string[];
  types: readonly RightType[];
  now: Date;
};

/** `partly`: a person decides, for what is said in `why`. */
export type RightsFound = {
  fits: Right[];
  partly: { right: Right; why: string[] }[];
  refused: (Refusal & { right: Right })[];
};

/** Which of the owner's rights a notice about an offer may rest on, the best first. */
export function rightsFor(query: RightsQuery): RightsFound {
  const found: RightsFound = { fits: [], partly: [], refused: [] };
  for (const right of query.owner.rights.filter(({ type }) => query.types.includes(type))) {
    const refusal = rightRefusal(right, query);
    if (refusal) {
      found.refused.push({ right, ...refusal });
      continue;
    }
    const why = doubts(right, query);
    if (why.length > 0) found.partly.push({ right, why });
    else found.fits.push(right);
  }
  const byExpiry = (a: Right, b: Right) => (b.expires ?? '9').localeCompare(a.expires ?? '9');
  found.fits.sort(byExpiry);
  found.partly.sort((a, b) => a.why.length - b.why.length || byExpiry(a.right, b.right));
  return found;
}

/** Why no notice may rest on this right here, whoever looks at it. */
export function rightRefusal(
  right: Right,
  { programme, site, goods, shownMarks, now }: Omit<RightsQuery, 'owner' | 'types'>,
): Refusal | undefined {
  const { offices, number, status, needsExtensionIn = [] } = programme.right;
  const name = `${rightName(right)}${right.number ? ` (${right.office} ${right.number})` : ''}`;
  if (!status.includes(right.status))
    return {
      field: 'right.status',
      why: `${name} is ${right.status}; ${programme.title} takes ${status.join(' or ')}`,
    };
  if (!isInForce(right, now)) return { field: 'right.expires', why: `${name} expired on ${right.expires}` };
  if (right.type === 'trademark') {
    if (offices && !offices.includes(right.office ?? ''))
      return {
        field: 'right.office',
        why: `${programme.title} takes marks of ${offices[0]} only, not ${right.office}`,
      };
    if (number && !number.test(right.number ?? ''))
      return { field: 'right.number', why: `${right.number} is no registration number that ${programme.title} takes` };
    if (right.text && !shownMarks.includes(right.text))
      return { field: 'right.text', why: `the page does not show ${right.text}` };
    if (goods !== 'unknown' && !goods.some((niceClass) => right.niceClasses.includes(niceClass)))
      return {
        field: 'right.niceClasses',
        why: `the goods are of class ${goods.join(', ')}; ${name} is registered for ${right.niceClasses.join(', ')}`,
      };
  }
  if (site === 'unknown' || site.countries.length === 0 || programme.right.territory === 'any') return undefined;
  const covered = coverage(right, site);
  if (covered === 'none' && !site.isGlobal)
    return { field: 'right.territories', why: `${name} does not cover ${site.label} (${site.countries.join(', ')})` };
  const missing = needsExtensionIn.filter((country) => site.countries.includes(country) && !site.isGlobal);
  const isInternational = ['WO', 'WIPO', 'IB'].includes(right.office ?? '');
  for (const country of isInternational ? missing : [])
    if (!right.files.some((file) => file.kind === 'extension' && (file.territory ?? country) === country))
      return {
        field: 'right.files',
        why: `${name} is an international registration: ${programme.title} asks for the certificate of its extension to ${country}`,
      };
  return undefined;
}

function doubts(right: Right, { site, goods, programme }: RightsQuery): string[] {
  const why: string[] = [];
  if (site === 'unknown') why.push('which site the offer is on is not known');
  else if (site.countries.length === 0) why.push(`in which countries ${site.label} sells is not known`);
  else if (programme.right.territory !== 'any' && coverage(right, site) !== 'all')
    why.push(
      `the right covers ${coverage(right, site) === 'none' ? 'none' : 'only a part'} of where ${site.label} sells`,
    );
  if (right.type === 'trademark') {
    if (!right.text) why.push('whether the page shows the sign has to be seen');
    if (goods === 'unknown') why.push('which class the goods are of is not known');
    else if (!goods.every((niceClass) => right.niceClasses.includes(niceClass)))
      why.push(
        `the title also names goods of class ${goods.filter((each) => !right.niceClasses.includes(each)).join(', ')}`,
      );
  }
  if (right.type === 'design' || right.type === 'patent') why.push('whether the goods use it has to be seen');
  return why;
}

function coverage(right: Right, site: Site): 'all' | 'some' | 'none' {
  // Copyright holds without registration in every country of the Berne Convention and of the WTO.
  if (right.type === 'copyright' && right.territories.length === 0) return 'all';
  const countries = countriesOf(right.territories);
  const covered = site.countries.filter((country) => countries.has(country)).length;
  if (covered === site.countries.length) return 'all';
  return covered > 0 ? 'some' : 'none';
}

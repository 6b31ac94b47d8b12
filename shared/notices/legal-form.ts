import type { ClaimKind } from '#shared/domain/claim.ts';
import type { Declaration, Known, LegalForm, Programme, Site } from '#shared/domain/programme.ts';
import { EU_COUNTRIES } from '#shared/domain/territories.ts';

/**
 * The form that the law gives a notice: in the United States, and where the venue takes it, 17 U.S.C. 512(c)(3) for copyright, and for nothing else; in the
 * European Union Article 16 of the Digital Services Act for everything.
 */
export function legalFormOf(programme: Programme, site: Known<Site>, kind: ClaimKind): LegalForm {
  const countries = site === 'unknown' ? [] : site.countries;
  if (kind.startsWith('copyright') && (countries.includes('US') || programme.takesDmca)) return 'dmca-512';
  if (countries.length > 0 && countries.every((country) => EU_COUNTRIES.includes(country))) return 'dsa-16';
  return programme.legalForm === 'dsa-16' && countries.length === 0 ? 'dsa-16' : 'trademark';
}

const BY_FORM: Record<LegalForm, Declaration[]> = {
  trademark: [],
  'dmca-512': ['good-faith', 'accurate', 'perjury', 'authority'],
  'dsa-16': ['good-faith', 'accurate', 'complete'],
};
const ORDER: Declaration[] = ['good-faith', 'accurate', 'complete', 'perjury', 'authority'];

/** What must be declared: what the programme asks for and what the law does. */
export function declarationsOf(programme: Programme, form: LegalForm): Declaration[] {
  const asked = new Set([...programme.declarations, ...BY_FORM[form]]);
  return ORDER.filter((declaration) => asked.has(declaration));
}

import type { Brand } from '#shared/domain/brand.ts';
import { isInForce, rightName } from '#shared/domain/right.ts';
import { countriesOf } from '#shared/domain/territories.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import { authorityRefusal } from '#shared/notices/authority.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';
import { outdated, programmeById, siteOf } from '#shared/notices/programmes/index.ts';
import { rightsFor } from '#shared/notices/rights.ts';
import type { BrandWarning } from './brand-warning.ts';

/** Rights and authorities that bear no notice, and watches on venues where none of the rights does. */
export function* rightWarnings(brand: Brand, now: Date): Generator<BrandWarning> {
  for (const [index, right] of (brand.rights ?? []).entries()) {
    const at = (field: string) => ['rights', index, field];
    if (!isInForce(right, now))
      yield {
        path: at('expires'),
        message: `${rightName(right)} expired on ${right.expires}: no notice will rest on it`,
      };
    if (right.type !== 'copyright' && countriesOf(right.territories).size === 0)
      yield {
        path: at('territories'),
        message: 'an international registration covers the countries that it designates: name them',
      };
    if (right.type === 'copyright' && right.ownUrls.length === 0)
      yield {
        path: at('ownUrls'),
        message: 'venues ask for the page of yours that shows the work: without one no notice rests on it',
      };
  }
  yield* authorityWarnings(brand, now);
  yield* watchWarnings(brand, now);
}

function* authorityWarnings(brand: Brand, now: Date): Generator<BrandWarning> {
  const { party, reporter, rights, authorities } = ownerOf(brand);
  const [right] = rights;
  if (!party || !reporter || !right) return;
  for (const [index, authority] of authorities.entries()) {
    const anyRight = { ...authority, rights: [] };
    const refusal = authorityRefusal(anyRight, { right, site: 'unknown', now, party, reporter });
    const inList = index < (brand.authorities?.length ?? 0);
    if (refusal)
      yield {
        path: inList ? ['authorities', index] : ['contacts', 'authority'],
        message: `${refusal.why}: no notice will rest on it`,
      };
  }
}

function* watchWarnings(brand: Brand, now: Date): Generator<BrandWarning> {
  const owner = ownerOf(brand);
  const shownMarks = owner.rights.flatMap(({ text }) => text ?? []);
  if (owner.rights.length === 0) return; // said by what is missing for sending
  const old = new Map(outdated(now).map(({ id, warning }) => [id, warning]));
  for (const [w, { marketplaces }] of brand.watches.entries())
    for (const [m, name] of marketplaces.entries()) {
      const located = marketplaceById(name);
      if (!located) continue;
      const { marketplace } = located;
      const path = ['watches', w, 'marketplaces', m];
      const programme = programmeById(marketplace.programme);
      const warning = old.get(programme.id);
      if (warning) yield { path, message: warning };
      if (marketplace.hosts.length === 0) continue; // a shop anywhere
      const site = siteOf(programme, marketplace.listingUrl('1', located.site));
      const query = { owner, programme, site, goods: 'unknown', shownMarks, types: ['trademark'], now } as const;
      const { partly, fits, refused } = rightsFor(query);
      if (partly.length + fits.length === 0 && refused[0])
        yield { path, message: `no right of the brand bears a notice there: ${refused[0].why}` };
    }
}

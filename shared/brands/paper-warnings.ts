import type { Brand } from '#shared/domain/brand.ts';
import { marketplaceById } from '#shared/marketplaces/index.ts';
import { authorityFor } from '#shared/notices/authority.ts';
import { missingPapers } from '#shared/notices/missing-papers.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';
import { programmeById, siteOf } from '#shared/notices/programmes/index.ts';
import { rightsFor } from '#shared/notices/rights.ts';
import type { BrandWarning } from './brand-warning.ts';

/** Papers that a watched venue asks for and that are not attached; each once. */
export function* paperWarnings(brand: Brand, now: Date): Generator<BrandWarning> {
  const owner = ownerOf(brand);
  const shownMarks = owner.rights.flatMap(({ text }) => text ?? []);
  const said = new Set<string>();
  for (const [w, { marketplaces }] of brand.watches.entries())
    for (const [m, name] of marketplaces.entries()) {
      const located = marketplaceById(name);
      if (!located) continue;
      const programme = programmeById(located.marketplace.programme);
      const site = siteOf(programme, located.marketplace.listingUrl('1', located.site));
      const query = { owner, programme, site, goods: 'unknown', shownMarks, types: ['trademark'], now } as const;
      const { fits, partly } = rightsFor(query);
      for (const right of [...fits, ...partly.map(({ right: each }) => each)]) {
        const found = authorityFor(owner, { right, site, now });
        const authority = 'authority' in found ? found.authority : undefined;
        for (const message of missingPapers({ right, authority }, programme)) {
          if (said.has(message)) continue;
          said.add(message);
          yield {
            path: ['watches', w, 'marketplaces', m],
            message: `${message}, and it is not attached: markwarden brand attach ${brand.id} FILE`,
          };
        }
      }
    }
}

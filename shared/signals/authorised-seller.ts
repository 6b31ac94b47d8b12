import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Signal } from '#shared/domain/signal.ts';
import { brandProfile } from '#shared/recognition/brand-profile.ts';
import { nameKey } from '#shared/recognition/same-name.ts';

/** A seller on the brand's list, by the venue's account id. Names prove nothing: anybody can take one. Hard stop. */
export const authorisedSeller: Signal = {
  id: 'authorised-seller',
  title: 'Authorised by the brand',
  family: 'gate',
  needs: 'search-result',
  gated: false,
  notice: 'not quoted',
  evaluate({ brand, listing }) {
    const { marketplace, seller } = listing;
    const accounts = brandProfile(brand).authorisedSellers.get(accountGroupOf(marketplace));
    if (!seller?.id || !accounts?.has(nameKey(seller.id))) return 'not-applicable';
    return {
      value: 1,
      evidence: `${seller.name ?? seller.id} is on the brand's list of authorised sellers on ${marketplace}.`,
    };
  },
  bounds: () => [0, 1],
};

import { accountGroupOf } from '#shared/domain/account-group.ts';
import type { Facts, Signal } from '#shared/domain/signal.ts';
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
  evaluate(facts) {
    if (!isAuthorised(facts)) return 'not-applicable';
    const { marketplace, seller } = facts.listing;
    return {
      value: 1,
      evidence: `${seller?.name ?? seller?.id} is on the brand's list of authorised sellers on ${marketplace}.`,
    };
  },
  bounds: () => [0, 1],
};

export function isAuthorised({ brand, listing: { marketplace, seller } }: Pick<Facts, 'brand' | 'listing'>): boolean {
  if (!seller?.id) return false;
  const accounts = brandProfile(brand).authorisedSellers.get(accountGroupOf(marketplace));
  return accounts?.has(nameKey(seller.id)) === true;
}

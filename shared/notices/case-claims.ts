import type { Brand } from '#shared/domain/brand.ts';
import type { Case } from '#shared/domain/case.ts';
import type { ClaimKind } from '#shared/domain/claim.ts';
import type { Owner } from '#shared/domain/owner.ts';
import type { Known, Programme, Site } from '#shared/domain/programme.ts';
import type { RightType } from '#shared/domain/right.ts';
import { testPurchases } from '#shared/domain/test-buy.ts';
import type { Claims } from './claim-input.ts';
import { claimsFor } from './claims.ts';
import { ownerOf } from './owner-of.ts';
import { siteOf } from './programmes/index.ts';
import { programmeFor } from './programmes/programme-of.ts';
import { RIGHT_OF } from './stated-claims.ts';

/** How an event begins that gives a case back because nothing can be stated about its offer. */
export const NO_NOTICE = 'no notice can be written';

export type CaseClaims = Claims & { owner: Owner; programme: Programme; site: Known<Site> };

/**
 * What a notice about a case may claim as the case stands, and to whom it goes. Pure.
 * @param headers that the offer's page came with: they may show who stands before its shop
 */
export function caseClaims(
  record: Pick<Case, 'listing' | 'verdict' | 'stated' | 'testBuys'>,
  brand: Brand,
  now: Date,
  headers: Readonly<Record<string, string>> = {},
): CaseClaims {
  const { listing, verdict, stated, testBuys } = record;
  const owner = ownerOf(brand);
  const programme = programmeFor(listing.marketplace, brand, headers);
  const site = siteOf(programme, listing.url);
  const claims = claimsFor({
    listing,
    verdict,
    brand,
    owner,
    programme,
    site,
    now,
    testPurchases: testPurchases(testBuys, listing.id),
    ...(stated && { stated: { kind: stated.kind, right: stated.right, sentence: stated.sentence } }),
  });
  return { ...claims, owner, programme, site };
}

const RIGHT_UNDER: Record<ClaimKind, RightType> = {
  counterfeit: 'trademark',
  'trademark-misuse': 'trademark',
  'copyright-image': 'copyright',
  ...RIGHT_OF,
};

/** Whether the owner has a right of the kind that the claim is made on. */
export const hasRightFor = (kind: ClaimKind, { rights }: Pick<Owner, 'rights'>): boolean =>
  rights.some(({ type }) => type === RIGHT_UNDER[kind]);

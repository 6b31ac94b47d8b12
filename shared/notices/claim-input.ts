import type { Brand } from '#shared/domain/brand.ts';
import type { Claim, ClaimKind, Refusal, StatedClaim, TestPurchase } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Owner } from '#shared/domain/owner.ts';
import type { Known, Programme, Site } from '#shared/domain/programme.ts';
import type { Verdict } from '#shared/domain/verdict.ts';

/** What a claim is made from. */
export type ClaimsInput = {
  /** The page as it shows now, and the verdict on that. */
  listing: Listing;
  verdict: Verdict;
  brand: Brand;
  owner: Owner;
  programme: Programme;
  site: Known<Site>;
  /** What a person states about it, which counts in place of what was found. */
  stated?: StatedClaim;
  testPurchases?: readonly TestPurchase[];
  now: Date;
};

export type RefusedClaim = Refusal & { claim: ClaimKind };
export type Claims = { eligible: Claim[]; refused: RefusedClaim[] };

import { isAuthorisedSeller } from '#shared/cases/authorised-seller.ts';
import { type Claim, type Refusal, STRENGTHS } from '#shared/domain/claim.ts';
import type { Claims, ClaimsInput } from './claim-input.ts';
import { MARK_CLAIMS, markClaims } from './mark-claims.ts';
import { pictureClaims } from './picture-claims.ts';
import { statedClaims } from './stated-claims.ts';

/** Everything that may be stated about an offer, the strongest first, and why the rest may not. Pure. */
export function claimsFor(input: ClaimsInput): Claims {
  const never = refusalOfAll(input);
  if (never)
    return {
      eligible: [],
      refused: [...MARK_CLAIMS, 'copyright-image' as const].map((claim) => ({ claim, ...never })),
    };
  if (input.stated) return statedClaims(input.stated, input);
  const claims: Claims = { eligible: [], refused: [] };
  for (const { eligible, refused } of [...MARK_CLAIMS.map((kind) => markClaims(kind, input)), pictureClaims(input)]) {
    claims.eligible.push(...eligible);
    claims.refused.push(...refused);
  }
  for (const claim of ['copyright-text', 'design', 'patent'] as const)
    claims.refused.push({ claim, field: 'verdict', why: 'nothing that a program finds bears it: a person states it' });
  claims.eligible.sort((a, b) => rankOf(a) - rankOf(b));
  return claims;
}

/** What needs no person first, then by what was found. */
const rankOf = ({ strength, forPerson }: Claim) =>
  STRENGTHS.indexOf(strength) + (forPerson.length > 0 ? STRENGTHS.length : 0);

function refusalOfAll({ brand, listing, verdict, testPurchases = [] }: ClaimsInput): Refusal | undefined {
  if (isAuthorisedSeller(brand, listing.marketplace, listing.seller))
    return { field: 'seller', why: `${listing.seller?.name ?? listing.seller?.id} is an authorised seller` };
  if (verdict.decision === 'ignore') return { field: 'verdict', why: 'the score would not show this offer to anybody' };
  const genuine = testPurchases.find(({ itemId, verdict: is }) => itemId === listing.id && is === 'genuine');
  return genuine && { field: 'testPurchases', why: `the goods of order ${genuine.orderId} were found genuine` };
}

import { type Case, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import type { StatedClaim } from '#shared/domain/claim.ts';
import { CLAIM_WORDS } from '#shared/domain/claim-words.ts';
import { withRemark } from '#shared/domain/remark.ts';
import type { BrandStore } from '#shared/stores/brand-store.ts';
import type { CaseStore } from '#shared/stores/case-store.ts';
import type { Refused } from './by-people.ts';
import { ownerOf } from './owner-of.ts';
import { siteOf } from './programmes/index.ts';
import { programmeOf } from './programmes/programme-of.ts';
import { statedClaims } from './stated-claims.ts';

type Services = {
  brands: Pick<BrandStore, 'get'>;
  cases: Pick<CaseStore, 'update'>;
  clock: () => Date;
};

/** A person says what the case's notice is to claim; refused at once when no notice could. The latest word counts. */
export async function stateClaim(
  record: Case,
  { by, claim }: { by: string; claim: StatedClaim },
  { brands, cases, clock }: Services,
): Promise<{ case: Case } | Refused> {
  if (!WAITS_FOR_A_PERSON.includes(record.state))
    return {
      refused: `The case is "${record.state}": a claim is stated while it waits for a person. Reopen it first.`,
    };
  const brand = await brands.get(record.brandId);
  if (!brand) return { refused: `Brand ${record.brandId} is not registered any more.` };
  const { listing, verdict } = record;
  const programme = programmeOf(listing.marketplace);
  const now = clock();
  const site = siteOf(programme, listing.url);
  const claims = statedClaims(claim, { listing, verdict, brand, owner: ownerOf(brand), programme, site, now });
  if (claims.eligible.length === 0)
    return { refused: claims.refused.map(({ field, why }) => `${field}: ${why}`).join('; ') };
  // In the history too, where an earlier statement stays to be read. Cut to what a note holds; the claim itself is kept whole.
  const at = now.toISOString();
  const text = `states ${CLAIM_WORDS[claim.kind]} (${claim.right}): ${claim.sentence}`.slice(0, 1000);
  const remarks = withRemark(record, { at, by, text });
  const stated = await cases.update(record, { stated: { ...claim, by, at }, remarks });
  return stated
    ? { case: stated }
    : { refused: 'Somebody else changed this case just now; look again.', changed: true };
}

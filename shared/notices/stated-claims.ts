import type { StatedClaim } from '#shared/domain/claim.ts';
import { type RightType, rightKey } from '#shared/domain/right.ts';
import type { Claims, ClaimsInput } from './claim-input.ts';
import { lawfulUse } from './lawful-use.ts';
import { missingFor } from './reason-needs.ts';
import { rightsFor } from './rights.ts';
import { secondHand } from './second-hand.ts';

/** The kind of right that each rests on. */
export const RIGHT_OF: Record<StatedClaim['kind'], RightType> = {
  'copyright-text': 'copyright',
  design: 'design',
  patent: 'patent',
};

/** What no program finds and a person states about an offer, held against the right, the venue and the goods like any claim; it never leaves by itself. */
export function statedClaims(stated: StatedClaim, input: ClaimsInput): Claims {
  const { kind, right: named, sentence } = stated;
  const { programme, owner, site, brand, listing, now } = input;
  const refuse = (field: string, why: string): Claims => ({ eligible: [], refused: [{ claim: kind, field, why }] });
  const reasons = programme.claims[kind];
  if (!reasons) return refuse('programme.claims', `${programme.title} takes no claim of this kind`);
  const used = secondHand(brand, listing);
  if (used) return refuse('listing', `these are goods that somebody has owned before: ${used}`);
  const query = { owner, programme, site, goods: 'unknown', shownMarks: [], types: [RIGHT_OF[kind]], now } as const;
  const { fits, partly, refused } = rightsFor(query);
  const usable = [...fits.map((right) => ({ right, why: [] as string[] })), ...partly];
  const is = (right: Parameters<typeof rightKey>[0]) => [rightKey(right), right.number].includes(named);
  const choice = usable.find(({ right }) => is(right));
  if (!choice) {
    const why = refused.find(({ right }) => is(right));
    return why ? refuse(why.field, why.why) : refuse('right', `the owner has no ${RIGHT_OF[kind]} "${named}" on file`);
  }
  const lawful = lawfulUse(brand, listing, now);
  const forPerson = [...choice.why, ...(lawful ? [lawful.why] : []), 'a person states it, and no program has seen it'];
  const claims: Claims = { eligible: [], refused: [] };
  for (const reason of reasons) {
    const missing = missingFor(reason, choice.right);
    if (missing) claims.refused.push({ claim: kind, ...missing });
    else
      claims.eligible.push({
        kind,
        nature: kind === 'copyright-text' ? 'text' : 'product',
        reason: { code: reason.code, label: reason.label, ...(reason.zh && { zh: reason.zh }) },
        right: choice.right,
        strength: 'use',
        sentences: [{ en: sentence }],
        quotes: [],
        forPerson,
      });
  }
  return claims;
}

import type { Refusal } from '#shared/domain/claim.ts';
import type { Claims, ClaimsInput } from './claim-input.ts';
import { lawfulUse } from './lawful-use.ts';
import { missingFor } from './reason-needs.ts';
import { rightsFor } from './rights.ts';

const KIND = 'copyright-image';
/** Less may be another picture of the same goods. */
const SURELY = 0.8;

/** That the owner's own picture is used: a matter of copyright, whoever sells, and never of a mark. A person always looks. */
export function pictureClaims(input: ClaimsInput): Claims {
  const { listing, verdict, brand, owner, programme, site, now } = input;
  const refuse = (...refusals: Refusal[]): Claims => ({
    eligible: [],
    refused: refusals.map((refusal) => ({ claim: KIND, ...refusal })),
  });
  const finding = verdict.signals.find(({ id }) => id === 'stolen-image');
  const [picture] = finding?.pictures ?? [];
  if (!finding || finding.contribution <= 0 || (finding.value ?? 0) < SURELY || !picture)
    return refuse({ field: 'verdict', why: "no picture of the owner's own was found" });
  if (!listing.imageUrls.includes(picture))
    return refuse({ field: 'listing.imageUrls', why: 'the page does not show the picture any more' });
  const reasons = programme.claims[KIND];
  if (!reasons) return refuse({ field: 'programme.claims', why: `${programme.title} takes no claim of this kind` });
  const lawful = lawfulUse(brand, listing, now);
  if (lawful) return refuse({ field: 'listing', why: `${lawful.why}: its seller may well have the right to show it` });
  const query = { owner, programme, site, goods: 'unknown', shownMarks: [], types: ['copyright'], now } as const;
  const found = rightsFor(query);
  const choice = found.fits[0] ? { right: found.fits[0], why: [] } : found.partly[0];
  if (!choice)
    return refuse(
      ...(found.refused.length > 0
        ? found.refused.map(({ field, why }) => ({ field, why }))
        : [{ field: 'owner.rights', why: 'the owner has no copyright on file: a picture is no matter of a mark' }]),
    );
  const forPerson = [
    ...choice.why,
    'whether the picture is the work on file, and used without consent, has to be seen',
  ];
  const claims: Claims = { eligible: [], refused: [] };
  for (const reason of reasons) {
    const missing = missingFor(reason, choice.right);
    if (missing) {
      claims.refused.push({ claim: KIND, ...missing });
      continue;
    }
    const ownUrl = choice.right.ownUrls[0];
    claims.eligible.push({
      kind: KIND,
      nature: 'image',
      reason: { code: reason.code, label: reason.label, ...(reason.zh && { zh: reason.zh }) },
      right: choice.right,
      strength: 'use',
      sentences: [
        {
          en: `The picture at ${picture} is the owner's own${ownUrl ? `, which the owner shows at ${ownUrl}` : ''}.`,
          zh: `图片 ${picture} 为权利人自有图片${ownUrl ? `，权利人展示于 ${ownUrl}` : ''}。`,
        },
      ],
      quotes: [],
      forPerson,
    });
  }
  return claims;
}

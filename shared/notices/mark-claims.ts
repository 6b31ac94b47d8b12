import type { Brand } from '#shared/domain/brand.ts';
import { type ClaimKind, isAsStrongAs, type Refusal, STRENGTHS, type Strength } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { Programme, ProgrammeReason } from '#shared/domain/programme.ts';
import type { Right } from '#shared/domain/right.ts';
import { readProducts } from '#shared/products/product-matching.ts';
import type { Claims, ClaimsInput } from './claim-input.ts';
import { type StatedFinding, statedFindings } from './findings.ts';
import { goodsOffered } from './goods-classes.ts';
import { lawfulUse } from './lawful-use.ts';
import { marksShown } from './marks-shown.ts';
import { rightsFor } from './rights.ts';

export const MARK_CLAIMS = ['counterfeit', 'trademark-misuse'] as const satisfies ClaimKind[];
type MarkClaim = (typeof MARK_CLAIMS)[number];
/** What must be found at least, whatever a programme asks: the mark alone never says where goods come from. */
const LEAST: Record<MarkClaim, Strength> = { counterfeit: 'price-and-use', 'trademark-misuse': 'use' };

/** What may be stated on a trade mark. */
export function markClaims(kind: MarkClaim, input: ClaimsInput): Claims {
  const { listing, verdict, brand, owner, programme, site, testPurchases = [], now } = input;
  const refuse = (...refusals: Refusal[]): Claims => ({
    eligible: [],
    refused: refusals.map((refusal) => ({ claim: kind, ...refusal })),
  });
  const reasons = programme.claims[kind];
  if (!reasons) return refuse({ field: 'programme.claims', why: `${programme.title} takes no claim of this kind` });
  const shown = marksShown(brand, owner.rights, listing, verdict);
  const query = { owner, programme, site, goods: goodsOffered(brand, listing), types: ['trademark'] as const, now };
  const found = rightsFor({ ...query, shownMarks: shown.map(({ text }) => text) });
  const choice = found.fits[0] ? { right: found.fits[0], why: [] } : found.partly[0];
  if (!choice)
    return refuse(
      ...(found.refused.length > 0
        ? found.refused.map(({ field, why }) => ({ field, why }))
        : [{ field: 'owner.rights', why: 'the owner has no trade mark' }]),
    );
  const { right } = choice;
  const findings = statedFindings({
    brand,
    listing,
    verdict,
    shown: shown.filter(({ text }) => text === right.text),
    testPurchases,
    now,
  });
  const strength = strongest(findings);
  if (!strength) return refuse({ field: 'verdict', why: 'nothing that was found may be stated to a venue' });
  const lawful = lawfulUse(brand, listing, now);
  if (lawful && !isAsStrongAs(strength, lawful.unless))
    return refuse({ field: 'listing', why: `${lawful.why}: that may name the mark` });
  if (!isAsStrongAs(strength, LEAST[kind]))
    return refuse({ field: 'verdict', why: 'the mark alone does not say where goods come from' });
  const resold = strength === 'use' ? mayBeResold(brand, listing) : undefined;
  if (resold === 'refuse')
    return refuse({
      field: 'price',
      why: 'at an ordinary price it may be the genuine goods, sold on, which may name the mark',
    });
  const forPerson = [
    ...choice.why,
    ...(strength === 'use' ? ['nothing but the mark was found: whether the goods are genuine has to be seen'] : []),
  ];
  return reasonClaims(kind, reasons, right, findings, forPerson, programme);
}

/** One claim for each of the venue's reasons that the findings bear. */
function reasonClaims(
  kind: MarkClaim,
  reasons: readonly ProgrammeReason[],
  right: Right,
  findings: readonly StatedFinding[],
  forPerson: readonly string[],
  programme: Programme,
): Claims {
  const claims: Claims = { eligible: [], refused: [] };
  const strength = strongest(findings)!;
  const isOnPicture = findings.every(({ on }) => on === 'picture');
  for (const { code, label, zh, leastStrength, needs } of reasons) {
    const refuse = (field: string, why: string) => claims.refused.push({ claim: kind, field, why: `${label}: ${why}` });
    const orderId = strength === 'test-buy' ? orderOf(findings) : undefined;
    if (!isAsStrongAs(strength, leastStrength)) {
      refuse('verdict', `${programme.title} asks for ${leastStrength}; what was found is ${strength}`);
    } else if (needs.includes('registration') && !right.number) refuse('right.number', 'asks for a registration');
    else if (needs.includes('own-url') && right.ownUrls.length === 0)
      refuse('right.ownUrls', `asks for a page of the owner that shows the goods`);
    else if (needs.includes('order-id') && !orderId) refuse('testPurchases', 'asks for the order of a test purchase');
    else
      claims.eligible.push({
        kind,
        nature: kind === 'counterfeit' ? 'product' : isOnPicture ? 'image' : 'text',
        reason: { code, label, ...(zh && { zh }) },
        right,
        strength,
        sentences: findings.map(({ sentence }) => sentence),
        quotes: findings.flatMap(({ quotes }) => quotes),
        ...(needs.includes('order-id') && orderId && { orderId }),
        forPerson: [
          ...forPerson,
          ...(code === 'unknown' ? ["the venue's own reason is not known: it is chosen on the form"] : []),
        ],
      });
  }
  return claims;
}

const strongest = (findings: readonly StatedFinding[]): Strength | undefined =>
  STRENGTHS.find((strength) => findings.some((finding) => finding.strength === strength));

const orderOf = (findings: readonly StatedFinding[]): string | undefined =>
  findings.find(({ orderId }) => orderId !== undefined)?.orderId;

/** Whoever sells genuine goods names the mark and asks about what they cost. Without a price to compare with a person looks. */
function mayBeResold(brand: Brand, listing: Listing): 'refuse' | 'person' {
  const { matches, kindred } = readProducts(brand, listing);
  return matches.length > 0 || kindred.length > 0 || !listing.price ? 'refuse' : 'person';
}

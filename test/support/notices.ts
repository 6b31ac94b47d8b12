import type * as z from 'zod';
import type { Brand } from '#shared/domain/brand.ts';
import type { Claim } from '#shared/domain/claim.ts';
import type { Listing } from '#shared/domain/listing.ts';
import type { EvidenceRef, NoticeContent, TargetStatement } from '#shared/domain/notice-content.ts';
import type { Programme, Site } from '#shared/domain/programme.ts';
import { Right } from '#shared/domain/right.ts';
import type { Verdict } from '#shared/domain/verdict.ts';
import type { Claims, ClaimsInput } from '#shared/notices/claim-input.ts';
import { claimsFor } from '#shared/notices/claims.ts';
import { composeNotice } from '#shared/notices/compose.ts';
import type { NoticeContext } from '#shared/notices/notice-context.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';
import { siteOf } from '#shared/notices/programmes/index.ts';
import { programmeOf } from '#shared/notices/programmes/programme-of.ts';
import { scoreListing } from '#shared/scoring/score-listing.ts';
import { aBrand, aListing } from './builders.ts';

export const NOW = new Date('2026-12-01T12:00:00.000Z');

/** A word mark NORDHAVN for bags, bottles and clothing. */
export function aRight(overrides: Partial<z.input<typeof Right>> = {}): Right {
  return Right.parse({
    type: 'trademark',
    kind: 'word',
    text: 'NORDHAVN',
    number: '018000001',
    office: 'EUIPO',
    territories: ['EU'],
    niceClasses: [18, 21, 25],
    expires: '2035-01-01',
    ownUrls: ['https://nordhavn.example/fjord-parka'],
    ...overrides,
  });
}

/** Registered where the venues of the tests sell; each office numbers its own way. */
export const RIGHTS_OF_THE_WORLD: Right[] = [
  aRight(),
  aRight({ office: 'CNIPA', number: '30000001', territories: ['CN'] }),
  aRight({ office: 'USPTO', number: '5000001', territories: ['US'] }),
  aRight({ office: 'UKIPO', number: 'UK00003000001', territories: ['GB'] }),
];

/** A brand whose owner holds the rights given, with everything that any venue wants to know of people. */
export function aBrandWith(rights: Right[], overrides: Parameters<typeof aBrand>[0] = {}): Brand {
  return aBrand({
    marks: [],
    rights,
    contacts: {
      rightsOwner: {
        name: 'Nordhavn A/S',
        email: 'legal@nordhavn.example',
        company: 'Nordhavn A/S',
        address: 'Kajen 1, 2150 Copenhagen',
        country: 'DK',
        phone: '+45 70 00 00 00',
      },
      reporter: {
        name: 'Jane Holm',
        email: 'jane@nordhavn.example',
        title: 'Brand protection analyst',
        company: 'Nordhavn A/S',
        address: 'Kajen 1, 2150 Copenhagen',
        country: 'DK',
        phone: '+45 70 00 00 01',
      },
      authority: { signedBy: 'Karl Lind', signedAt: '2026-01-15' },
    },
    ...overrides,
  });
}

export type Scene = Omit<ClaimsInput, 'verdict'> & { verdict: Verdict };

/** An offer on a venue as the score sees it. */
export function aScene(
  listing: Parameters<typeof aListing>[0],
  { brand = aBrandWith(RIGHTS_OF_THE_WORLD), verdict, ...more }: Partial<Scene> = {},
): Scene {
  const offer: Listing = aListing(listing);
  const programme = programmeOf(offer.marketplace);
  return {
    listing: offer,
    verdict: verdict ?? scoreListing({ brand, listing: offer, now: NOW }),
    brand,
    owner: ownerOf(brand),
    programme,
    site: siteOf(programme, offer.url),
    now: NOW,
    ...more,
  };
}

export const claimsOf = (...scene: Parameters<typeof aScene>): Claims => claimsFor(aScene(...scene));

export const evidenceOf = (caseId: string): EvidenceRef[] =>
  ['page', 'screenshot'].map((kind, index) => ({
    kind,
    key: `evidence/${caseId}/${kind}`,
    sha256: String(index + 1).repeat(64),
    capturedAt: '2026-12-01T08:00:00.000Z',
    caseId,
  }));

export type Composed = { content: NoticeContent; targets: TargetStatement[]; context: NoticeContext };

/** The notice on the scene's strongest claim, or on the one given. @throws Error when there is none, or nobody may say it. */
export function composed(scene: Scene, claim: Claim | undefined = claimsFor(scene).eligible[0]): Composed {
  const { listing, owner, programme, site, brand, now } = scene;
  if (!claim) throw new Error(`no claim: ${JSON.stringify(claimsFor(scene).refused)}`);
  const caseId = `${brand.id}~${listing.marketplace}~${listing.id}~1`;
  const targets = [{ caseId, listing, claim, evidence: evidenceOf(caseId) }];
  const notice = composeNotice({ owner, programme, site: site as Site, targets, now });
  if ('field' in notice) throw new Error(`${notice.field}: ${notice.why}`);
  return {
    ...notice,
    context: { owner, brands: [brand], programme: programme as Programme, now, pageOf: () => listing },
  };
}

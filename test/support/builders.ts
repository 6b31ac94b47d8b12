import type * as z from 'zod';
import { Brand } from '#shared/domain/brand.ts';
import { Case, caseId } from '#shared/domain/case.ts';
import type { Expediting } from '#shared/domain/expediting.ts';
import { Listing } from '#shared/domain/listing.ts';
import { scanJobId } from '#shared/domain/messages.ts';
import { Notice } from '#shared/domain/notice.ts';
import { Verdict } from '#shared/domain/verdict.ts';
import { model as shippedModel } from '#shared/scoring/model.ts';
import type { ScanPage } from '#shared/stores/listing-store.ts';

// Everything here is invented. Builders give a complete, valid record; a test overrides only what it is about.

/** A brand that may send notices: marks, contacts, signed authority, one authorised seller on bazaar. */
export function aBrand(overrides: Partial<z.input<typeof Brand>> = {}): Brand {
  return Brand.parse({
    id: 'nordhavn',
    name: 'Nordhavn',
    marks: [
      {
        text: 'NORDHAVN',
        number: '018000001',
        office: 'EUIPO',
        jurisdictions: ['EU'],
        niceClasses: [18, 21, 25],
        expires: '2035-01-01',
        certificateUrl: 'https://nordhavn.example/marks/018000001.pdf',
      },
    ],
    contacts: {
      rightsOwner: {
        name: 'Nordhavn A/S',
        email: 'legal@nordhavn.example',
        company: 'Nordhavn A/S',
        address: 'Kajen 1, 2150 Copenhagen',
        country: 'DK',
        phone: '+45 00 00 00 00',
      },
      reporter: { name: 'Jane Holm', email: 'jane@nordhavn.example', title: 'Brand protection analyst', country: 'DK' },
      authority: { signedBy: 'Karl Lind', signedAt: '2026-01-15' },
    },
    fingerprint: {
      names: ['Nordhavn'],
      logoTexts: ['NORDHAVN'],
      products: [
        { sku: 'NH-FJORD', name: 'Fjord Parka', price: { amount: 299, currency: 'EUR' } },
        { sku: 'NH-BOTTLE', name: 'Havn Bottle 500 ml', price: { amount: 39, currency: 'EUR' } },
      ],
      authorisedSellers: [{ marketplace: 'bazaar', sellerId: 'nordhavn-official' }],
    },
    watches: [{ keyword: 'nordhavn jacket', marketplaces: ['bazaar'], every: '1d', pages: 2 }],
    alerts: { emails: ['protect@nordhavn.example'], digest: 'daily' },
    ...overrides,
  });
}

export function aListing(overrides: Partial<z.input<typeof Listing>> = {}): Listing {
  return Listing.parse({
    marketplace: 'bazaar',
    id: '1001',
    url: 'https://bazaar.example/item/1001',
    title: 'Nordhavn Fjord Parka 1:1 quality',
    price: { amountMinor: 4900, currency: 'EUR' },
    imageUrls: ['https://bazaar.example/img/1001.jpg'],
    seller: { id: 'cheap-parka-store', name: 'Cheap Parka Store' },
    itemLocation: 'Shenzhen, CN',
    availability: 'active',
    ...overrides,
  });
}

const LOW_PRICE = 'Asked EUR 49.00; the genuine Fjord Parka sells for EUR 299.00 (16 %).';

export function aVerdict(overrides: Partial<z.input<typeof Verdict>> = {}): Verdict {
  return Verdict.parse({
    probability: 0.96,
    decision: 'expedite',
    signals: [
      { id: 'low-price', contribution: 2.1, evidence: LOW_PRICE, value: 1.11 },
      { id: 'suspicious-wording', contribution: 1.6, evidence: 'Says "1:1" (claims to equal the original).', value: 1 },
    ],
    modelVersion: 'test',
    ...overrides,
  });
}

/** A case that was just queued by `score`. Listing and brand decide the id; `generation` counts relistings of the same listing id. */
export function aCase(overrides: Partial<z.input<typeof Case>> & { generation?: number } = {}): Case {
  const { generation = 1, ...fields } = overrides;
  const listing = Listing.parse(fields.listing ?? aListing());
  const brandId = fields.brandId ?? 'nordhavn';
  const at = fields.openedAt ?? '2026-06-01T12:00:00.000Z';
  const state = fields.state ?? 'queued';
  return Case.parse({
    id: caseId(brandId, listing, generation),
    brandId,
    state,
    version: 1,
    listing,
    verdict: aVerdict(),
    openedAt: at,
    updatedAt: at,
    events: [{ at, from: null, to: state, by: 'score', why: 'probability 0.96' }],
    ...fields,
  });
}

/** A person approved its notice, and the offer went. */
export function aConfirmedCase(overrides: Parameters<typeof aCase>[0] = {}): Case {
  const at = '2026-06-01T12:00:00.000Z';
  return aCase({
    state: 'removed',
    removedAt: at,
    events: [
      { at, from: 'flagged', to: 'queued', by: 'analyst:jane', why: 'approved' },
      { at, from: 'submitted', to: 'removed', by: 'verify', why: 'the page says so' },
    ],
    ...overrides,
  });
}

export function aNotice(overrides: Partial<z.input<typeof Notice>> = {}): Notice {
  const brand = aBrand();
  return Notice.parse({
    id: 'nordhavn~bazaar~1001~1~notice-1',
    brandId: brand.id,
    venue: 'bazaar',
    reference: 'MW-0123456789ABCDEF',
    rightsOwner: brand.contacts.rightsOwner,
    reporter: brand.contacts.reporter,
    right: brand.marks[0],
    claim: {
      kind: 'counterfeit',
      nature: 'product',
      explanation: 'The item is offered as a Nordhavn product but was not made by or for Nordhavn A/S.',
    },
    targets: [
      {
        caseId: 'nordhavn~bazaar~1001~1',
        listingId: '1001',
        url: 'https://bazaar.example/item/1001',
        title: 'Nordhavn Fjord Parka 1:1 quality',
        price: { amountMinor: 4900, currency: 'EUR' },
        sellerId: 'cheap-parka-store',
        sellerName: 'Cheap Parka Store',
      },
    ],
    evidence: [
      {
        kind: 'page',
        key: 'evidence/nordhavn/1001/page.html.gz',
        sha256: 'a'.repeat(64),
        capturedAt: '2026-06-01T12:00:00.000Z',
      },
    ],
    declarations: { goodFaith: true, accurate: true, authorised: brand.contacts.authority },
    composedAt: '2026-06-01T12:00:00.000Z',
    ...overrides,
  });
}

/** The model of `aVerdict` is in use. */
export const aPromotedModel = (version = 'test') => ({
  version,
  promotedAt: '2026-05-30T00:00:00.000Z',
  model: { ...shippedModel, version },
});

/** The brand has proved its threshold for the model of `aVerdict`. */
export const aProof = (overrides: Partial<Expediting> = {}): Expediting => ({
  proved: true,
  from: 0.9,
  decided: 140,
  confirmed: 138,
  modelVersion: 'test',
  at: '2026-05-31T00:00:00.000Z',
  ...overrides,
});

/** Differs from every other in its place in the scan. */
let scanPagesMade = 0;
export const aScanPage = (overrides: Partial<ScanPage> = {}): ScanPage => {
  const page = ++scanPagesMade;
  const [brandId, marketplace, keyword, period] = ['nordhavn', 'bazaar', 'nordhavn jacket', '2026-11-30T08:00:00.000Z'];
  const job = { brandId, marketplace, keyword, period, page, ...overrides };
  return { jobId: scanJobId(job), coverage: 'complete', listingIds: [], rankOffset: 0, at: job.period, ...job };
};

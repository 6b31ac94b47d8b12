import { NoticeRecord } from '#shared/domain/notice-record.ts';
import { Target } from '#shared/domain/target.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';
import { aBrand } from './builders.ts';

// Invented, complete and valid; a test overrides only what it is about.

const AT = '2026-06-01T12:00:00.000Z';

export function aNoticeRecord(overrides: Partial<NoticeRecord> = {}): NoticeRecord {
  const owner = ownerOf(aBrand());
  const id = overrides.id ?? 'nordhavn~bazaar~0123456789-1';
  return NoticeRecord.parse({
    id,
    reference: 'MW-0123456789ABCDEF',
    brandId: 'nordhavn',
    ownerId: owner.id,
    marketplace: 'bazaar',
    channel: 'webhook',
    state: 'draft',
    version: 1,
    content: {
      programme: 'bazaar',
      site: 'bazaar',
      ownerId: owner.id,
      owner: owner.party,
      reporter: owner.reporter,
      authority: owner.authorities[0],
      right: owner.rights[0],
      claim: { kind: 'counterfeit', reason: { code: 'counterfeit', label: 'Counterfeit goods' } },
      statement: { en: 'Nordhavn A/S believes that these offers are for goods that do not come from it.' },
      declarations: ['good-faith', 'accurate', 'complete', 'authority'],
      legalForm: 'dsa-16',
      languages: ['en'],
    },
    batchKey: 'batch',
    places: 1,
    maxPlaces: 50,
    closesAt: '2026-06-01T13:00:00.000Z',
    openedAt: AT,
    updatedAt: AT,
    lastEvent: { subject: id, seq: 1, at: AT, from: null, to: 'draft', by: 'submit', cause: 'composed', why: 'opened' },
    ...overrides,
  });
}

export function aTarget(overrides: Partial<Target> = {}, item = '1001'): Target {
  const caseId = overrides.caseId ?? `nordhavn~bazaar~${item}~1`;
  const noticeId = overrides.noticeId ?? 'nordhavn~bazaar~0123456789-1';
  return Target.parse({
    noticeId,
    caseId,
    brandId: 'nordhavn',
    marketplace: 'bazaar',
    state: 'drafted',
    version: 1,
    statement: {
      caseId,
      offer: { group: 'bazaar', itemId: item },
      url: `https://bazaar.example/item/${item}`,
      itemId: item,
      title: 'Nordhavn Fjord Parka 1:1 quality',
      price: { amountMinor: 4900, currency: 'EUR' },
      sellerId: 'cheap-parka-store',
      sellerName: 'Cheap Parka Store',
      nature: 'product',
      strength: 'admission',
      sentences: [{ en: 'The offer itself says "1:1" in its title, which names NORDHAVN.' }],
      quotes: [{ text: '1:1', where: 'title' }],
      evidence: [
        { kind: 'page', key: 'evidence/nordhavn/1001/page.html', sha256: 'a'.repeat(64), capturedAt: AT, caseId },
      ],
    },
    onceKey: `bazaar~~${item}~~nordhavn~counterfeit%3Acounterfeit~1.1`,
    lookedAt: AT,
    lastEvent: {
      subject: `${noticeId}|${caseId}`,
      seq: 1,
      at: AT,
      from: null,
      to: 'drafted',
      by: 'submit',
      cause: 'composed',
      why: 'joined',
    },
    ...overrides,
  });
}

import type { Programme } from '#shared/domain/programme.ts';
import { countrySites } from './countries.ts';
import { PACKET_AGES, PLAIN_REASONS } from './plain-reasons.ts';

/** Intellectual Property Protection Centre. No marketplace folder reads it yet; sellers may appeal twice, within 45 days. */
export const tiktokShop: Programme = {
  id: 'tiktok-shop',
  title: 'TikTok Shop Intellectual Property Protection Centre (IPPC)',
  door: 'unknown',
  checked: '2026-11-29',
  sources: ['seller-th.tiktok.com/university (2026)', 'polici.net (IPPC)'],
  confidence: { requiredFields: 'excerpt', account: 'excerpt' },
  channel: 'packet',
  account: {
    who: 'both',
    documents: [
      'proof of the organisation',
      'certificates with renewals and assignments',
      'power of attorney, if not the owner',
    ],
    papers: ['certificate', 'power of attorney'],
  },
  sites: countrySites('TikTok Shop', { 'shop.tiktok.com': [] }),
  targets: { max: 'unknown', url: /\/(?:view\/product|pdp)\/(?:[^/]+\/)?\d+/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: PLAIN_REASONS,
  right: { status: ['registered', 'unregistered'], territory: 'site-countries' },
  languages: ['en'],
  maxChars: {},
  requiredFields: ['owner.address', 'reporter.address', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'authority'],
  legalForm: 'trademark',
  readBack: 'portal',
  ...PACKET_AGES,
};

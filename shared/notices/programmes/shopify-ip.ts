import type { Programme } from '#shared/domain/programme.ts';
import { PACKET_AGES, PLAIN_REASONS } from './plain-reasons.ts';

/** Pages only, never a bare store. Repeat infringers lose every shop that they own. */
export const shopifyIp: Programme = {
  id: 'shopify-ip',
  title: "Shopify's reports of trademark and copyright infringement",
  door: 'unknown',
  checked: '2026-11-29',
  sources: ['shopify.com/legal/dmca', 'help.shopify.com (copyright-policy)', 'podqi.com'],
  confidence: { 'targets.url': 'excerpt', declarations: 'excerpt' },
  channel: 'packet',
  account: { who: 'both', documents: [] },
  // Every shop has a host of its own and sells where it likes.
  sites: [{ id: 'any-shop', hosts: [], countries: [], label: 'a shop on Shopify', idNotInAddress: true }],
  targets: { max: 'unknown', url: /\/products\/[^/?#]+/ },
  batchBy: ['site', 'right', 'kind', 'reason', 'host'],
  claims: {
    counterfeit: PLAIN_REASONS.counterfeit,
    'trademark-misuse': PLAIN_REASONS['trademark-misuse'],
    'copyright-image': PLAIN_REASONS['copyright-image'],
    'copyright-text': PLAIN_REASONS['copyright-text'],
  },
  storeClaim: { basis: 'repeat', reasons: ['unknown'] },
  right: { status: ['registered', 'unregistered'], territory: 'any' },
  languages: ['en'],
  maxChars: {},
  requiredFields: ['owner.address', 'reporter.address', 'reporter.phone'],
  // Perjury is asked about copyright alone, and the law adds it there.
  declarations: ['good-faith', 'accurate', 'authority'],
  legalForm: 'trademark',
  takesDmca: true,
  readBack: 'mail',
  ...PACKET_AGES,
};

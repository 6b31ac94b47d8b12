import type { Programme } from '#shared/domain/programme.ts';
import { countrySites } from './countries.ts';
import { PACKET_AGES, PLAIN_REASONS } from './plain-reasons.ts';

/** Two blocked cards keep a seller from making cards of an unproved brand for 30 days, and 30 more each further time. */
export const wildberriesArbitration: Programme = {
  id: 'wildberries-arbitration',
  title: 'Wildberries Digital Arbitration',
  door: 'unknown',
  checked: '2026-11-29',
  sources: ['media.zhelezno.com (2025)'],
  confidence: { title: 'excerpt' },
  channel: 'packet',
  account: { who: 'unknown', documents: [] },
  sites: countrySites('Wildberries', {
    'wildberries.ru': 'RU',
    'wb.ru': 'RU',
    'wildberries.by': 'BY',
    'wildberries.kz': 'KZ',
  }),
  targets: { max: 'unknown', url: /\/catalog\/\d+\/detail/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: PLAIN_REASONS,
  right: { status: ['registered', 'unregistered'], territory: 'site-countries' },
  languages: ['en'],
  maxChars: {},
  requiredFields: ['owner.address', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'authority'],
  legalForm: 'trademark',
  readBack: 'unknown',
  ...PACKET_AGES,
};

import type { Programme } from '#shared/domain/programme.ts';
import { PLAIN_REASONS, PROGRAM_AGES } from './plain-reasons.ts';

/** The sample marketplace: it is set in Germany, and takes notices from programs. */
export const bazaar: Programme = {
  id: 'bazaar',
  title: 'Bazaar notice endpoint',
  door: 'unknown',
  checked: '2026-11-29',
  sources: ['the sample marketplace of this repository'],
  confidence: {},
  channel: 'webhook',
  endpoint: '/api/notices',
  account: { who: 'both', documents: [] },
  sites: [
    {
      id: 'bazaar',
      hosts: ['bazaar.example', '127.0.0.1', 'localhost'],
      countries: ['DE'],
      label: 'Bazaar',
    },
  ],
  targets: { max: 50, url: /^\/item\/[^/]+$/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: {
    counterfeit: [
      { code: 'counterfeit', label: 'Counterfeit goods', leastStrength: 'price-and-use', needs: ['registration'] },
    ],
    'trademark-misuse': [
      { code: 'trademark', label: 'Trade mark used without consent', leastStrength: 'use', needs: ['registration'] },
    ],
    'copyright-image': [{ ...PLAIN_REASONS['copyright-image'][0]!, code: 'picture' }],
  },
  right: { status: ['registered', 'unregistered'], territory: 'site-countries' },
  languages: ['en'],
  maxChars: { explanation: 1000 },
  requiredFields: [],
  declarations: ['good-faith', 'accurate', 'authority'],
  legalForm: 'trademark',
  namesDueDates: true,
  readBack: 'api',
  ...PROGRAM_AGES,
  settleHours: 1,
};

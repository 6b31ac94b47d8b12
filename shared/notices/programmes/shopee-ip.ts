import type { Programme } from '#shared/domain/programme.ts';
import { countrySites } from './countries.ts';
import { PACKET_AGES, PLAIN_REASONS } from './plain-reasons.ts';

/** Rights registered once in the Brand IP Portal serve all markets; without it there is one form per market. */
export const shopeeIp: Programme = {
  id: 'shopee-ip',
  title: 'Shopee Brand IP Portal',
  door: 'unknown',
  checked: '2026-11-29',
  sources: ['secagroup.org/shopee.html (2023)'],
  confidence: { account: 'excerpt', batchBy: 'excerpt' },
  channel: 'packet',
  account: {
    who: 'both',
    documents: ['identity document', 'letter of authorisation, if not the owner'],
    papers: ['power of attorney'],
  },
  sites: countrySites('Shopee', {
    'shopee.sg': 'SG',
    'shopee.com.my': 'MY',
    'shopee.co.th': 'TH',
    'shopee.co.id': 'ID',
    'shopee.vn': 'VN',
    'shopee.ph': 'PH',
    'shopee.tw': 'TW',
    'shopee.com.br': 'BR',
    'shopee.com.mx': 'MX',
    'shopee.com.co': 'CO',
    'shopee.cl': 'CL',
  }),
  targets: { max: 'unknown', url: /\/product\/\d+\/\d+|-i\.\d+\.\d+/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: PLAIN_REASONS,
  right: { status: ['registered', 'unregistered'], territory: 'site-countries' },
  languages: ['en'],
  maxChars: {},
  requiredFields: ['owner.address', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'authority'],
  legalForm: 'trademark',
  readBack: 'portal',
  ...PACKET_AGES,
};

import type { Programme } from '#shared/domain/programme.ts';
import { countrySites } from './countries.ts';
import { PACKET_AGES, PLAIN_REASONS } from './plain-reasons.ts';

/** For marks of the United States alone. Whether agencies may hold accounts is told both ways: plan for the owner. */
export const walmartBp: Programme = {
  id: 'walmart-bp',
  title: 'Walmart Brand Portal',
  door: 'https://brandportal.walmart.com/',
  checked: '2026-11-29',
  sources: [
    'marketplacelearn.walmart.com (brand-portal-overview)',
    'brandportal.walmart.com',
    'supplierone.helpdocs.io',
  ],
  confidence: {
    'targets.max': 'excerpt',
    right: 'excerpt',
    account: 'excerpt',
    claims: 'excerpt',
    declarations: 'general-knowledge',
  },
  channel: 'packet',
  account: {
    who: 'owner',
    documents: ['Brand Portal account of the rights owner, whose seat is in CA, CN, GB, HK, IN, KR, US or VN'],
  },
  sites: countrySites('Walmart', { 'walmart.com': 'US', 'walmart.ca': 'CA', 'walmart.com.mx': 'MX' }),
  targets: { max: 10, withSeller: true, url: /\/ip\/(?:[^/]+\/)?[0-9A-Z]+(?:[?/]|$)/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: {
    counterfeit: PLAIN_REASONS.counterfeit,
    'trademark-misuse': PLAIN_REASONS['trademark-misuse'],
    'copyright-image': PLAIN_REASONS['copyright-image'],
    patent: PLAIN_REASONS.patent,
  },
  right: {
    offices: ['USPTO', 'US', 'USCO'],
    number: /^\d{7}$/, // eight digits are the serial number of an application
    status: ['registered'],
    territory: 'site-countries',
  },
  languages: ['en'],
  maxChars: {},
  requiredFields: ['owner.address', 'owner.country', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'perjury', 'authority'],
  legalForm: 'trademark',
  readBack: 'portal',
  ...PACKET_AGES,
};

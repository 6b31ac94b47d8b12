import type { Programme } from '#shared/domain/programme.ts';
import { PACKET_AGES, PLAIN_REASONS } from './plain-reasons.ts';

/** Owners, exclusive licensees and authorised agents may file; complaints take about ten working days. */
export const jdIpr: Programme = {
  id: 'jd-ipr',
  title: 'JD.com intellectual property platform',
  door: 'https://ipr.jd.com/',
  checked: '2026-11-29',
  sources: ['kuaimai.com/dsnews/10294.html (2021)'],
  confidence: { account: 'excerpt', languages: 'general-knowledge' },
  channel: 'packet',
  account: { who: 'both', documents: ['account at ipr.jd.com'] },
  sites: [{ id: 'jd', hosts: ['jd.com', 'jd.hk'], countries: ['CN'], label: 'JD.com' }],
  targets: { max: 'unknown', url: /^\/\d+\.html/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: PLAIN_REASONS,
  right: { status: ['registered', 'unregistered'], territory: 'site-countries', needsExtensionIn: ['CN'] },
  languages: ['en', 'zh'],
  maxChars: {},
  requiredFields: ['owner.address', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'authority'],
  legalForm: 'trademark',
  readBack: 'unknown',
  ...PACKET_AGES,
};

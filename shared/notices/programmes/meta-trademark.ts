import type { Programme } from '#shared/domain/programme.ts';
import { WORLDWIDE } from './countries.ts';
import { PACKET_AGES, PLAIN_REASONS } from './plain-reasons.ts';

/** The owner's name and e-mail go to the poster. Enrolled brands have Brand Rights Protection; its API is for authorised firms only. */
export const metaTrademark: Programme = {
  id: 'meta-trademark',
  title: "Meta's reports of trademark, counterfeit and copyright",
  door: 'unknown',
  checked: '2026-11-29',
  sources: ['facebook.com/help/303715969677454 (mirror)', 'socialsamosa.com (2022)'],
  confidence: { requiredFields: 'excerpt', declarations: 'excerpt' },
  channel: 'packet',
  account: { who: 'both', documents: [] },
  sites: [
    { id: 'facebook', hosts: ['facebook.com'], countries: WORLDWIDE, isGlobal: true, label: 'Facebook Marketplace' },
  ],
  targets: { max: 'unknown', url: /^\/marketplace\/item\/\d+/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: PLAIN_REASONS,
  right: { status: ['registered', 'unregistered'], territory: 'site-countries' },
  languages: ['en'],
  maxChars: {},
  requiredFields: ['owner.country', 'reporter.address', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'perjury', 'authority'],
  legalForm: 'trademark',
  readBack: 'mail',
  ...PACKET_AGES,
};

import type { Programme } from '#shared/domain/programme.ts';
import { PACKET_AGES, PLAIN_REASONS } from './plain-reasons.ts';

/** A shop of its own: who hosts it, registered its name and takes its payments differs for each, and a person finds out. */
export const standaloneShop: Programme = {
  id: 'standalone-shop',
  title: 'Notice to the shop, its host and its registrar',
  door: 'unknown',
  checked: '2026-11-29',
  sources: [],
  confidence: {},
  channel: 'packet',
  offers: { email: {} },
  account: { who: 'unknown', documents: [] },
  sites: [{ id: 'any-shop', hosts: [], countries: [], label: 'a shop of its own', idNotInAddress: true }],
  targets: { max: 'unknown', url: /\/[^/?#]+|\?./ },
  batchBy: ['site', 'right', 'kind', 'reason', 'host'],
  claims: PLAIN_REASONS,
  right: { status: ['registered', 'unregistered'], territory: 'any' },
  languages: ['en'],
  maxChars: {},
  requiredFields: ['owner.address', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'complete', 'authority'],
  legalForm: 'trademark',
  readBack: 'unknown',
  ...PACKET_AGES,
};

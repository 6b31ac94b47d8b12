import type { Programme } from '#shared/domain/programme.ts';
import { PLAIN_REASONS, PROGRAM_AGES } from './plain-reasons.ts';

/**
 * Abuse reports about shops of their own that stand behind Cloudflare, as the headers of their pages show. It passes the report to
 * the host, and may pass it to Lumen; reports of marks and copyright cannot be anonymous.
 */
export const cloudflare: Programme = {
  id: 'cloudflare',
  title: 'Cloudflare abuse reports',
  door: 'https://abuse.cloudflare.com/',
  checked: '2026-11-29',
  sources: [
    'developers.cloudflare.com/api/resources/abuse_reports',
    'developers.cloudflare.com/api/resources/abuse_reports/subresources/submitted',
    'cloudflare/cloudflare-typescript (abuse-reports.ts)',
  ],
  confidence: {
    door: 'general-knowledge',
    endpoint: 'read',
    'targets.max': 'read',
    maxChars: 'read',
    readBack: 'read',
  },
  channel: 'packet',
  // A report about copyright wants the street, town and state apart, which a brand's profile does not have.
  offers: { api: { claims: ['counterfeit', 'trademark-misuse'] } },
  standsBefore: { programme: 'standalone-shop', header: 'cf-ray' },
  endpoint: 'https://api.cloudflare.com/client/v4',
  account: { who: 'both', documents: ['API token with the permission Trust and Safety'] },
  sites: [{ id: 'any-shop', hosts: [], countries: [], label: 'a shop behind Cloudflare', idNotInAddress: true }],
  targets: { max: 250, sameHost: true, url: /\/[^/?#]+/ },
  batchBy: ['site', 'right', 'kind', 'reason', 'host'],
  claims: {
    counterfeit: [
      {
        code: 'abuse_trademark',
        label: 'Trademark infringement',
        leastStrength: 'price-and-use',
        needs: ['registration'],
      },
    ],
    'trademark-misuse': [
      { code: 'abuse_trademark', label: 'Trademark infringement', leastStrength: 'use', needs: ['registration'] },
    ],
    'copyright-image': [{ ...PLAIN_REASONS['copyright-image'][0]!, code: 'abuse_dmca', label: 'Copyright (DMCA)' }],
    'copyright-text': [{ ...PLAIN_REASONS['copyright-text'][0]!, code: 'abuse_dmca', label: 'Copyright (DMCA)' }],
  },
  right: { status: ['registered', 'unregistered'], territory: 'any' },
  languages: ['en'],
  maxChars: { explanation: 5000 },
  requiredFields: ['reporter.address', 'reporter.country', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'authority'],
  legalForm: 'trademark',
  takesDmca: true,
  readBack: 'api',
  ...PROGRAM_AGES,
};

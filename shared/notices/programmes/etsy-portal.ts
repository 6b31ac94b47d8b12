import type { Programme } from '#shared/domain/programme.ts';
import { WORLDWIDE } from './countries.ts';
import { PACKET_AGES } from './plain-reasons.ts';

const OWN_PAGE = ['registration', 'own-url'] as const;

/** Refuses what lacks an address, a phone number or a link to the owner's own goods, names shops, or cites an unregistered mark. */
export const etsyPortal: Programme = {
  id: 'etsy-portal',
  title: 'Etsy Reporting Portal',
  door: 'unknown',
  checked: '2026-11-29',
  sources: ['help.etsy.com/hc/en-us/articles/360062303094'],
  confidence: {
    requiredFields: 'excerpt',
    claims: 'excerpt',
    'targets.url': 'excerpt',
    declarations: 'general-knowledge',
  },
  channel: 'packet',
  account: { who: 'both', documents: [] },
  sites: [{ id: 'etsy', hosts: ['etsy.com'], countries: WORLDWIDE, isGlobal: true, label: 'Etsy' }],
  targets: { max: 'unknown', url: /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?listing\/\d+/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: {
    counterfeit: [
      {
        code: 'trademark-counterfeit',
        label: 'Trademark – counterfeit',
        leastStrength: 'price-and-use',
        needs: [...OWN_PAGE],
      },
    ],
    'trademark-misuse': [
      { code: 'trademark', label: 'Trademark infringement', leastStrength: 'use', needs: [...OWN_PAGE] },
    ],
    'copyright-image': [
      { code: 'copyright', label: 'Copyright infringement', leastStrength: 'use', needs: ['own-url'] },
    ],
    'copyright-text': [
      { code: 'copyright', label: 'Copyright infringement', leastStrength: 'use', needs: ['own-url'] },
    ],
    design: [{ code: 'design', label: 'Registered design', leastStrength: 'use', needs: [...OWN_PAGE] }],
    patent: [{ code: 'patent', label: 'Patent', leastStrength: 'use', needs: [...OWN_PAGE] }],
  },
  right: { status: ['registered', 'unregistered'], territory: 'site-countries' },
  languages: ['en'],
  maxChars: {},
  requiredFields: ['owner.address', 'reporter.address', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'perjury', 'authority'],
  legalForm: 'trademark',
  readBack: 'portal',
  ...PACKET_AGES,
};

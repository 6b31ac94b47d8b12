import type { Programme } from '#shared/domain/programme.ts';
import { countrySites } from './countries.ts';
import { PACKET_AGES } from './plain-reasons.ts';

/**
 * Notice of Claimed Infringement, by e-mail to VeRO; later reports by members. The first REST API ended on 2026-09-30, and the body
 * of the second is not public: a person files. Australia, Germany, Spain, France and Italy have forms of their own.
 */
export const ebayNoci: Programme = {
  id: 'ebay-noci',
  title: 'eBay VeRO: Notice of Claimed Infringement (NOCI)',
  door: 'https://pages.ebay.com/vero',
  checked: '2026-11-29',
  sources: ['pages.ebay.com/vero', 'developer.ebay.com/develop/api (vero_public_apis)', 'bizraw.com (reason codes)'],
  confidence: { 'targets.max': 'read', claims: 'excerpt', declarations: 'general-knowledge', batchBy: 'excerpt' },
  channel: 'packet',
  account: { who: 'both', documents: ['signed NOCI form of the site'] },
  sites: countrySites('eBay', {
    'ebay.com': 'US',
    'ebay.us': 'US',
    'ebay.co.uk': 'GB',
    'ebay.de': 'DE',
    'ebay.fr': 'FR',
    'ebay.it': 'IT',
    'ebay.es': 'ES',
    'ebay.at': 'AT',
    'ebay.be': 'BE',
    'ebay.nl': 'NL',
    'ebay.ie': 'IE',
    'ebay.ch': 'CH',
    'ebay.pl': 'PL',
    'ebay.se': 'SE',
    'ebay.ca': 'CA',
    'ebay.com.au': 'AU',
    'ebay.com.hk': 'HK',
    'ebay.com.sg': 'SG',
    'ebay.com.my': 'MY',
    'ebay.ph': 'PH',
    'ebay.in': 'IN',
    'ebay.vn': 'VN',
    'ebay.cn': 'CN',
    'ebay.com.tw': 'TW',
    'ebay.co.jp': 'JP',
  }),
  targets: { max: 150, url: /^\/itm\/(?:[^/]+\/)?\d{9,14}(?:[?/]|$)/ },
  // One reason code per page of the form; the same item may be reported again under another one.
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: {
    counterfeit: [
      {
        code: '1.1',
        label: '1.1 Counterfeit product (trademark)',
        leastStrength: 'price-and-use',
        needs: ['registration'],
      },
    ],
    'trademark-misuse': [
      {
        code: '2.1',
        label: '2.1 Unlawful use of a trademark in the listing',
        leastStrength: 'use',
        needs: ['registration'],
      },
    ],
    'copyright-text': [{ code: '4.1', label: '4.1 Copied text', leastStrength: 'use', needs: ['own-url'] }],
    'copyright-image': [{ code: '4.2', label: '4.2 Copied image', leastStrength: 'use', needs: ['own-url'] }],
    design: [{ code: 'unknown', label: 'Registered design', leastStrength: 'use', needs: ['registration'] }],
    patent: [{ code: 'unknown', label: 'Patent', leastStrength: 'use', needs: ['registration'] }],
  },
  right: { status: ['registered', 'unregistered'], territory: 'site-countries' },
  languages: ['en'],
  maxChars: { explanation: 1000 },
  requiredFields: ['owner.address', 'reporter.title', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'perjury', 'authority'],
  legalForm: 'trademark',
  readBack: 'none',
  ...PACKET_AGES,
};

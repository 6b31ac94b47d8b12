import type { Programme } from '#shared/domain/programme.ts';
import { countrySites } from './countries.ts';
import { PACKET_AGES } from './plain-reasons.ts';

const REGISTERED = { leastStrength: 'use', needs: ['registration'] } as const;

/**
 * The page is a catalogue page, the offer one seller's. A counterfeit claim without a test purchase is refused there, so none is
 * made: the mark's misuse is. Accounts were suspended for claims about other makers' products.
 */
export const amazonRav: Programme = {
  id: 'amazon-rav',
  title: 'Amazon: Report a Violation (Brand Registry)',
  door: 'https://brandregistry.amazon.com/',
  checked: '2026-11-29',
  sources: ['brandservices.amazon.com', 'amazowl.com', 'brandprotector.io (kinds of rejection)', 'amzwizard.net'],
  confidence: {
    'targets.max': 'excerpt',
    claims: 'excerpt',
    right: 'excerpt',
    declarations: 'general-knowledge',
    door: 'general-knowledge',
  },
  channel: 'packet',
  account: { who: 'both', documents: ['Brand Registry account with the registered mark of the country'] },
  sites: countrySites('Amazon', {
    'amazon.com': 'US',
    'amazon.co.uk': 'GB',
    'amazon.de': 'DE',
    'amazon.fr': 'FR',
    'amazon.it': 'IT',
    'amazon.es': 'ES',
    'amazon.nl': 'NL',
    'amazon.ie': 'IE',
    'amazon.com.be': 'BE',
    'amazon.se': 'SE',
    'amazon.pl': 'PL',
    'amazon.com.tr': 'TR',
    'amazon.ca': 'CA',
    'amazon.com.mx': 'MX',
    'amazon.com.br': 'BR',
    'amazon.in': 'IN',
    'amazon.co.jp': 'JP',
    'amazon.sg': 'SG',
    'amazon.com.au': 'AU',
    'amazon.ae': 'AE',
    'amazon.sa': 'SA',
    'amazon.eg': 'EG',
    'amazon.co.za': 'ZA',
    'amazon.cn': 'CN',
  }),
  targets: { max: 50, url: /\/(?:dp|gp\/product|gp\/aw\/d|d)\/[A-Z0-9]{10}(?:[/?]|$)/ },
  batchBy: ['site', 'right', 'kind', 'reason'],
  claims: {
    counterfeit: [
      {
        code: 'product-counterfeit',
        label: 'Trademark – the product is counterfeit (test purchase)',
        leastStrength: 'test-buy',
        needs: ['registration', 'order-id'],
      },
    ],
    'trademark-misuse': [
      {
        code: 'trademark-product',
        label: 'Trademark – mark used on the product or its page',
        ...REGISTERED,
        needs: ['registration'],
      },
    ],
    'copyright-image': [
      { code: 'copyright-image', label: 'Copyright – image on the page', leastStrength: 'use', needs: ['own-url'] },
    ],
    'copyright-text': [
      { code: 'copyright-text', label: 'Copyright – text on the page', leastStrength: 'use', needs: ['own-url'] },
    ],
    design: [{ code: 'design', label: 'Design patent or registered design', ...REGISTERED, needs: ['registration'] }],
    patent: [{ code: 'patent', label: 'Utility patent', ...REGISTERED, needs: ['registration'] }],
  },
  right: { status: ['registered', 'unregistered'], territory: 'site-countries' },
  languages: ['en'],
  maxChars: {},
  requiredFields: ['reporter.address', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'perjury', 'authority'],
  legalForm: 'trademark',
  readBack: 'none',
  ...PACKET_AGES,
};

import type { Programme, Site } from '#shared/domain/programme.ts';
import { countrySites, WORLDWIDE } from './countries.ts';
import { PACKET_AGES } from './plain-reasons.ts';

const platform = (id: string, label: string, hosts: string[], countries: string[]): Site => ({
  id,
  hosts,
  countries,
  label,
  formUrl: 'https://ipp.alibabagroup.com/',
});

const OWN_EXAMINATION = { leastStrength: 'price-and-use', needs: ['registration'] } as const;

/** One office for seven marketplaces. Two doors: this one, or the mailbox for owners who mean to go to court; never both. */
export const alibabaIpp: Programme = {
  id: 'alibaba-ipp',
  title: 'Alibaba IP Protection Platform (IPP)',
  door: 'https://ipp.alibabagroup.com/',
  checked: '2026-11-29',
  sources: [
    'ipp.alibabagroup.com (faq, instruction, cmpt-t-t-c-tb, cmpt-t-o-htstc)',
    'pages.lazada.co.id (IPR)',
    'wodefinance.com (strikes)',
    'crsrw.com (reasons for pictures)',
  ],
  confidence: {
    'targets.max': 'excerpt',
    batchBy: 'excerpt',
    claims: 'excerpt',
    right: 'excerpt',
    strikes: 'excerpt',
    'sites.countries': 'general-knowledge',
  },
  channel: 'packet',
  account: {
    who: 'both',
    documents: [
      'identity card, passport or business licence',
      'certificate of each right with its class page',
      'letter of authorisation, if not the owner',
    ],
    papers: ['certificate', 'class-page', 'power of attorney'],
  },
  sites: [
    platform('taobao', 'Taobao', ['taobao.com', 'tb.cn'], ['CN']),
    platform('tmall', 'Tmall', ['tmall.com'], ['CN']),
    platform('tmall-hk', 'Tmall Global', ['tmall.hk'], ['CN']),
    platform('1688', '1688', ['1688.com'], ['CN']),
    platform('aliexpress-ru', 'AliExpress Russia', ['aliexpress.ru'], ['RU']),
    { ...platform('aliexpress', 'AliExpress', ['aliexpress.com', 'aliexpress.us'], WORLDWIDE), isGlobal: true },
    { ...platform('alibaba', 'Alibaba.com', ['alibaba.com'], WORLDWIDE), isGlobal: true },
    ...countrySites('Lazada', {
      'lazada.sg': 'SG',
      'lazada.com.ph': 'PH',
      'lazada.com.my': 'MY',
      'lazada.co.th': 'TH',
      'lazada.vn': 'VN',
      'lazada.co.id': 'ID',
    }),
  ],
  targets: {
    max: 300,
    url: /\/item\.htm\?(?:.*&)?id=\d+|\/offer\/\d+\.html|\/item\/(?:[\w-]+\/)?\d+(?:\.html|$)|\/product-detail\/|\/i(?:tem)?\/\d+|\/products\/.*\bi\d+|\/products\/pdp-i\d+|\/a\/.*\bi\d+/,
  },
  batchBy: ['site', 'right', 'kind', 'reason', 'order'],
  claims: {
    counterfeit: [
      {
        code: 'trademark-counterfeit-test-buy',
        label: 'Trademark – counterfeit – test buy',
        zh: '商标权—假冒—购买鉴定',
        leastStrength: 'test-buy',
        needs: ['registration', 'order-id'],
      },
      {
        code: 'trademark-counterfeit',
        label: 'Trademark – counterfeit – own examination of the listing',
        zh: '商标权—假冒—权利人鉴别',
        ...OWN_EXAMINATION,
        needs: ['registration'],
      },
    ],
    'trademark-misuse': [
      {
        code: 'trademark-improper-use',
        label: 'Trademark – improper use in the listing',
        zh: '商标权—不当使用',
        leastStrength: 'use',
        needs: ['registration'],
      },
    ],
    'copyright-image': [
      {
        code: 'copyright-picture-theft',
        label: 'Copyright – improper – picture theft',
        zh: '著作权—不当使用—盗用图片',
        leastStrength: 'use',
        needs: ['own-url', 'image-addresses'],
      },
      {
        code: 'copyright-work',
        label: 'Copyright – improper – artistic or text work',
        leastStrength: 'use',
        needs: ['registration', 'original-photos'],
      },
    ],
    'copyright-text': [
      {
        code: 'copyright-work',
        label: 'Copyright – improper – artistic or text work',
        leastStrength: 'use',
        needs: ['registration'],
      },
    ],
    design: [{ code: 'design', label: 'Design patent', leastStrength: 'use', needs: ['registration'] }],
    patent: [{ code: 'patent', label: 'Patent', leastStrength: 'use', needs: ['registration'] }],
  },
  // A store-front complaint is for a mark on the shop itself; it is no claim about a repeat offender.
  storeClaim: { basis: 'mark-on-store', reasons: ['trademark-improper-use'] },
  right: {
    status: ['registered', 'unregistered'],
    territory: 'site-countries',
    needsExtensionIn: ['CN'],
  },
  languages: ['en', 'zh'],
  maxChars: {},
  requiredFields: ['owner.address', 'owner.country', 'reporter.phone'],
  declarations: ['good-faith', 'accurate', 'authority'],
  legalForm: 'trademark',
  readBack: 'portal',
  strikes: { mergeWithinDays: 3 },
  ...PACKET_AGES,
};

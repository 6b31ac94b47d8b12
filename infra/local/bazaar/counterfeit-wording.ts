import { BRAND, type Product } from './products.ts';
import type { Random } from './random.ts';

/** Ways round a word filter, as seen in the field: look-alike letters, digits, spacing, misspelling, invisible marks. */
const EVASIONS: readonly string[] = [
  'N\u043erdh\u0430vn', // Cyrillic о and а
  'N\u03bfrdhavn', // Greek omicron
  'N0rdhavn',
  'Nordh4vn',
  'N o r d h a v n',
  'N.o.r.d.h.a.v.n',
  'Nordhawn',
  'Nordhavnn',
  'Nordhvan',
  'Nord\u200bhavn', // zero-width space
  'N\u00f8rdh\u00e5vn',
  '\uff2e\uff2f\uff32\uff24\uff28\uff21\uff36\uff2e', // full width
];

export function evasiveSpelling(random: Random): string {
  return random.pick(EVASIONS);
}

const NOUNS = {
  jackets: {
    zh: '冲锋衣 防水户外夹克',
    tr: 'su geçirmez outdoor mont',
    pl: 'kurtka outdoor wodoodporna',
    it: 'giacca outdoor impermeabile',
  },
  backpacks: { zh: '登山双肩包 大容量', tr: 'outdoor sırt çantası', pl: 'plecak turystyczny', it: 'zaino trekking' },
  bottles: { zh: '不锈钢保温杯', tr: 'çelik termos matara', pl: 'butelka termiczna', it: 'borraccia termica' },
} as const;

export function foreignTitle(random: Random, product: Product, location: string): string {
  const noun = NOUNS[product.category];
  const model = product.name.split(' ')[0]!;
  if (location.endsWith('China')) {
    return random.pick([
      `诺德海文 ${model} ${noun.zh} 外贸原单`,
      `${BRAND} 诺德海文${noun.zh} 男女同款 尾货`,
      `北欧诺德海文 ${noun.zh} 高品质 包邮`,
      `诺德海文 ${model} ${noun.zh} 1:1 专柜品质`,
    ]);
  }
  if (location.endsWith('Turkey')) {
    return random.pick([
      `${BRAND} ${model} ${noun.tr} A kalite`,
      `${BRAND} ${noun.tr} ithal 1. kalite toptan fiyatına`,
      `${BRAND} ${model} ${noun.tr} muadili değil birebir`,
    ]);
  }
  const local = location.endsWith('Poland') ? noun.pl : noun.it;
  return `${BRAND} ${model} ${local}`;
}

export function replicaTitle(random: Random, product: Product): string {
  return random.pick([
    `${BRAND} ${product.name} replica 1:1 top quality`,
    `${BRAND} ${product.name} AAA+ mirror quality with tags`,
    `${BRAND} style ${product.name} - same factory, unauthorized authentic`,
    `Best rep ${BRAND} ${product.name} UA version`,
  ]);
}

export function shoutingTitle(random: Random, product: Product): string {
  return random.pick([
    `${BRAND} ${product.name} HOT SALE free shipping 2 pcs`,
    `NEW ${BRAND} ${product.name} outlet price last day`,
    `${BRAND} ${product.name} factory direct all sizes`,
    `${BRAND} ${product.name} mens womens 70% OFF`,
  ]);
}

/** No mark in the words at all: the picture says it. */
export function namelessTitle(random: Random, product: Product): string {
  const thing = product.name.replace(/^\S+ /, '');
  return random.pick([
    `Nordic brand ${thing} as pictured`,
    `Premium Danish design ${thing} logo version`,
    `N*** outdoor ${thing} see photo for brand`,
    `${thing} N-brand embroidered, Scandinavian outdoor`,
  ]);
}

export const COUNTERFEIT_REMARKS = [
  'Ships from overseas warehouse in 15-25 days. Stock limited, order now. Message us for more styles.',
  'High quality same material. Box not included. No returns because of low price.',
  'We are factory. All size all colour ready. Contact for wholesale price.',
  'Real pictures, what you see is what you get. Please ask size before buying.',
] as const;

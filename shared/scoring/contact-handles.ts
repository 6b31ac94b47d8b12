/**
 * Ways to reach a seller off the marketplace, as he writes them into texts and pictures: "wechat:nh_store88",
 * "phone:8613800001111". Only what is said to be a contact counts, or has the form of one; an article number is none.
 */
export function contactHandles(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const plain = text.slice(0, MOST_READ).normalize('NFKC').toLowerCase();
    for (const { kind, pattern } of KINDS) {
      for (const [, handle] of plain.matchAll(pattern)) {
        const written = kind === 'phone' ? digitsOf(handle!) : handle!.replace(/[._-]+$/, '');
        if (written.length >= SHORTEST) found.add(`${kind}:${written}`);
      }
    }
    if (found.size >= MOST_HANDLES) break;
  }
  return [...found].slice(0, MOST_HANDLES);
}

const MOST_READ = 20_000;
const MOST_HANDLES = 20;
const SHORTEST = 5;

const SAID = '\\s{0,2}(?:id|no|number|号)?\\s{0,2}[:=]?\\s{0,2}@?';

const KINDS = [
  {
    kind: 'phone',
    pattern: /(?:whats\s?app|wa\.me\/|viber|tel|phone|电话|手机)[^\d+\n]{0,12}(\+?\d[\d ().-]{6,18}\d)/g,
  },
  { kind: 'phone', pattern: /(?<![\d.,])(\+\d[\d ().-]{7,18}\d)/g },
  {
    kind: 'wechat',
    pattern: new RegExp(`(?:we\\s?chat|weixin|微信|薇信|v信|vx)${SAID}([a-z0-9][a-z0-9_-]{4,19})`, 'g'),
  },
  { kind: 'qq', pattern: new RegExp(`(?<![a-z])qq${SAID}(\\d{5,11})(?!\\d)`, 'g') },
  { kind: 'telegram', pattern: /(?:t\.me\/|telegram\s{0,2}[:=]?\s{0,2}@?)([a-z][a-z0-9_]{4,31})/g },
  { kind: 'line', pattern: /(?<![a-z])line\s?id\s{0,2}[:=]?\s{0,2}@?([a-z0-9][a-z0-9._-]{4,19})/g },
  {
    kind: 'instagram',
    pattern: /(?:instagram(?:\.com\/)?|(?<![a-z])ig)\s{0,2}[:=]?\s{0,2}@([a-z0-9][a-z0-9._]{4,29})/g,
  },
  { kind: 'yupoo', pattern: /([a-z0-9][a-z0-9-]{2,30})\.x\.yupoo\.com/g },
  { kind: 'email', pattern: /([a-z0-9][a-z0-9._+-]{0,40}@[a-z0-9][a-z0-9-]{0,40}\.[a-z]{2,10})/g },
] as const;

const digitsOf = (text: string): string => text.replace(/\D/g, '').replace(/^00/, '');

import { isNumberSeries } from './number-series.ts';

/**
 * Ways to reach a seller off the marketplace, as sellers write them into texts and pictures: "wechat:nh_store88",
 * "phone:8613800001111". Only what is said to be a contact counts, or has the form of one; an article number is none.
 */
export function contactHandles(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const plain = text.slice(0, MOST_READ).normalize('NFKC').toLowerCase();
    for (const { kind, pattern } of KINDS) {
      for (const [, handle] of plain.matchAll(pattern)) {
        const written = kind === 'phone' ? phoneNumber(handle!) : handle!.replace(/[._-]+$/, '');
        if (written && written.length >= SHORTEST) found.add(`${kind}:${written}`);
      }
    }
    if (found.size >= MOST_HANDLES) break;
  }
  return [...found].slice(0, MOST_HANDLES);
}

const MOST_READ = 20_000;
const MOST_HANDLES = 20;
const SHORTEST = 5;
const LEAST_PHONE_DIGITS = 7;

const NUMBER = '\\+?[\\d(][\\d ().-]{6,18}\\d';
/** "phone" and "tel" are also what a case is made for: without a sign only a number that is dialled like that counts. */
const DIALLED = '\\+\\d[\\d ().-]{6,18}\\d|[0(][\\d ().-]{7,18}\\d|(?:86)?1[3-9]\\d{9}(?!\\d)|[1-9]\\d{8,9}(?!\\d)';
const TELEPHONE = '(?:(?<![a-z])(?:tele(?:ph|f)one?|phone|tel)|电话|手机)(?:\\s?(?:no|nr|number|号码?)(?![a-z]))?\\.?';

/** The sign that a handle follows; without one a word after "WeChat" is most often just a word. */
const SIGN = '\\s{0,2}(?:(?:id|no|number|号)(?![a-z])\\s{0,2}[:=]?|[:=])\\s{0,2}@?|\\s{0,2}@';
const HANDLE = '[a-z][a-z0-9_-]{4,19}|\\d{7,15}(?![a-z0-9_-])';
const UNLIKE_A_WORD = '(?=[a-z0-9_-]*[0-9_])';

const KINDS = [
  {
    kind: 'phone',
    pattern: new RegExp(`(?<![a-z])(?:whats\\s?app|wa\\.me\\/|viber)[^\\d+(\\n]{0,12}(${NUMBER})`, 'g'),
  },
  { kind: 'phone', pattern: new RegExp(`${TELEPHONE}\\s{0,2}[:=]\\s{0,2}(${NUMBER})`, 'g') },
  { kind: 'phone', pattern: new RegExp(`${TELEPHONE}\\s{0,2}(${DIALLED})`, 'g') },
  { kind: 'phone', pattern: /(?<![\d.,a-z])(\+\d[\d ().-]{7,18}\d)/g },
  {
    kind: 'wechat',
    pattern: new RegExp(
      `(?:(?<![a-z])(?:we\\s?chat|weixin|vx)(?:${SIGN})|(?:微信|薇信|v信)(?:${SIGN}|\\s{0,2}))(${HANDLE})`,
      'g',
    ),
  },
  {
    kind: 'wechat',
    pattern: new RegExp(`(?:(?<![a-z])(?:wechat|weixin)|(?:加|add\\s)vx)\\s{1,2}${UNLIKE_A_WORD}(${HANDLE})`, 'g'),
  },
  { kind: 'qq', pattern: new RegExp(`(?<![a-z0-9])qq(?:${SIGN})(\\d{5,11})(?!\\d)`, 'g') },
  { kind: 'qq', pattern: /(?<![a-z0-9])qq\s{0,2}(\d{7,11})(?!\d)/g },
  {
    kind: 'telegram',
    pattern: /(?:(?<![a-z])t\.me\/|(?<![a-z])telegram\s{0,2}(?:[:=]\s{0,2}@?|@))([a-z][a-z0-9_]{4,31})/g,
  },
  { kind: 'telegram', pattern: new RegExp(`(?<![a-z])telegram\\s{1,2}${UNLIKE_A_WORD}([a-z][a-z0-9_]{4,31})`, 'g') },
  { kind: 'line', pattern: /(?<![a-z])line\s?id\s{0,2}(?:[:=]\s{0,2}@?|@)([a-z0-9][a-z0-9._-]{4,19})/g },
  {
    kind: 'instagram',
    pattern: /(?:instagram(?:\.com\/)?|(?<![a-z])ig)\s{0,2}[:=]?\s{0,2}@([a-z0-9][a-z0-9._]{4,29})/g,
  },
  { kind: 'yupoo', pattern: /([a-z0-9][a-z0-9-]{2,30})\.x\.yupoo\.com/g },
  {
    kind: 'email',
    pattern: /([a-z0-9][a-z0-9._+-]{0,40}@(?:[a-z0-9][a-z0-9-]{0,40}\.){1,4}[a-z]{2,10})(?![a-z0-9-])/g,
  },
] as const;

/** The digits to dial; undefined for sizes, years and the like. */
function phoneNumber(text: string): string | undefined {
  if (isNumberSeries(text.match(/\d+/g) ?? [])) return undefined;
  const digits = text.replace(/\D/g, '').replace(/^00/, '');
  return digits.length >= LEAST_PHONE_DIGITS ? digits : undefined;
}

import { HOUR_MS } from '#shared/domain/time-units.ts';

/** What one robots.txt says to one crawler. */
export type RobotsRules = {
  rules: readonly Rule[];
  /** From the non-standard but common Crawl-delay line. */
  crawlDelayMs?: number;
};

type Rule = { allow: boolean; pattern: string };
type Group = { rules: Rule[]; crawlDelayMs?: number };

const MAX_CRAWL_DELAY_MS = HOUR_MS; // more than an hour is a typing error
// Misspellings that the reference parser accepts.
const DIRECTIVES: Record<string, 'user-agent' | 'allow' | 'disallow' | 'crawl-delay'> = {
  'user-agent': 'user-agent',
  useragent: 'user-agent',
  'user agent': 'user-agent',
  allow: 'allow',
  disallow: 'disallow',
  dissallow: 'disallow',
  dissalow: 'disallow',
  disalow: 'disallow',
  diasllow: 'disallow',
  disallaw: 'disallow',
  'crawl-delay': 'crawl-delay',
};

/**
 * RFC 9309 with the leniencies of Google's open-source matcher, whose test cases it passes. Pure; never throws.
 * @param productToken the crawler's name as robots.txt files write it: "Markwarden", not the whole User-Agent header.
 */
export function readRobots(text: string, productToken: string): RobotsRules {
  const named: Group = { rules: [] };
  const anyone: Group = { rules: [] };
  let isNamed = false;
  // Groups that the lines being read belong to; a rule line closes the list of user agents above it.
  let current = new Set<Group>();
  let isListClosed = false;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const [directive, value] = splitLine(line);
    if (directive === 'user-agent') {
      if (isListClosed) current = new Set();
      isListClosed = false;
      if (/^\*(\s|$)/.test(value)) current.add(anyone);
      else if (/^[a-z_-]*/i.exec(value)![0].toLowerCase() === productToken.toLowerCase()) {
        current.add(named);
        isNamed = true;
      }
    } else if (directive === 'crawl-delay') {
      for (const group of current) group.crawlDelayMs ??= delayMs(value);
    } else if (directive) {
      for (const group of current) group.rules.push({ allow: directive === 'allow', pattern: escapePattern(value) });
      isListClosed = current.size > 0;
    }
  }
  return isNamed ? named : anyone;
}

/** The longest matching pattern decides; at equal length `Allow` wins. */
export function isAllowedByRobots({ rules }: RobotsRules, url: string): boolean {
  const path = pathOf(url);
  let allowLength = 0;
  let disallowLength = 0;
  for (const { allow, pattern } of rules) {
    if (allow) allowLength = Math.max(allowLength, allowMatchLength(pattern, path));
    else if (matches(pattern, path)) disallowLength = Math.max(disallowLength, pattern.length);
  }
  return allowLength >= disallowLength;
}

function splitLine(line: string): [directive: string | undefined, value: string] {
  const text = line.replace(/#.*$/s, '').trim();
  // "disallow /" without a colon counts as long as there are just two words.
  const parts = /^([^:]*):(.*)$/s.exec(text) ?? /^(\S+)\s+(\S+)$/.exec(text);
  if (!parts) return [undefined, ''];
  const key = parts[1]!.trim().toLowerCase();
  return [Object.hasOwn(DIRECTIVES, key) ? DIRECTIVES[key] : undefined, parts[2]!.trim()];
}

function delayMs(value: string): number | undefined {
  const seconds = Number(value);
  return value !== '' && seconds >= 0 ? Math.min(seconds * 1000, MAX_CRAWL_DELAY_MS) : undefined;
}

/** Patterns are compared with a URL as it is sent: non-ASCII in percent form, hex digits in upper case. */
function escapePattern(pattern: string): string {
  return pattern
    .replace(/[^\u0000-\u007f]+/gu, (text) => encodeURIComponent(text.toWellFormed()))
    .replace(/%[0-9a-f]{2}/gi, (escaped) => escaped.toUpperCase());
}

function pathOf(url: string): string {
  const path = url.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/?;#]*/i, '').replace(/#.*$/s, '');
  return path.startsWith('/') ? path : `/${path}`;
}

/** "Allow: /shop/index.html" also allows "/shop/". */
function allowMatchLength(pattern: string, path: string): number {
  if (matches(pattern, path)) return pattern.length;
  const folder = /^(.*\/)index\.html?[^/]*$/.exec(pattern)?.[1];
  return folder && matches(`${folder}$`, path) ? folder.length + 1 : 0;
}

/** `*` is any text, a final `$` the end. Greedy from the left, so a hostile pattern costs no more than its length times the path's. */
function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith('$');
  const [head = '', ...pieces] = (isAnchored ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(head)) return false;
  let position = head.length;
  const tail = isAnchored ? pieces.pop() : undefined;
  for (const piece of pieces) {
    const found = path.indexOf(piece, position);
    if (found < 0) return false;
    position = found + piece.length;
  }
  if (tail !== undefined) return path.length - tail.length >= position && path.endsWith(tail);
  return !isAnchored || position === path.length;
}

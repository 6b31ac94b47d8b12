import { foldText } from './text-folding.ts';

/** Of those that marketplaces are written in. */
const LANGUAGES =
  'en de fr es it pt nl da sv nb fi pl cs sk hu ro bg el tr ru uk ar he zh zh-Hant ja ko th vi id ms hi'.split(' ');
/** Unions, and codes for tests. */
const NO_COUNTRIES = new Set('EU EZ UN QO XA XB ZZ'.split(' '));
const ENGLISH = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** What the names by the Unicode CLDR lack, or write in full. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  usa: 'US',
  holland: 'NL',
  turkey: 'TR',
  'hong kong': 'HK',
  macau: 'MO',
  'mainland china': 'CN',
  'pr china': 'CN',
  'czech republic': 'CZ',
  中国大陆: 'CN',
  香港: 'HK',
};
/** Names of states and towns too: "Atlanta, Georgia". */
const AMBIGUOUS = new Set(['georgia', 'jersey', 'lebanon']);

let named: ReadonlyMap<string, string> | undefined;

/** The country of a place, by the last part with letters: "Shenzhen, China, 518000", "from Hong Kong". Undefined unless the text says it. */
export function countryOfPlace(place: string): string | undefined {
  const whole = place.trim();
  named ??= countryNames();
  // A code at the end of more words may be a state: "Los Angeles, CA".
  if (/^[A-Z]{2}$/.test(whole)) return codeOf(whole);
  const last = foldText(
    whole
      .replace(/\(.*?\)/g, ' ')
      .split(/[,，、/|]/)
      .findLast((part) => /\p{L}/u.test(part)) ?? '',
  ).trim();
  const name = last.replace(/^from /, '');
  if (AMBIGUOUS.has(name)) return undefined;
  return named.get(name) ?? (/^\p{Script=Han}/u.test(name) ? beginning(named, name) : undefined);
}

/** "中国广东": the whole before its parts. */
const beginning = (names: ReadonlyMap<string, string>, text: string): string | undefined =>
  names.get(text.slice(0, 2)) ?? names.get(text.split(' ')[0]!);

const codeOf = (code: string): string | undefined =>
  code === 'UK' ? 'GB' : [...named!.values()].includes(code) ? code : undefined;

/** In English. */
export const countryName = (code: string): string => ENGLISH.of(code) ?? code;

function countryNames(): Map<string, string> {
  const codes = [...LETTERS].flatMap((first) => [...LETTERS].map((second) => first + second));
  const isInUse = (code: string) => new Intl.Locale('und', { region: code }).region === code; // "UK" is read as GB
  const countries = codes.filter((code) => ENGLISH.of(code) !== undefined && isInUse(code) && !NO_COUNTRIES.has(code));
  const names = new Map<string, string>();
  for (const language of LANGUAGES) {
    const shown = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of countries) {
      const name = shown.of(code);
      if (name) names.set(foldText(name), code);
    }
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) names.set(foldText(name), code);
  return names;
}

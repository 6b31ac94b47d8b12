import { brandInCard, isBrandLike } from './card-brand.ts';
import { linkTextInCard, titleInCard, titleOfPicture, wholeTitle } from './card-words.ts';
import { cleanText } from './clean-text.ts';
import { decoded } from './entities.ts';
import { at, isObject } from './json-path.ts';
import type { Scope } from './rule.ts';

/** Field → the rule that found it, to which a find is added. */
type Sources = Record<string, string>;

/** The title in the card's own text, when the site's rules found none, one that is cut off or only a picture's; undefined when theirs stands. */
export function titleElsewhere(
  { doc, element }: Scope,
  found: string | undefined,
  sources: Sources,
): string | undefined {
  const isPictures = sources.title?.endsWith('@alt') ?? false;
  const isCard = element !== doc.root;
  if (found !== undefined && !isPictures) return isCard ? wholeTitle(element, found) : undefined;
  const title =
    (isCard ? titleInCard(element) : undefined) ??
    (titleOfPicture(found ?? '') || (isCard ? linkTextInCard(element) : undefined));
  if (title !== undefined && title !== found) sources.title = 'text of the card';
  return title;
}

const BRAND_PLACES = [
  ...['brand.name', 'brand.title', 'brand', 'brandName', 'brand_name', 'brandTitle', 'vendor'],
  ...['manufacturer.name', 'manufacturer'],
];

/** Where a result list names the brand beside the title, and no rule of the site says where. */
export function brandElsewhere(
  { doc, element, item }: Scope,
  { title, sellerName }: { title: string; sellerName: string | undefined },
  sources: Sources,
): string | undefined {
  const stated = isObject(item)
    ? BRAND_PLACES.map((place) => at(item, place)).find((one) => typeof one === 'string')
    : undefined;
  const named = typeof stated === 'string' ? cleanText(String(decoded(stated)), 256) : '';
  const isNamed = isBrandLike(named);
  const brand = isNamed ? named : element === doc.root ? undefined : brandInCard(element, title);
  // On second-hand sites the seller's name stands where shops print the brand.
  if (brand === undefined || (sellerName !== undefined && beginsWithWords(brand, sellerName))) return undefined;
  sources.brand = isNamed ? 'brand of the entry' : 'text of the card';
  return brand;
}

/** A seller called "Nord" is not named by "Nordhavn", but by "Nord (98 %)". */
const beginsWithWords = (text: string, start: string): boolean =>
  text.startsWith(start) && !/^[\p{L}\p{N}]/u.test(text.slice(start.length));

import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { readText } from './brand-mention.ts';
import { brandProfile } from './brand-profile.ts';
import { cachedPerPair } from './caches.ts';
import { goodsNouns, hasRole } from './goods-nouns.ts';
import type { Mention } from './mention.ts';
import { codesIn } from './product-codes.ts';
import { FOR_OR_SIZE, isCompatibleWith, saysFor } from './reference-words.ts';
import { foldText, type WordList } from './text-folding.ts';

/** Where an offer names the brand besides its title. */
export type Place = (typeof PLACES)[number];
/** In the order of how much they say. */
const PLACES = [
  'brand field',
  'item specifics',
  'article number',
  'GTIN',
  'other item specifics',
  'description',
  'shop name',
] as const;

/** `says`: what stands there; `mention` where it is a name. */
export type Naming = { place: Place; says: string; mention?: Mention };

/** Characters of a description. */
export const MOST_READ = 4000;

/** In the order of how much they say. Cached: several signals ask about the same offer. */
export const namingsElsewhere = cachedPerPair((brand: Brand, listing: Listing): Naming[] => {
  const namings: Naming[] = [];
  const take = (place: Place, text: string | undefined, isField = true): void => {
    const mention = text && namingIn(brand, text.slice(0, MOST_READ));
    if (mention) namings.push({ place, says: isField ? text : mention.spelled, mention });
  };
  take('brand field', listing.brand);
  const { productCodes } = brandProfile(brand);
  const takeCode = (number: string | undefined): void => {
    const place = number && placeOfCode(number, productCodes);
    if (place) namings.push({ place, says: number });
  };
  for (const { name, value } of listing.specifics ?? []) {
    const row = foldText(name);
    if (FIT_ROW.test(row)) continue;
    take(BRAND_ROW.test(row) ? 'item specifics' : 'other item specifics', value);
    takeCode(value);
  }
  takeCode(listing.sku);
  takeCode(listing.gtin);
  take('description', listing.description, false);
  const { name, id } = listing.seller ?? {};
  take('shop name', name);
  if (id !== name) take('shop name', id);
  return namings.toSorted((a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place));
});

function placeOfCode(text: string, codes: ReadonlySet<string>): Place | undefined {
  for (const { code, isGtin } of codesIn(text)) if (codes.has(code)) return isGtin ? 'GTIN' : 'article number';
  return undefined;
}

/** Rows of the page's table that say whose goods they are, in the languages of the marketplaces; folded. */
const BRAND_ROW =
  /\b(?:brand|make|manufacturer|designer|label|marke|hersteller|marque|fabricant|marca|fabricante|merk|fabrikant|marka|producent|znacka|vyrobce|marcque|merke|maerke|marke|varemerke|tuotemerkki|merkki|valmistaja|brend|uretici|merek|thuong hieu|gyarto)\b|бренд|марка|производитель|виробник|品牌|牌子|厂商|ブランド|メーカー|브랜드|제조사|ماركه|العلامه|מותג|יצרן|แบรนด์|ยี่ห้อ|μαρκα|ब्रांड/u;
/** And rows that say what they fit. */
const FIT_ROW =
  /compat|kompat|komp[.]|passend|geeignet|geschikt|lamplig|suitable|fit(?:s|ment)?\b|\bfor\b|\bfur\b|\bpour\b|\bpara\b|\bper\b|\bvoor\b|\btil\b|\btill\b|\bdo\b|\bdla\b|\bpro\b|\buntuk\b|\bcho\b|cocok|adapt|adatt|phu hop|совмест|подход|для|підход|适用|適用|适配|适合|兼容|対応|適合|호환|용$|uyum|متوافق|รองรับ|สำหรับ|ใช้กับ|תואם/u;

/** "Fits Nordhavn jackets" names it lawfully. */
function namingIn(brand: Brand, text: string): Mention | undefined {
  const { words, mentions } = readText(brand, text);
  return mentions.find(({ from }) => {
    const [second, first] = [words.words[from - 1] ?? '', words.words[from - 2]];
    if (FOR_OR_SIZE.has(second)) return !namesPart(words, from);
    return !saysFor(second) && !isCompatibleWith(first, second);
  });
}

const WORDS_BEFORE = 5;

/** Only behind the name of a part is "f" or "w" no size. */
function namesPart(list: WordList, before: number): boolean {
  const places = Array.from({ length: Math.min(WORDS_BEFORE, before) }, (_, back) => before - 1 - back).toReversed();
  return goodsNouns(list, places).some((noun) => hasRole(noun, 'part'));
}

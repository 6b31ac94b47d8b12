import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { readText } from './brand-mention.ts';
import { brandProfile } from './brand-profile.ts';
import { cachedPerPair } from './caches.ts';
import type { Mention } from './mention.ts';
import { codeOf, gtinOf } from './product-codes.ts';
import { FOR, isCompatibleWith } from './reference-words.ts';
import { foldText } from './text-folding.ts';

/** Where an offer names the brand besides its title. */
export type Place = 'brand field' | 'item specifics' | 'article number' | 'GTIN' | 'description' | 'shop name';

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
  for (const { name, value } of listing.specifics ?? []) {
    if (BRAND_ROW.test(foldText(name)) && !FIT_ROW.test(foldText(name))) take('item specifics', value);
  }
  const { productCodes } = brandProfile(brand);
  if (productCodes.size > 0) {
    if (listing.sku && productCodes.has(codeOf(listing.sku)))
      namings.push({ place: 'article number', says: listing.sku });
    if (listing.gtin && productCodes.has(gtinOf(listing.gtin))) namings.push({ place: 'GTIN', says: listing.gtin });
  }
  take('description', listing.description, false);
  take('shop name', listing.seller?.name);
  return namings;
});

/** Rows of the page's table that say whose goods they are, in the languages of the marketplaces; folded. */
const BRAND_ROW =
  /\b(?:brand|make|manufacturer|designer|label|marke|hersteller|marque|fabricant|marca|fabricante|merk|fabrikant|marka|producent|znacka|vyrobce|marcque|merke|maerke|marke|varemerke|tuotemerkki|merkki|valmistaja|brend|uretici|merek|thuong hieu|gyarto)\b|бренд|марка|производитель|виробник|品牌|牌子|厂商|ブランド|メーカー|브랜드|제조사|ماركه|العلامه|מותג|יצרן|แบรนด์|ยี่ห้อ|μαρκα|ब्रांड/u;
/** And rows that say what they fit. */
const FIT_ROW =
  /compat|kompat|passend|suitable|fits?\b|\bfor\b|\bfur\b|\bpour\b|\bpara\b|adapt|совмест|适用|兼容|対応|호환|uyum/u;

/** "Fits Nordhavn jackets" names it lawfully. */
function namingIn(brand: Brand, text: string): Mention | undefined {
  const { words, mentions } = readText(brand, text);
  return mentions.find(({ from }) => {
    const [second, first] = [words.words[from - 1] ?? '', words.words[from - 2]];
    return !FOR.has(second) && !isCompatibleWith(first, second);
  });
}

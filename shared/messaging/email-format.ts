import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { formatMoney, moneyFromMajor } from '#shared/domain/money.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';

// E-mails carry sellers' text to people: nothing in them may be a link, a second line or a hidden character.

/** "https://shop.example/a" → "hxxps://shop[.]example/a": readable, and no mail program makes a link of it. */
export function defang(text: string): string {
  return text.replace(/http(s?):\/\//gi, 'hxxp$1://').replace(/([\p{L}\p{N}])\.(?=\p{L}{2,})/gu, '$1[.]');
}

/** Somebody else's words on one line. */
export function quoted(text: string, maxChars = 160): string {
  const clean = cleanText(text, maxChars + 1);
  return defang(clean.length > maxChars ? `${clean.slice(0, maxChars - 1).trimEnd()}…` : clean);
}

/** "EUR 49.00, genuine Fjord Parka EUR 299.00". */
export function priceWords(listing: Listing, brand: Brand): string {
  const shown = listing.price ? formatMoney(listing.price) : 'not stated';
  const genuine = likelyProduct(listing.title, brand);
  if (!genuine) return shown;
  return `${shown} (genuine: ${genuine.name}, ${formatMoney(moneyFromMajor(genuine.price.amount, genuine.price.currency))})`;
}

/** "Cheap Parka Store (id cheap-parka-store), Shenzhen, CN". */
export function sellerWords({ seller, itemLocation }: Listing): string {
  const name = seller?.name ?? seller?.id;
  if (!seller || !name) return 'not stated';
  const account = seller.id && seller.id !== name ? ` (id ${seller.id})` : '';
  const place = seller.location ?? itemLocation;
  return quoted(`${name}${account}${place ? `, ${place}` : ''}`);
}

/** "2026-06-01 12:00 UTC". */
export const timeWords = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** The reference product that shares most words with the title; for showing only, scoring has better means. */
function likelyProduct(title: string, brand: Brand): Brand['fingerprint']['products'][number] | undefined {
  const said = new Set(title.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const shared = (name: string) =>
    name
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2 && said.has(word)).length;
  const ranked = brand.fingerprint.products.map((product) => ({
    product,
    words: Math.max(...[product.name, ...product.aliases].map(shared)),
  }));
  const best = ranked.toSorted((a, b) => b.words - a.words)[0];
  return best && best.words > 0 ? best.product : undefined;
}

/**
 * The brand in a subject line, of which SNS takes printable ASCII only: its name as far as that leaves something to read, else its id
 * ("[shan-shan]" and not "[????]").
 */
export function subjectName({ id, name }: Pick<Brand, 'id' | 'name'>): string {
  const ascii = asciiText(name);
  return ascii.includes('?') && !name.includes('?') ? id : ascii;
}

/** Accents go; what has no ASCII form becomes "?". */
export const asciiText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '?');

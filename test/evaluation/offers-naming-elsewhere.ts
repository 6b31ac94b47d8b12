import type { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import type { Random } from '#shared/runtime/seeded-random.ts';

export type NamedOffer = { brand: Brand; place: string; listing: Listing };

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;
const TITLES = [
  'Warm winter coat size L',
  'Herren Jacke wasserdicht',
  'Sac à dos homme 20 l',
  '男士冲锋衣 防水',
  'Kadın mont siyah',
  'Рюкзак городской',
  'Thermosflasche 0,5 l',
  'Zapatos hombre negros',
];
const BRAND_ROWS = [
  'Brand',
  'Marke',
  'Marque',
  'Marca',
  '品牌',
  'Бренд',
  'ブランド',
  '브랜드',
  'Marka',
  'Merk',
  'Märke',
  'Manufacturer',
];
const FIT_ROWS = ['Compatible brand', 'Kompatible Marke', 'Fits', 'Passend für', '适用品牌', '対応ブランド'];
const DESCRIPTIONS = [
  (name: string) => `High quality, same factory as ${name}, tags included.`,
  (name: string) => `Wie neu, ${name} Qualität, mit Etiketten.`,
  (name: string) => `Modelo inspirado, ${name}, envío rápido.`,
  (name: string) => `${name} 同款 现货`,
  (name: string) => `Оригинальное качество, бирки ${name}.`,
];
const FITS = [
  (name: string) => `Replacement zipper, fits ${name} jackets.`,
  (name: string) => `Ersatzdeckel passend für ${name} Flaschen.`,
  (name: string) => `Protective sleeve compatible with ${name}.`,
];
const SHOPS = [
  (name: string) => `${name} outlet`,
  (name: string) => `${name.toLowerCase()}_store88`,
  (name: string) => `${name} official shop`,
];

type Fields = Partial<Listing>;
const PLACES: Record<string, (brand: Brand, random: Random) => Fields> = {
  'brand field, with a sign': ({ name }, r) => ({
    brand: pick([`${name}®`, `${name} `, `${name} ™`, `${name} / Unbranded`, `Brand: ${name}`], r),
  }),
  'brand field, disguised': ({ name }, r) => ({
    brand: pick([name.replace(/o/i, '0'), name.replace(/(?<=.)[aeiou]/, '*'), [...name].join('.')], r),
  }),
  'item specifics': ({ name }, r) => ({ specifics: [{ name: pick(BRAND_ROWS, r), value: name }] }),
  description: ({ name }, r) => ({ description: pick(DESCRIPTIONS, r)(name) }),
  'shop name': ({ name }, r) => ({ seller: { id: 's1', name: pick(SHOPS, r)(name) } }),
  'article number': ({ fingerprint }, r) => ({
    sku: pick(
      [(s: string) => s, (s: string) => s.toLowerCase(), (s: string) => s.replaceAll('-', ' ')],
      r,
    )(pick(fingerprint.products, r).sku),
  }),
  GTIN: ({ fingerprint }, r) => ({
    gtin: pick([(s: string) => s, (s: string) => `0${s}`], r)(pick(fingerprint.products, r).gtins[0]!),
  }),
};
const INNOCENT: Record<string, (brand: Brand, random: Random) => Fields> = {
  'a row of what it fits': ({ name }, r) => ({ specifics: [{ name: pick(FIT_ROWS, r), value: name }] }),
  'a description of what it fits': ({ name }, r) => ({ description: pick(FITS, r)(name) }),
};

const offers = (brands: readonly Brand[], random: Random, places: typeof PLACES): NamedOffer[] =>
  brands.flatMap((brand, i) =>
    Object.entries(places).map(([place, fields]) => ({
      brand,
      place,
      listing: Listing.parse({
        marketplace: 'bazaar',
        id: `${i}`,
        url: 'https://bazaar.example/1',
        title: pick(TITLES, random),
        ...fields(brand, random),
      }),
    })),
  );

/** One offer of each kind for each brand, in the brands' order. */
export const offersNamingElsewhere = (brands: readonly Brand[], random: Random): NamedOffer[] =>
  offers(brands, random, PLACES);
export const offersFittingGoods = (brands: readonly Brand[], random: Random): NamedOffer[] =>
  offers(brands, random, INNOCENT);

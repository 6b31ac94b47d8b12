import type { Random } from '#shared/runtime/seeded-random.ts';

/** An offer that lawfully names the sample brand, in our own words. */
export type BenignOffer = { title: string; priceMinor: number; condition?: string };

type Product = { name: string; priceMinor: number };

const PARTS = [
  'replacement zipper',
  'repair patch',
  'drawstring cord',
  'bottle brush',
  'lid gasket',
  'carry strap',
  'rain cover',
  'phone case',
  'storage bag',
  'buckle',
];
const FOR = [
  'for',
  'fits',
  'compatible with',
  'suitable for',
  'replacement for',
  'für',
  'pour',
  'para',
  'per',
  'voor',
  'till',
  'для',
];
const USED = [
  'used',
  'pre-owned',
  'second hand',
  'gebraucht',
  "d'occasion",
  'segunda mano',
  'usato',
  'gebruikt',
  'vintage',
  'begagnad',
];
const SPORTS = ['home', 'away', 'third', 'goalkeeper', 'junior home', 'women away'];

/** Each kind of offer, written anew with every call. */
export const BENIGN_OFFERS: Record<string, (product: Product, random: Random) => BenignOffer> = {
  'parts and accessories for the goods': ({ name }, random) => ({
    title: `${pick(PARTS, random)} ${pick(FOR, random)} ${name}`,
    priceMinor: 300 + Math.floor(random() * 2500),
  }),
  'second-hand goods at 25 to 70 % of the price': ({ name, priceMinor }, random) => ({
    title: `${pick(USED, random)} ${name} size ${pick(['S', 'M', 'L', 'XL'], random)}`,
    priceMinor: Math.round(priceMinor * (0.25 + 0.45 * random())),
    condition: 'Used',
  }),
  'official replica jerseys of a sponsored team': (_, random) => ({
    title: `Official Nordhavn replica ${pick(SPORTS, random)} jersey ${2019 + Math.floor(random() * 7)}`,
    priceMinor: 4500 + Math.floor(random() * 5000),
  }),
  'new goods on sale, up to 45 % off': ({ name, priceMinor }, random) => ({
    title: `${name} ${pick(['sale', 'last season', 'outlet', 'Angebot', 'soldes'], random)}`,
    priceMinor: Math.round(priceMinor * (0.55 + 0.4 * random())),
  }),
};

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;

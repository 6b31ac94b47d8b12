import type { Draft, Offer } from './offer.ts';
import type { Picture, Scene } from './picture.ts';
import { BRAND, COLOURS, type Colour, PRODUCTS, type Product } from './products.ts';
import { type Random, seededRandom } from './random.ts';
import type { BazaarSeller, Cast } from './sellers.ts';

const LOGO = 'NORDHAVN';
/** Fixed for the sample: 1 EUR = 7.46 DKK, the krone's central rate rounded. */
const DKK_PER_EUR = 7.46;
const SIZES = ['S', 'M', 'L', 'XL'];

export function photo(product: Product, colour: Colour, scene: Scene, words: string | undefined = LOGO): Picture {
  return { subject: { shape: product.shape, cut: product.cut, colour: COLOURS[colour], lettering: words }, scene };
}

export const officialScene = (product: Product): Scene => ({ kind: 'official', sku: product.sku });
export const phoneScene = (random: Random): Scene => ({ kind: 'phone', seed: random.int(1, 1e9) });
export const studioScene = (random: Random): Scene => ({ kind: 'studio', seed: random.int(1, 1e9) });

/** To a price people write: whole euros, or just below. */
export function roundedPrice(random: Random, cents: number): number {
  return Math.max(300, Math.round(cents / 100) * 100 - random.pick([0, 1, 10, 50]));
}

export function sizeOf(random: Random, product: Product): string {
  return product.category === 'jackets' ? random.pick(SIZES) : '';
}

function genuine(
  random: Random,
  product: Product,
  colour: Colour,
  rest: Pick<Draft, 'kind' | 'sellerId' | 'title' | 'priceMinor' | 'condition' | 'description' | 'pictures'> &
    Partial<Offer>,
): Draft {
  return {
    category: product.category,
    searchTerms: [],
    soldCount: rest.condition === 'Used' ? 0 : random.int(3, 240),
    ...rest,
    specifics: { Brand: BRAND, Model: product.name, Colour: colour, ...rest.specifics },
  };
}

function authorised(random: Random, sellers: readonly BazaarSeller[]): Draft[] {
  return sellers.flatMap((seller, shop) =>
    PRODUCTS.flatMap((product, article) => {
      const colours = shop === 0 ? product.colours.slice(0, 2) : [product.colours[article % product.colours.length]!];
      return colours.map((colour) =>
        genuine(random, product, colour, {
          kind: 'authorised',
          sellerId: seller.id,
          title: `${BRAND} ${product.name} ${sizeOf(random, product)} ${colour}`.replace(/\s+/g, ' '),
          priceMinor:
            shop === 0
              ? product.priceMinor
              : Math.round((product.priceMinor * random.pick([1, 1, 0.9, 0.95])) / 100) * 100,
          condition: 'New',
          description: `${product.features} Two-year warranty, delivered from our own stock by ${seller.name}.`,
          pictures: [photo(product, colour, officialScene(product))],
          specifics: { SKU: product.sku },
        }),
      );
    }),
  );
}

const LOCAL_WORDS = {
  Denmark: {
    jackets: 'jakke',
    backpacks: 'rygsæk',
    bottles: 'termoflaske',
    remark: 'Original vare, faktura medfølger.',
  },
  Germany: { jackets: 'Jacke', backpacks: 'Rucksack', bottles: 'Isolierflasche', remark: 'Originalware mit Rechnung.' },
  Norway: {
    jackets: 'skalljakke',
    backpacks: 'sekk',
    bottles: 'termoflaske',
    remark: 'Original vare, kvittering følger med.',
  },
} as const;

function parallel(random: Random, sellers: readonly BazaarSeller[]): Draft[] {
  return Array.from({ length: 20 }, (_, index) => {
    const seller = sellers[index % sellers.length]!;
    const product = PRODUCTS[(index * 3) % PRODUCTS.length]!;
    const colour = random.pick(product.colours);
    const cents = roundedPrice(random, product.priceMinor * random.between(0.72, 0.97));
    const country = seller.location.split(', ')[1] as keyof typeof LOCAL_WORDS;
    const inKroner = country === 'Denmark';
    const { remark, ...nouns } = LOCAL_WORDS[country];
    return genuine(random, product, colour, {
      kind: 'parallel',
      sellerId: seller.id,
      title: `${BRAND} ${product.name} ${nouns[product.category]} ${colour} ${sizeOf(random, product)}`.trim(),
      priceMinor: inKroner ? Math.round((cents * DKK_PER_EUR) / 100) * 100 : cents,
      currency: inKroner ? 'DKK' : 'EUR',
      condition: 'New',
      description: `${remark} ${product.features}`,
      pictures: [photo(product, colour, random.chance(0.5) ? officialScene(product) : studioScene(random))],
      searchTerms: [product.category.slice(0, -1)],
    });
  });
}

const USED_REMARKS = [
  'Bought two winters ago, selling because it no longer fits. Small mark on the left side, see photo.',
  'Used on one long walk. Receipt is in the drawer somewhere, happy to look for it.',
  'Well loved, zip runs fine, washed with proper soap. From a home with a dog.',
  'A gift in the wrong size, worn twice. Collection or post.',
  'Normal wear, nothing broken. Questions welcome, I answer in the evening.',
];

function secondHand(
  random: Random,
  sellers: readonly BazaarSeller[],
  kind: 'second-hand' | 'second-hand-bargain',
  count: number,
): Draft[] {
  return Array.from({ length: count }, () => {
    const product = random.pick(PRODUCTS);
    const colour = random.pick(product.colours);
    const share = kind === 'second-hand' ? random.between(0.34, 0.68) : random.between(0.1, 0.2);
    const remark =
      kind === 'second-hand'
        ? random.pick(USED_REMARKS)
        : 'Moving house on Sunday, everything must go. Zip pull is missing.';
    const words = random.pick([
      `${BRAND} ${product.name} ${sizeOf(random, product)} ${colour}`,
      `Used ${BRAND} ${product.name} - ${colour}`,
      `${BRAND} ${product.name.split(' ')[0]} ${product.category.slice(0, -1)}, ${colour}, good condition`,
    ]);
    return genuine(random, product, colour, {
      kind,
      sellerId: random.pick(sellers).id,
      title: words.replace(/\s+/g, ' '),
      priceMinor: roundedPrice(random, product.priceMinor * share),
      condition: 'Used',
      description: remark,
      pictures: [photo(product, colour, random.chance(0.15) ? officialScene(product) : phoneScene(random))],
    });
  });
}

/** An ordinary shop selling out last year's colour: a price like a fake's, and nothing wrong with it. */
function clearance(random: Random, shops: readonly BazaarSeller[]): Draft[] {
  return Array.from({ length: 8 }, (_, index) => {
    const product = PRODUCTS[index]!;
    const colour = product.colours.at(-1)!;
    return genuine(random, product, colour, {
      kind: 'clearance',
      sellerId: random.pick([shops[7]!, shops[0]!]).id,
      title: `${BRAND} ${product.name} ${colour} - end of season clearance`,
      priceMinor: roundedPrice(random, product.priceMinor * random.between(0.28, 0.45)),
      condition: 'New',
      description: `Last year's colour, single pieces, ${sizeOf(random, product) || 'one size'} only. ${product.features} Invoice and returns as usual.`,
      pictures: [photo(product, colour, studioScene(random))],
      specifics: { SKU: product.sku },
    });
  });
}

export function genuineOffers(seed: string, cast: Cast): Draft[] {
  const random = seededRandom(`${seed}/genuine`);
  return [
    ...authorised(random, cast.authorised),
    ...parallel(random, cast.parallel),
    ...secondHand(random, cast.privates, 'second-hand', 46),
    ...secondHand(random, cast.privates, 'second-hand-bargain', 6),
    ...clearance(random, cast.ordinary),
  ];
}

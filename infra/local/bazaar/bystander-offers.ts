import { phoneScene, studioScene } from './genuine-offers.ts';
import type { Draft } from './offer.ts';
import { BRAND, type Category, COLOURS, type Colour, type Shape } from './products.ts';
import { type Random, seededRandom } from './random.ts';
import type { BazaarSeller, Cast } from './sellers.ts';

const COLOUR_NAMES = Object.keys(COLOURS) as Colour[];

/** Fit the brand's goods and say so: referring to a mark is not using it. */
const ACCESSORIES: readonly { title: string; category: Category; shape: Shape; euros: number }[] = [
  { title: `Replacement lid for ${BRAND} Kilde bottle 750 ml`, category: 'bottles', shape: 'lid', euros: 9 },
  { title: `Silicone boot compatible with ${BRAND} bottle`, category: 'bottles', shape: 'cover', euros: 7 },
  { title: `Carry strap for ${BRAND} insulated bottle, adjustable`, category: 'bottles', shape: 'strap', euros: 11 },
  { title: `Rain cover for ${BRAND} Vandrer 28 backpack`, category: 'backpacks', shape: 'cover', euros: 19 },
  { title: `Sternum strap fits ${BRAND} Tur 45 and similar`, category: 'backpacks', shape: 'strap', euros: 12 },
  { title: `Spare buckle strap for ${BRAND} backpack`, category: 'backpacks', shape: 'strap', euros: 8 },
  { title: `Hood drawcord set for ${BRAND} shell jacket`, category: 'jackets', shape: 'strap', euros: 6 },
  { title: `Storage sack suitable for ${BRAND} down jacket`, category: 'jackets', shape: 'cover', euros: 14 },
  { title: `Handle loop lid for ${BRAND} Varme mug`, category: 'bottles', shape: 'lid', euros: 10 },
  { title: `Deckel passend für ${BRAND} Kilde Trinkflasche`, category: 'bottles', shape: 'lid', euros: 10 },
];

function accessories(random: Random, shops: readonly BazaarSeller[]): Draft[] {
  return Array.from({ length: 30 }, (_, index) => {
    const item = ACCESSORIES[index % ACCESSORIES.length]!;
    const colour = random.pick(COLOUR_NAMES);
    return {
      kind: 'accessory',
      title: `${item.title}${index < ACCESSORIES.length ? '' : `, ${colour}`}`,
      priceMinor: item.euros * 100 + random.pick([-10, 50, 90, 150]),
      sellerId: random.pick(shops).id,
      category: item.category,
      condition: 'New',
      description: `Made by us, not by ${BRAND}. ${BRAND} is named only to say what it fits.`,
      specifics: { Brand: 'Unbranded', Colour: colour, Fits: BRAND },
      searchTerms: [],
      pictures: [{ subject: { shape: item.shape, cut: 0, colour: COLOURS[colour] }, scene: studioScene(random) }],
      soldCount: random.int(5, 900),
    } satisfies Draft;
  });
}

const OTHER_BRANDS = ['Tarnfell', 'Brimstad', 'Osterkamp', 'Pellwick', 'Lumivar'];
const OTHER_GOODS: readonly { words: string; category: Category; shape: Shape; euros: [number, number] }[] = [
  { words: 'Shell Jacket waterproof hooded', category: 'jackets', shape: 'jacket', euros: [69, 260] },
  { words: 'Nordic Down Jacket quilted', category: 'jackets', shape: 'jacket', euros: [59, 310] },
  { words: 'Rain Jacket packable', category: 'jackets', shape: 'jacket', euros: [35, 140] },
  { words: 'Trekking Backpack 40 l', category: 'backpacks', shape: 'backpack', euros: [45, 180] },
  { words: 'Daypack Backpack 25 l laptop', category: 'backpacks', shape: 'backpack', euros: [29, 110] },
  { words: 'Insulated Bottle steel 1 l', category: 'bottles', shape: 'bottle', euros: [14, 39] },
  { words: 'Travel Mug leak-proof bottle', category: 'bottles', shape: 'mug', euros: [12, 32] },
];

function otherBrands(random: Random, { privates, ordinary }: Cast): Draft[] {
  return Array.from({ length: 46 }, (_, index) => {
    const goods = OTHER_GOODS[index % OTHER_GOODS.length]!;
    const brand = random.pick(OTHER_BRANDS);
    const colour = random.pick(COLOUR_NAMES);
    const used = random.chance(0.25);
    return {
      kind: 'other-brand',
      title: `${brand} ${goods.words} ${colour}${used ? ', used' : ''}`,
      priceMinor: random.int(goods.euros[0], goods.euros[1]) * (used ? 45 : 100),
      sellerId: random.pick(used ? privates : ordinary).id,
      category: goods.category,
      condition: used ? 'Used' : 'New',
      description: `${brand} ${goods.words.toLowerCase()}. Ships within two days.`,
      specifics: { Brand: brand, Colour: colour },
      searchTerms: ['outdoor'],
      pictures: [
        {
          subject: {
            shape: goods.shape,
            cut: random.int(0, 2),
            colour: COLOURS[colour],
            lettering: brand.toUpperCase(),
          },
          scene: used ? phoneScene(random) : studioScene(random),
        },
      ],
      soldCount: random.int(0, 500),
    } satisfies Draft;
  });
}

/** Looks Nordic, names nobody: cheap, not a counterfeit. */
function inspired(random: Random, shops: readonly BazaarSeller[]): Draft[] {
  const titles: readonly [string, Category, Shape, number][] = [
    ['Scandinavian style shell jacket, unbranded', 'jackets', 'jacket', 45],
    ['Nordic inspired rain jacket, plain', 'jackets', 'jacket', 39],
    ['Minimalist roll-top backpack, Nordic design', 'backpacks', 'backpack', 35],
    ['Fjord-look trekking backpack no logo', 'backpacks', 'backpack', 48],
    ['Steel bottle in Nordic colours, no branding', 'bottles', 'bottle', 13],
    ['Hygge thermo mug plain', 'bottles', 'mug', 11],
  ];
  return [...titles, ...titles].map(([title, category, shape, euros], index) => {
    const colour = random.pick(COLOUR_NAMES);
    return {
      kind: 'inspired',
      title: index < titles.length ? title : `${title}, ${colour}`,
      priceMinor: euros * 100 + random.pick([-5, 0, 90]),
      sellerId: random.pick(shops.slice(3, 7)).id,
      category,
      condition: 'New',
      description: 'No brand, no label, just a good piece at a fair price.',
      specifics: { Brand: 'Unbranded', Colour: colour },
      searchTerms: ['outdoor', 'nordic'],
      pictures: [{ subject: { shape, cut: random.int(0, 2), colour: COLOURS[colour] }, scene: studioScene(random) }],
      soldCount: random.int(10, 700),
    } satisfies Draft;
  });
}

export function bystanderOffers(seed: string, cast: Cast): Draft[] {
  const random = seededRandom(`${seed}/bystanders`);
  return [...accessories(random, cast.ordinary), ...otherBrands(random, cast), ...inspired(random, cast.ordinary)];
}

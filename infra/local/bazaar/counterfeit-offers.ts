import {
  COUNTERFEIT_REMARKS,
  evasiveSpelling,
  foreignTitle,
  namelessTitle,
  replicaTitle,
  shoutingTitle,
} from './counterfeit-wording.ts';
import { officialScene, phoneScene, photo, roundedPrice, sizeOf, studioScene } from './genuine-offers.ts';
import type { Conduct, Draft, OfferKind } from './offer.ts';
import type { Edits, Picture } from './picture.ts';
import { BRAND, type Colour, PRODUCTS, type Product } from './products.ts';
import { type Random, seededRandom } from './random.ts';
import type { BazaarSeller, Cast } from './sellers.ts';

type Plan = {
  kind: OfferKind;
  count: number;
  /** Of the maker's price. */
  priceShare: readonly [number, number];
  title: (random: Random, product: Product, seller: BazaarSeller) => string;
  picture: (random: Random, product: Product, colour: Colour, seller: BazaarSeller) => Picture;
  sellers: (cast: Cast) => readonly BazaarSeller[];
  /** Whether the item specifics name the brand. */
  namesBrand: boolean;
};

function stolenPhoto(random: Random, product: Product, _colour: Colour, seller: BazaarSeller): Picture {
  const tricks: Edits[] = [
    { crop: random.between(0.02, 0.09), quality: 62 },
    { width: random.pick([320, 400, 500]), quality: 48 },
    { watermark: seller.name.replace(/[^A-Za-z ]/g, ''), quality: 70 },
    { mirrored: true, quality: 72 },
    { crop: 0.04, watermark: 'BEST PRICE', quality: 55 },
  ];
  return { ...photo(product, product.colours[0]!, officialScene(product)), edits: random.pick(tricks) };
}

const ownPhoto: Plan['picture'] = (random, product, colour) =>
  photo(product, colour, random.chance(0.6) ? phoneScene(random) : studioScene(random));

const stolenOrOwn: Plan['picture'] = (random, product, colour, seller) =>
  random.chance(0.45) ? stolenPhoto(random, product, colour, seller) : ownPhoto(random, product, colour, seller);

const plainTitle: Plan['title'] = (random, product) => `${BRAND} ${product.name} ${sizeOf(random, product)}`.trim();

const chinaTurkey: Plan['sellers'] = ({ rings }) => rings;
const anybody: Plan['sellers'] = ({ rings, occasionals }) => [...rings, ...occasionals];

const PLANS: readonly Plan[] = [
  {
    kind: 'low-price',
    count: 12,
    priceShare: [0.12, 0.3],
    title: shoutingTitle,
    picture: stolenOrOwn,
    sellers: chinaTurkey,
    namesBrand: true,
  },
  {
    kind: 'evasive-spelling',
    count: 11,
    priceShare: [0.14, 0.36],
    title: (random, product) => `${evasiveSpelling(random)} ${product.name}`,
    picture: stolenOrOwn,
    sellers: anybody,
    namesBrand: false,
  },
  {
    kind: 'stolen-photo',
    count: 8,
    priceShare: [0.3, 0.52],
    title: plainTitle,
    picture: stolenPhoto,
    sellers: anybody,
    namesBrand: true,
  },
  {
    kind: 'logo-only',
    count: 8,
    priceShare: [0.12, 0.3],
    title: namelessTitle,
    picture: ownPhoto,
    sellers: chinaTurkey,
    namesBrand: false,
  },
  {
    kind: 'foreign-title',
    count: 11,
    priceShare: [0.12, 0.34],
    title: (random, product, seller) => foreignTitle(random, product, seller.location),
    picture: stolenOrOwn,
    sellers: ({ rings, occasionals }) => [...rings, ...occasionals.slice(0, 2)],
    namesBrand: false,
  },
  {
    kind: 'replica-wording',
    count: 6,
    priceShare: [0.15, 0.35],
    title: replicaTitle,
    picture: ownPhoto,
    sellers: chinaTurkey,
    namesBrand: true,
  },
  // The hard ones: nothing in price, words or photo gives them away.
  {
    kind: 'plausible',
    count: 6,
    priceShare: [0.62, 0.85],
    title: plainTitle,
    picture: ownPhoto,
    sellers: ({ occasionals }) => occasionals,
    namesBrand: true,
  },
];

/** About a third of the ring sellers' offers come back after removal, some of them twice. */
function conductOf(random: Random, persistent: boolean): Conduct {
  return {
    relistings: persistent && random.chance(0.45) ? random.pick([1, 1, 2] as const) : 0,
    raisesPrice: random.chance(0.1),
  };
}

function counterfeit(random: Random, plan: Plan, cast: Cast, index: number): Draft {
  const sellers = plan.sellers(cast);
  const seller = sellers[index % sellers.length]!;
  const product = random.pick(PRODUCTS);
  const colour = random.pick(product.colours);
  return {
    kind: plan.kind,
    title: plan.title(random, product, seller),
    priceMinor: roundedPrice(random, product.priceMinor * random.between(...plan.priceShare)),
    sellerId: seller.id,
    category: product.category,
    condition: plan.kind === 'plausible' ? random.pick(['New', 'New without tags']) : 'New',
    description: plan.kind === 'plausible' ? `${product.features} Never worn.` : random.pick(COUNTERFEIT_REMARKS),
    specifics: { ...(plan.namesBrand ? { Brand: BRAND } : {}), Colour: colour },
    // Sellers who keep the mark out of the title still want to be found.
    searchTerms: ['nordhavn', 'nordic', product.category.slice(0, -1), ...product.name.toLowerCase().split(' ')],
    pictures: [plan.picture(random, product, colour, seller)],
    soldCount: random.int(0, 60),
    conduct: conductOf(random, cast.rings.includes(seller)),
  };
}

export function counterfeitOffers(seed: string, cast: Cast): Draft[] {
  const random = seededRandom(`${seed}/counterfeit`);
  return PLANS.flatMap((plan) =>
    Array.from({ length: plan.count }, (_, index) => counterfeit(random, plan, cast, index)),
  );
}

import { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import { type Random, seededRandom, shuffled } from '#shared/runtime/seeded-random.ts';
import * as say from './everyday-words.ts';

/** An offer drawn from the word lists, and what is true of it. */
export type DrawnOffer = { brand: Brand; listing: Listing; group: string };

/** `noun`: which of its kind's nouns is its own; the nouns of the languages mean the same. */
type Product = { name: string; model: string; kind: string; noun: number; euros: number };
type Line = { brand: Brand; products: readonly Product[] };

const PRODUCTS_EACH = 8;

/** Invented brands with a line of goods of two kinds each. */
function lines(half: say.Half, random: Random): Line[] {
  const kinds = Object.keys(say.KINDS);
  const models = shuffled(say.halfOf(say.MODELS, half), random);
  return say.halfOf(say.BRANDS, half).map((name, at) => {
    const products = Array.from({ length: PRODUCTS_EACH }, (_, i): Product => {
      const kind = kinds[(at + (i % 2) * 2) % kinds.length]!;
      const { nouns, euros } = say.KINDS[kind]!;
      const model = models[(at * 3 + i) % models.length]!;
      const number = random() < 0.3 ? ` ${pick([2, 20, 28, 40, 45, 300, 750], random)}` : '';
      const amount = Math.round(euros[0] + random() * (euros[1] - euros[0]));
      return {
        name: `${model}${number} ${capital(nouns.en[i % nouns.en.length]!)}`,
        model: `${model}${number}`,
        kind,
        noun: i % nouns.en.length,
        euros: amount,
      };
    });
    const brand = Brand.parse({
      id: `drawn-${at}`,
      name,
      fingerprint: {
        names: [name],
        products: products.map((product, i) => ({
          sku: `${name.slice(0, 2).toUpperCase()}-${product.model.slice(0, 5).toUpperCase().replace(/\W/g, 'X')}-${String(i + 1).padStart(2, '0')}`,
          name: product.name,
          price: { amount: product.euros, currency: 'EUR' },
        })),
      },
    });
    return { brand, products };
  });
}

const pick = say.pick;
const capital = (word: string): string => word.replace(/\b\w/g, (letter) => letter.toUpperCase());

export type Draw = { line: Line; product: Product; random: Random; half: say.Half };
export type Written = { title: string; euros: number | null; condition?: string };

export const from = (list: readonly string[], { half, random }: Draw): string => pick(say.halfOf(list, half), random);
export const named = ({ line: { brand }, product: { model } }: Draw): string => `${brand.name} ${model}`;
const tongue = ({ random }: Draw): say.Tongue => (random() < 0.5 ? 'en' : pick(say.TONGUES, random));
export const nounOf = ({ product: { kind, noun } }: Draw, language: say.Tongue): string =>
  say.KINDS[kind]!.nouns[language][noun]!;
const joint = (random: Random): string => pick([' ', ' ', ' ', ', ', ' - ', ' | '], random);
const between = (random: Random, low: number, high: number): number => low + random() * (high - low);

/** Brand, model and the goods' own noun, in the order of the language, and one to three properties of the goods. */
function goodsTitle(draw: Draw, properties: number): string {
  const { line, product, random } = draw;
  const language = tongue(draw);
  const noun = nounOf(draw, language);
  const isFirst = language !== 'en' && language !== 'de';
  const core = isFirst && random() < 0.6 ? `${noun} ${named(draw)}` : `${line.brand.name} ${product.model} ${noun}`;
  const said = Array.from({ length: properties }, () => from(say.KINDS[product.kind]!.properties[language], draw));
  const talk = random() < 0.5 ? ` ${from(say.SALE_TALK, draw)}` : '';
  const colour = random() < 0.5 ? ` ${from(say.COLOURS, draw)}` : '';
  return `${core}${colour}${[...new Set(said)].map((one) => joint(random) + one).join('')}${talk}`;
}

const small = (random: Random): number => Math.round(between(random, 2, 28) * 100) / 100;

/** Copies in ordinary words: nothing but the price gives them away. */
export const COPIES: Record<string, (draw: Draw) => Written> = {
  'one to three properties of the goods': (draw) => ({
    title: goodsTitle(draw, 1 + Math.floor(draw.random() * 3)),
    euros: draw.product.euros * between(draw.random, 0.1, 0.24),
  }),
  'no property': (draw) => ({
    title: goodsTitle(draw, 0),
    euros: draw.product.euros * between(draw.random, 0.1, 0.24),
  }),
};

export const LOTS: Record<string, (draw: Draw) => Written> = {
  'by the lot': (draw) => {
    const lot = from(say.LOTS, draw);
    const units = Number(/\d+/.exec(lot)![0]);
    const title = draw.random() < 0.5 ? `${lot} ${goodsTitle(draw, 0)}` : `${goodsTitle(draw, 0)} ${lot}`;
    return { title, euros: units * draw.product.euros * between(draw.random, 0.05, 0.18) };
  },
  'priced by the piece': (draw) => ({
    title: `${goodsTitle(draw, 0)}, ${from(say.PER_PIECE, draw)}`,
    euros: draw.product.euros * between(draw.random, 0.05, 0.18),
  }),
};

export const LABELS: Record<string, (draw: Draw) => Written> = {
  'loose labels, tags and patches': (draw) => ({
    title: `${draw.random() < 0.5 ? `${from(say.COUNTS, draw)} ` : ''}${draw.line.brand.name} ${from(say.LABELS, draw)}${draw.random() < 0.4 ? ` ${from(say.COUNTS, draw)}` : ''}`,
    euros: small(draw.random),
  }),
};

export const HONEST: Record<string, (draw: Draw) => Written> = {
  'new goods at 55 to 105 % of the price': (draw) => ({
    title: `${goodsTitle(draw, Math.floor(draw.random() * 3))} ${from(say.RESALE, draw)}`,
    euros: draw.product.euros * between(draw.random, 0.55, 1.05),
  }),
  'second-hand at 25 to 70 %': (draw) => ({
    title: `${goodsTitle(draw, Math.floor(draw.random() * 2))} ${from(say.USED, draw)}`,
    euros: draw.product.euros * between(draw.random, 0.25, 0.7),
    condition: 'Used',
  }),
  'parts and accessories for the goods': (draw) => ({
    title:
      `${from(say.PARTS, draw)} ${from(say.FOR, draw)} ${named(draw)} ${draw.random() < 0.5 ? nounOf(draw, 'en') : ''}`.trim(),
    euros: small(draw.random),
  }),
  'other goods of the line': (draw) => ({
    title: `${named(draw)} ${from(say.OTHER_GOODS, draw)} ${from(say.COLOURS, draw)}`,
    euros: Math.min(small(draw.random) + 6, 0.5 * draw.product.euros),
  }),
  'for dolls and animals': (draw) => ({
    title: `${named(draw)} ${nounOf(draw, 'en')} ${from(say.WEARERS, draw)}`,
    euros: small(draw.random),
  }),
  'cleaning and repair': (draw) => ({
    title:
      draw.random() < 0.5
        ? `${named(draw)} ${nounOf(draw, 'en')} ${from(say.SERVICES, draw)}`
        : `${from(say.SERVICES, draw)} ${named(draw)}`,
    euros: small(draw.random),
  }),
  'wanted ads': (draw) => ({
    title: `${from(say.WANTED, draw)} ${named(draw)} ${nounOf(draw, tongue(draw))}`,
    euros: draw.product.euros * between(draw.random, 0.05, 0.4),
  }),
  'for rent': (draw) => ({
    title: `${named(draw)} ${nounOf(draw, tongue(draw))} ${from(say.RENTAL, draw)}`,
    euros: draw.product.euros * between(draw.random, 0.03, 0.15),
  }),
  'deposits, raffles and vouchers': (draw) => ({
    title: `${named(draw)} ${nounOf(draw, 'en')} ${from(pick([say.DEPOSIT, say.RAFFLE, say.VOUCHER], draw.random), draw)}`,
    euros: draw.product.euros * between(draw.random, 0.02, 0.15),
  }),
  'a part of it only': (draw) => ({
    title: `${named(draw)} ${nounOf(draw, 'en')} ${from(say.ONLY, draw)}`,
    euros: small(draw.random),
  }),
  'starting bids and monthly rates': (draw) => ({
    title: `${named(draw)} ${nounOf(draw, 'en')} ${from(pick([say.STARTING_BID, say.MONTHLY], draw.random), draw)}`,
    euros: draw.product.euros * between(draw.random, 0.03, 0.12),
  }),
  'a price that is none': (draw) => ({
    title: goodsTitle(draw, 0),
    euros: pick([1, 0.01, 1.23, 0.5], draw.random),
  }),
  "children's sizes at 45 to 65 %": (draw) => ({
    title: `${goodsTitle(draw, 0)} ${from(say.KIDS, draw)}`,
    euros: draw.product.euros * between(draw.random, 0.35, 0.6),
  }),
};

export const SMALL: Record<string, (draw: Draw) => Written> = {
  'small goods with a number': (draw) => ({
    title: `${draw.line.brand.name} ${from(say.SMALL_GOODS, draw).replaceAll('#', () => String(pick([1, 2, 3, 5, 8, 10, 20, 24, 28, 30, 40, 45, 50, 100, 300, 750], draw.random)))}`,
    euros: small(draw.random),
  }),
};

const DAY = '2026-01-01';

/** @param count how many of each kind */
export function drawOffers(
  kinds: Record<string, (draw: Draw) => Written>,
  half: say.Half,
  count: number,
): DrawnOffer[] {
  const random = seededRandom(half === 'development' ? 61 : 62);
  const all = lines(half, random);
  return Object.entries(kinds).flatMap(([group, write]) =>
    Array.from({ length: count }, (_, at) => {
      const line = all[at % all.length]!;
      const { title, euros, condition } = write({ line, product: pick(line.products, random), random, half });
      const listing = Listing.parse({
        marketplace: 'measured',
        id: `${group}-${at}`,
        url: `https://shop.example/${at}`,
        title,
        price: euros === null ? null : { amountMinor: Math.max(1, Math.round(euros * 100)), currency: 'EUR' },
        ...(condition ? { condition } : {}),
        listedAt: DAY,
      });
      return { brand: line.brand, listing, group };
    }),
  );
}

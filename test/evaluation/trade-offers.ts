import { type Draw, from, named, nounOf, type Written } from './everyday-offers.ts';
import * as say from './everyday-words.ts';
import * as trade from './trade-words.ts';

const between = ({ random }: Draw, low: number, high: number): number => low + random() * (high - low);
const inOrder = (draw: Draw, words: readonly string[]): string =>
  (draw.random() < 0.5 ? words : words.toReversed()).join(' ');
const nounBeyond = (draw: Draw): string => from(trade.NOUNS_BEYOND[draw.product.kind]!, draw);

/** With one of the line's products that further languages have one word for: their word for a hoodie is none for a shirt. */
function inFurtherLanguages(write: (draw: Draw) => Written): (draw: Draw) => Written {
  return (draw) => {
    const isNamed = ({ kind }: Draw['product']): boolean => trade.NOUNS_BEYOND[kind] !== undefined;
    return write(isNamed(draw.product) ? draw : { ...draw, product: draw.line.products.find(isNamed)! });
  };
}
const fewEuros = (draw: Draw): number =>
  Math.round(100 * between(draw, 2, Math.min(25, 0.2 * draw.product.euros))) / 100;
const about = (phrase: string, what: string, goods = ''): string => phrase.replace('#', what).replace('@', goods);

/** Copies: their kind in languages beyond the six, and nothing but the price against them. */
export const TRADE_COPIES: Record<string, (draw: Draw) => Written> = {
  'in further languages, with talk of the trade': inFurtherLanguages((draw) => ({
    title: `${inOrder(draw, [nounBeyond(draw), named(draw)])} ${from(trade.TALK, draw)}`,
    euros: draw.product.euros * between(draw, 0.1, 0.24),
  })),
  'in further languages, with runs of sizes': inFurtherLanguages((draw) => ({
    title: `${inOrder(draw, [nounBeyond(draw), named(draw)])} ${from(trade.SIZE_RUNS, draw)}`,
    euros: draw.product.euros * between(draw, 0.1, 0.24),
  })),
};

export const TRADE_HONEST: Record<string, (draw: Draw) => Written> = {
  'worn, in further languages': inFurtherLanguages((draw) => ({
    title: `${inOrder(draw, [nounBeyond(draw), named(draw)])}, ${from(trade.WORN, draw)}`,
    euros: draw.product.euros * between(draw, 0.3, 0.7),
  })),
  'broken, or for parts': (draw) => ({
    title: `${named(draw)} ${nounOf(draw, 'en')} ${from(trade.BROKEN, draw)}`,
    euros: draw.product.euros * between(draw, 0.2, 0.4),
  }),
  'patterns, files and instructions': (draw) => ({
    title: about(from(trade.FILES, draw), `${named(draw)} ${nounOf(draw, 'en')}`),
    euros: fewEuros(draw),
  }),
  'empty packings': (draw) => ({ title: about(from(trade.EMPTY, draw), named(draw)), euros: fewEuros(draw) }),
  'what goes with the goods, which stand between': (draw) => ({
    title: about(from(trade.GOES_WITH, draw), named(draw), nounOf(draw, say.pick(say.TONGUES, draw.random))),
    euros: fewEuros(draw),
  }),
  'new goods at 55 to 105 %, in further languages': inFurtherLanguages((draw) => ({
    title: `${inOrder(draw, [nounBeyond(draw), named(draw)])} ${from(trade.TALK, draw)}`,
    euros: draw.product.euros * between(draw, 0.55, 1.05),
  })),
};

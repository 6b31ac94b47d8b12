import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import commonWords from '#shared/recognition/common-words.json' with { type: 'json' };
import lexicon from '#shared/recognition/wording-lexicon.json' with { type: 'json' };

/** What a seller may write into one field, to hide an offer or by chance. The title the offer sells under stays readable in it. */
export type Moves = Record<string, (listing: Listing, brand: Brand) => Partial<Listing>[]>;

const words = (text: string): string[] => text.split('|');
const around = (said: readonly string[]) => (listing: Listing) =>
  said.flatMap((one) => [{ title: `${one} ${listing.title}` }, { title: `${listing.title} ${one}` }]);
const instead = (titles: (title: string) => string[]) => (listing: Listing) =>
  titles(listing.title).map((title) => ({ title }));

const FOR = words(
  'for|fits|compatible with|für|passend für|pour|compatible avec|para|per|voor|till|dla|для|untuk|适用于',
);
const ACCESSORIES = words(
  'case|strap|zipper|replacement|sticker|box|repair kit|Hülle|housse|funda|hoesje|kılıf|чехол|カバー|保护套',
);
const PACKS = words('5 pack|set of 10|lot of 3|pack of 24|24er Set|lot de 20|24 x|x24|набор из 20|20件装|isi 24');
const USED = words('used|vintage|pre-owned|gebraucht|occasion|refurbished|中古|二手');
const DISCLAIMERS = words(
  'not a replica|100% authentic|official store|picture only|box only|for parts|broken|toy for dolls|poster of|kids',
);
const OTHER_MAKERS = words('Fjordlund|The Hill Company|no brand|for Fjordlund|compatible with Fjordlund case');
const ODD = words('\u200b|\u202e|🔥🔥🔥|﷽|\ufeff|ß|İI|…');
const GAPS = words('_|.|-|/|·|~|+|,|*|🔥|  ').concat('|');
const HIDDEN = words('\u200b|\u00ad|\u2060|\u034f');
/** First letters of four alphabets that look like ours or are drawn from them: bold, full width, circled, Fraktur. */
const STYLES = [
  [0x1d400, 0x1d41a],
  [0xff21, 0xff41],
  [0x24b6, 0x24d0],
  [0x1d56c, 0x1d586],
] as const;

const LONG = commonWords.words.flatMap((line) => line.split(' ')).slice(0, 300);
const EXCEPTIONS = lexicon.entries.flatMap(({ except }) =>
  except.map((one) => one.replaceAll('#', '3').replaceAll('~', '')),
);

const styled = (text: string, [upper, lower]: readonly [number, number]): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCodePoint(code >= 97 ? lower + code - 97 : upper + code - 65);
  });

const goodsOf = ({ fingerprint }: Brand): string[] =>
  fingerprint.products.flatMap(({ name, sku }) => [name, sku, `${name} ${sku}`, ...name.split(' ')]);

export const TITLE_MOVES: Moves = {
  'pack sizes': around(PACKS),
  'words for used goods': around(USED),
  '"for" in many languages': around(FOR),
  accessories: around(ACCESSORIES),
  'an accessory "for" it': ({ title }) =>
    ACCESSORIES.flatMap((noun) => FOR.map((one) => ({ title: `${noun} ${one} ${title}` }))),
  'an accessory beside it': ({ title }, { name }) =>
    ACCESSORIES.flatMap((noun) => [
      { title: `${title} ${noun} for ${name}` },
      { title: `${noun} for ${name}, ${title}` },
    ]),
  disclaimers: around(DISCLAIMERS),
  'harmless phrases with words for copies in them': around(EXCEPTIONS),
  'other makers': around(OTHER_MAKERS),
  'the name itself': (listing, { name }) => around([name, `by ${name}`, `${name} `.repeat(150).trim()])(listing),
  "the brand's other goods and article numbers": (listing, brand) => around(goodsOf(brand))(listing),
  'the whole catalogue': (listing, { fingerprint }) =>
    around([fingerprint.products.map(({ name }) => name).join(' ')])(listing),
  'hundreds of words': (listing) => around([30, 60, 150].map((count) => LONG.slice(0, count).join(' ')))(listing),
  'one endless word': around(['x'.repeat(410), '- '.repeat(700), 'x '.repeat(400)]),
  'odd characters': around(ODD),
  'hidden characters in every word': instead((title) =>
    HIDDEN.map((one) =>
      title
        .split(' ')
        .map((word) => word.slice(0, 2) + one + word.slice(2))
        .join(' '),
    ),
  ),
  'other signs for the gaps': instead((title) => GAPS.map((sign) => title.replaceAll(' ', sign))),
  'capitals for the gaps': instead((title) => [
    title
      .split(' ')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
  ]),
  'styled letters': instead((title) => STYLES.map((style) => styled(title, style))),
};

export const OTHER_MOVES: Moves = {
  'price (none, nought, a bid, a cent, three times as much, another currency)': ({ price }) => [
    { price: null },
    { priceIsBid: true },
    ...(price
      ? [
          { price: { ...price, amountMinor: 0 } },
          { price: { ...price, amountMinor: 1 } },
          { price: { ...price, amountMinor: 3 * price.amountMinor } },
          ...['USD', 'JPY', 'IDR', 'XXX'].map((currency) => ({ price: { ...price, currency } })),
        ]
      : []),
  ],
  condition: () => words('New|Used|Refurbished|For parts|Gebraucht').map((condition) => ({ condition })),
  'rating, sales and age of the account': ({ seller }) => [
    { seller: { ...seller, rating: 1, feedbackCount: 1_000_000, memberSince: '2001-01-01T00:00:00.000Z' } },
    { seller: { ...seller, rating: undefined, feedbackCount: undefined, memberSince: undefined } },
  ],
  'date and number sold': () => [
    { listedAt: '2001-01-01T00:00:00.000Z' },
    { listedAt: undefined },
    { soldCount: 1_000_000 },
  ],
  description: () => [{ description: '' }, ...DISCLAIMERS.map((description) => ({ description }))],
};

/** Every listing with one field as the seller would like it, by kind of move. */
export function* movesOn(listing: Listing, brand: Brand): Generator<[kind: string, moved: Listing]> {
  for (const [kind, changes] of Object.entries({ ...TITLE_MOVES, ...OTHER_MOVES }))
    for (const change of changes(listing, brand)) yield [kind, { ...listing, ...change }];
}

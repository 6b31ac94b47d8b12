import { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import type { Facts } from '#shared/domain/signal.ts';
import { wilsonLowerBound, wilsonUpperBound } from '#shared/learning/wilson.ts';
import { readText } from '#shared/recognition/brand-mention.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { brandNamed } from '#shared/signals/brand-named.ts';
import { evasiveSpelling } from '#shared/signals/evasive-spelling.ts';
import { namedElsewhere } from '#shared/signals/named-elsewhere.ts';
import type { Experiment, Section } from './experiment.ts';
import { figure, markdownTable, paragraphs, percent } from './markdown.ts';
import { type Half, isPlainKind, namesAsWritten, type WrittenName } from './names-as-written.ts';
import { offersFittingGoods, offersNamingElsewhere } from './offers-naming-elsewhere.ts';
import type { Target } from './targets.ts';
import { pairsWithoutName, strangerNames } from './title-pairs.ts';

const EACH = 30;
const BRANDS_ELSEWHERE = 40;
const STRANGERS = 210;
const NOW = new Date('2026-11-01T00:00:00Z');

export const sellersNames: Experiment = {
  name: 'sellers-names',
  promises: true,
  title: 'Names as sellers write them, and where',
  datasets: ['brand-names', 'product-matching', 'genuine-listings'],
  run(progress, { quick }) {
    const halves = (['development', 'held out'] as const).map((which) => writtenHalf(which));
    const elsewhere = (['development', 'held out'] as const).map((which) => elsewhereHalf(which));
    progress(`names as written: ${halves.map(({ found, titles }) => percent(found / titles.length)).join(', ')}`);
    const strangers = falseMatches(quick);
    progress(`${strangers.wrong} false matches in ${strangers.pairs} pairs`);
    return section(halves, elsewhere, strangers, quick);
  },
};

const brandOf = (name: string, line?: string): Brand =>
  Brand.parse({
    id: 'measured',
    name,
    fingerprint: {
      names: [name],
      products: [
        {
          sku: 'AB-10423',
          name: `${line ?? 'alpha'} parka`,
          price: { amount: 200, currency: 'EUR' },
          gtins: ['4006381333931'],
        },
      ],
    },
  });

const facts = (brand: Brand, listing: Listing): Facts => ({ brand, listing, now: NOW });
const offering = (title: string): Listing =>
  Listing.parse({ marketplace: 'bazaar', id: '1', url: 'https://bazaar.example/1', title });

type WrittenHalf = {
  which: Half;
  titles: WrittenName[];
  found: number;
  disguised: number;
  plain: number;
  byKind: string[][];
};

function writtenHalf(which: Half): WrittenHalf {
  const titles = namesAsWritten(which, EACH, which === 'development' ? 101 : 202, seededRandom);
  const named = titles.map(({ name, line, title }) => readText(brandOf(name, line), title).mentions.length > 0);
  const plain = titles.filter(({ kind }) => isPlainKind(kind));
  const disguised = plain.filter(
    ({ name, title }) => evasiveSpelling.evaluate(facts(brandOf(name), offering(title))) !== 'not-applicable',
  ).length;
  const byKind = [...Map.groupBy(titles.keys(), (i) => titles[i]!.kind)].map(([kind, rows]) => [
    kind,
    String(rows.length),
    percent(rows.filter((i) => named[i]).length / rows.length, 0),
  ]);
  return { which, titles, found: named.filter(Boolean).length, disguised, plain: plain.length, byKind };
}

type ElsewhereHalf = {
  which: Half;
  found: number;
  offers: number;
  innocent: number;
  innocents: number;
  byPlace: string[][];
};

function elsewhereHalf(which: Half): ElsewhereHalf {
  const seed = which === 'development' ? 303 : 404;
  const names = new Set(namesAsWritten(which, 2 * BRANDS_ELSEWHERE, seed, seededRandom).map(({ name }) => name));
  const brands = [...names]
    .filter((name) => /^[A-Z][a-z]{4,}$/.test(name))
    .slice(0, BRANDS_ELSEWHERE)
    .map((name) => brandOf(name));
  const isNamed = ({ brand, listing }: { brand: Brand; listing: Listing }) =>
    [brandNamed, namedElsewhere].some((signal) => signal.evaluate(facts(brand, listing)) !== 'not-applicable');
  const offers = offersNamingElsewhere(brands, seededRandom(seed));
  const innocent = offersFittingGoods(brands, seededRandom(seed));
  const byPlace = [...Map.groupBy(offers, ({ place }) => place)].map(([place, own]) => [
    place,
    String(own.length),
    percent(own.filter(isNamed).length / own.length, 0),
  ]);
  return {
    which,
    found: offers.filter(isNamed).length,
    offers: offers.length,
    innocent: innocent.filter(isNamed).length,
    innocents: innocent.length,
    byPlace,
  };
}

function falseMatches(quick: boolean): { pairs: number; wrong: number; names: number } {
  const names = strangerNames(STRANGERS);
  let pairs = 0;
  let wrong = 0;
  for (const { name, title } of pairsWithoutName(names, quick ? 1500 : undefined)) {
    pairs++;
    if (readText(name, title).mentions.length > 0) wrong++;
  }
  return { pairs, wrong, names: names.length };
}

function section(
  written: readonly WrittenHalf[],
  elsewhere: readonly ElsewhereHalf[],
  strangers: { pairs: number; wrong: number; names: number },
  quick: boolean,
): Section {
  const held = written[1]!;
  const place = elsewhere[1]!;
  const { pairs, wrong } = strangers;
  const markdown = paragraphs(
    'Invented names in ten alphabets, written in titles by a program (synthetic). The *development* half was looked at while the reader was written; the *held out* half has other names, other goods, endings, signs and connectives, and was measured when the reader was done. A name in its own letters must not be called disguised.',
    markdownTable(
      ['half', 'titles', 'named', 'own letters', 'of them called disguised'],
      written.map(({ which, titles, found, plain, disguised }) => [
        which,
        String(titles.length),
        percent(found / titles.length),
        String(plain),
        String(disguised),
      ]),
    ),
    markdownTable(['held out: kind', 'titles', 'named'], held.byKind),
    'Offers whose title does not name the brand (synthetic), and offers of what goes with its goods, which may name it:',
    markdownTable(
      ['half', 'offers', 'named', 'going with its goods', 'of them named'],
      elsewhere.map(({ which, offers, found, innocents, innocent }) => [
        which,
        String(offers),
        percent(found / offers),
        String(innocents),
        String(innocent),
      ]),
    ),
    markdownTable(['held out: place', 'offers', 'named'], place.byPlace),
    `False matches: ${strangers.names} real names that no other experiment uses, against real titles in which the name does not stand as words of its own: ${wrong} in ${pairs} pairs, ${figure((1e6 * wrong) / pairs, 1)} per million (at most ${figure(1e6 * wilsonUpperBound(wrong, pairs), 1)}). Names inside longer words count as false here, though some are plurals and models of the brand.`,
  );
  const share = (promise: string, required: number, found: number, of: number): Target => ({
    promise,
    required,
    measured: found / of,
    interval: [wilsonLowerBound(found, of), wilsonUpperBound(found, of)],
    better: 'higher',
    unit: '%',
  });
  const targets: Target[] = [
    share('names as sellers write them (synthetic, held out), named', 0.85, held.found, held.titles.length),
    share(
      'names in their own letters (synthetic, held out), not called disguised',
      0.99,
      held.plain - held.disguised,
      held.plain,
    ),
    share('offers that name the brand outside the title (synthetic, held out), named', 0.8, place.found, place.offers),
    {
      promise: `names of strangers (held out) in real titles, false matches${quick ? '' : ', at most (95 %)'}`,
      required: 15,
      measured: 1e6 * (quick ? wrong / pairs : wilsonUpperBound(wrong, pairs)),
      interval: [1e6 * wilsonLowerBound(wrong, pairs), 1e6 * wilsonUpperBound(wrong, pairs)],
      better: 'lower',
      unit: 'per million',
    },
  ];
  return { markdown, targets };
}

import { Brand } from '#shared/domain/brand.ts';
import { wilsonLowerBound, wilsonUpperBound } from '#shared/learning/wilson.ts';
import { readText } from '#shared/recognition/brand-mention.ts';
import { seededRandom, shuffled } from '#shared/runtime/seeded-random.ts';
import type { Experiment, Section } from './experiment.ts';
import { figure, markdownTable, paragraphs, percent } from './markdown.ts';
import { coinedLatinName } from './names-as-written.ts';
import type { Target } from './targets.ts';

/** Languages by the script they are written in, as their CLDR locales name places. */
const LOCALES: Readonly<Record<string, readonly string[]>> = {
  Cyrillic: ['ru', 'uk', 'bg', 'kk'],
  Greek: ['el'],
  Arabic: ['ar', 'fa', 'ur'],
  Hebrew: ['he'],
  Georgian: ['ka'],
  Armenian: ['hy'],
  Indic: ['hi', 'bn', 'ta', 'te'],
  Thai: ['th'],
  Chinese: ['zh', 'zh-Hant'],
  Korean: ['ko'],
  kana: ['ja'],
};
/** A name that these write alike is carried over by its sound, not translated. */
const WRITE_ALIKE = ['en', 'de', 'fr', 'es', 'it', 'pl', 'nl', 'sv'];
const MOST_ALIKE = 4;
const COINED = 300;
const WORDS_A_TEXT = 4;

export const namesBySound: Experiment = {
  name: 'names-by-sound',
  promises: true,
  title: 'Latin names in other scripts',
  datasets: [],
  run(progress, { quick }) {
    const rows = Object.entries(LOCALES).map(([script, locales]) => measure(script, locales, quick));
    for (const row of rows) progress(`${row.script}: ${row.named} of ${row.titles}, ${row.wrong} false`);
    return section(rows);
  },
};

type DisplayType = 'region' | 'language' | 'currency';
type Row = { script: string; titles: number; named: number; hinted: number; pairs: number; wrong: number };

const letters = (count: number, alphabet: string): string[] =>
  count === 0 ? [''] : letters(count - 1, alphabet).flatMap((start) => [...alphabet].map((letter) => start + letter));
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CODES: Readonly<Record<DisplayType, readonly string[]>> = {
  region: letters(2, CAPITALS),
  language: [...letters(2, CAPITALS.toLowerCase()), ...letters(3, CAPITALS.toLowerCase())],
  currency: letters(3, CAPITALS),
};

function displayNames(locale: string, type: DisplayType): Map<string, string> {
  const names = new Intl.DisplayNames([locale], { type, fallback: 'none' });
  return new Map(
    CODES[type].flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [[code, name] as const];
    }),
  );
}

const brandOf = (name: string): Brand => Brand.parse({ id: 'measured', name, fingerprint: { names: [name] } });

/** Names of regions and languages that languages of the Latin alphabet take over as they are, by their code. */
function carriedOver(type: DisplayType): Map<string, Brand> {
  const [english, ...others] = WRITE_ALIKE.map((locale) => displayNames(locale, type));
  return new Map(
    [...english!].flatMap(([code, name]) => {
      const alike = others.filter((names) => names.get(code)?.toLowerCase() === name.toLowerCase());
      const isTaken = /^\p{Script=Latin}{5,12}$/u.test(name) && alike.length >= MOST_ALIKE;
      return isTaken ? [[code, brandOf(name)] as const] : [];
    }),
  );
}

let known: { carried: [DisplayType, Map<string, Brand>][]; coined: Brand[] } | undefined;

function names() {
  const random = seededRandom(505);
  known ??= {
    carried: (['region', 'language'] as const).map((type) => [type, carriedOver(type)]),
    coined: Array.from({ length: COINED }, () => brandOf(coinedLatinName(random))),
  };
  return known;
}

function measure(script: string, locales: readonly string[], quick: boolean): Row {
  const row: Row = { script, titles: 0, named: 0, hinted: 0, pairs: 0, wrong: 0 };
  for (const locale of locales) {
    for (const [type, brands] of names().carried) {
      const written = displayNames(locale, type);
      for (const [code, brand] of brands) {
        const name = written.get(code);
        if (name === undefined || /\p{Script=Latin}/u.test(name)) continue;
        const { mentions, hint } = readText(brand, name);
        row.titles++;
        if (mentions.length > 0) row.named++;
        else if (hint) row.hinted++;
      }
    }
    for (const text of otherTexts(locale).slice(0, quick ? 100 : undefined)) {
      for (const brand of names().coined) {
        row.pairs++;
        if (readText(brand, text).mentions.length > 0) row.wrong++;
      }
    }
  }
  return row;
}

/** Some names of the locale side by side. */
function otherTexts(locale: string): string[] {
  const all = (['region', 'language', 'currency'] as const).flatMap((type) => [...displayNames(locale, type).values()]);
  const words = shuffled([...new Set(all)], seededRandom(506));
  return Array.from({ length: Math.ceil(words.length / WORDS_A_TEXT) }, (_, at) =>
    words.slice(at * WORDS_A_TEXT, (at + 1) * WORDS_A_TEXT).join(' '),
  );
}

function section(rows: readonly Row[]): Section {
  const sum = (count: keyof Omit<Row, 'script'>): number => rows.reduce((total, row) => total + row[count], 0);
  const [titles, named, pairs, wrong] = [sum('titles'), sum('named'), sum('pairs'), sum('wrong')];
  const heard = named + sum('hinted');
  const all = { script: 'all', titles, named, hinted: sum('hinted'), pairs, wrong };
  const markdown = paragraphs(
    `Latin names as translators write them in other scripts: names of countries and languages that at least ${MOST_ALIKE + 1} of ${WRITE_ALIKE.length} languages of the Latin alphabet write alike, taken for a brand's, and looked for in what the Unicode locales (CLDR) call the same place or language. They were written by people for another purpose and without this code. Where a script says another name ("Ivory Coast", 海岸), none can be found. *Named*: by the name alone. *Hinted*: named only beside another sign of the brand. False: ${COINED} coined names, each against the locales' names of other countries, languages and currencies, ${WORDS_A_TEXT} side by side.`,
    markdownTable(
      ['script', 'names', 'named', 'hinted besides', 'pairs', 'false', 'false per million'],
      [...rows, all].map((row) => [
        row.script,
        String(row.titles),
        percent(row.named / row.titles, 0),
        percent(row.hinted / row.titles, 0),
        String(row.pairs),
        String(row.wrong),
        figure((1e6 * row.wrong) / row.pairs, 1),
      ]),
    ),
  );
  const targets: Target[] = [
    {
      promise: 'Latin names in other scripts (places and languages of CLDR), named or hinted',
      required: 0.7,
      measured: heard / titles,
      interval: [wilsonLowerBound(heard, titles), wilsonUpperBound(heard, titles)],
      better: 'higher',
      unit: '%',
    },
    {
      promise: 'Latin names in other scripts, false matches',
      required: 10,
      measured: (1e6 * wrong) / pairs,
      interval: [1e6 * wilsonLowerBound(wrong, pairs), 1e6 * wilsonUpperBound(wrong, pairs)],
      better: 'lower',
      unit: 'per million',
    },
  ];
  return { markdown, targets };
}

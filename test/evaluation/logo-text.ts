import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Brand } from '#shared/domain/brand.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { clusteredBootstrap } from '#shared/learning/bootstrap.ts';
import { wilsonUpperBound } from '#shared/learning/wilson.ts';
import { type ReadLine, readLogo } from '#shared/recognition/logo-reading.ts';
import { foldText } from '#shared/recognition/text-folding.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { cpuMs, median } from '#test/bench/cpu-time.ts';
import { datasetPath, hasDataset, readTable } from './datasets.ts';
import type { Experiment, Section } from './experiment.ts';
import { missingFonts } from './installed-fonts.ts';
import { figure, markdownTable, paragraphs, percent, percentWithInterval } from './markdown.ts';
import type { Target } from './targets.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const IMAGES = join(ROOT, '.markwarden/evaluate/logo-words');
const SEED = '42';
const BRAND_NAMES = 'brand-names/simple-icons-titles.tsv';
/** Every so manyth of the 3,470 names, of the letters that the reader knows. */
const NAMES_STEP = 8;
const FEWEST_LETTERS = 4;

const Manifest = z.object({
  words: z.array(z.string()),
  items: z.array(
    z.object({ kind: z.string(), file: z.string(), text: z.string(), pos: z.int(), font: z.string().default('') }),
  ),
});
type Item = z.infer<typeof Manifest>['items'][number];

type Reading = Item & { lines: ReadLine[] };

export const logoText: Experiment = {
  name: 'logo-text',
  promises: true,
  title: 'Reading logo words on pictures',
  datasets: ['logo-words', 'clothing-cc0-240', '../tools'],
  async run(progress, { quick }) {
    progress('drawing the pictures');
    const { words, items: all } = drawPictures();
    const items = all.filter((_, i) => !quick || i % 5 === 0);
    const missing = missingFonts(items.map(({ font }) => font));
    if (missing.length > 0) progress(`FONTS MISSING: ${missing.join(', ')}; their words are drawn in another one`);
    const readings: Reading[] = [];
    const times: number[] = [];
    for (const [i, item] of items.entries()) {
      const bytes = readFileSync(join(IMAGES, item.file));
      const started = cpuMs();
      const reading = await readImage(item.file, bytes, { words: true });
      times.push(cpuMs() - started);
      if ('unreadable' in reading) throw new Error(reading.unreadable);
      readings.push({ ...item, lines: reading.facts.words ?? [] });
      if (i % 100 === 99) progress(`${i + 1} of ${items.length} pictures read`);
    }
    progress(`median ${median(times).toFixed(0)} ms of CPU a picture, decoding and hashing included`);
    return section(readings, words, missing);
  },
};

const asBrand = (word: string): Brand =>
  Brand.parse({ id: 'measured', name: word, fingerprint: { names: [word], logoTexts: [word] } });

function drawPictures(): z.infer<typeof Manifest> {
  mkdirSync(IMAGES, { recursive: true });
  const words = ['words.txt', 'other-words.txt'].map((file) => datasetPath(`logo-words/${file}`));
  const tool = datasetPath('../tools/make-logo-images.mjs');
  execFileSync(process.execPath, [tool, IMAGES, SEED, ...words, datasetPath('clothing-cc0-240')], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return Manifest.parse(JSON.parse(readFileSync(join(IMAGES, 'manifest.json'), 'utf8')));
}

/** Names of other brands. Empty without the list. */
function otherBrands(words: readonly string[]): Brand[] {
  if (!hasDataset(BRAND_NAMES)) return [];
  const drawn = new Set(words.map(lettersOf));
  return readTable(BRAND_NAMES)
    .map(({ title = '' }) => title)
    .filter(
      (title) =>
        /^[\w .&'-]+$/.test(title) && lettersOf(title).length >= FEWEST_LETTERS && !drawn.has(lettersOf(title)),
    )
    .filter((_, i) => i % NAMES_STEP === 0)
    .map(asBrand);
}

const lettersOf = (text: string): string => foldText(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** How often a brand is read on a picture where its name does not stand. */
function inventions(readings: readonly Reading[], brands: readonly Brand[]): { pairs: number; invented: number } {
  let pairs = 0;
  let invented = 0;
  for (const { text, lines } of readings) {
    for (const brand of brands) {
      if (lettersOf(text).includes(lettersOf(brand.name))) continue;
      pairs++;
      if (readLogo(brand, lines)) invented++;
    }
  }
  return { pairs, invented };
}

function section(readings: readonly Reading[], words: readonly string[], missing: readonly string[]): Section {
  const brands = words.map(asBrand);
  const brandOf = new Map(brands.map((brand) => [brand.name, brand]));
  const logos = readings
    .filter(({ pos }) => pos === 1)
    .map((reading) => ({ ...reading, read: readLogo(brandOf.get(reading.text)!, reading.lines) !== undefined }));
  const plain = readings.filter(({ pos }) => pos === 0);
  const [recall] = clusteredBootstrap({
    clusterOf: logos.map(({ text }) => text),
    statistic: (weights) => [
      weights.reduce((sum, w, i) => sum + w * Number(logos[i]!.read), 0) / weights.reduce((a, b) => a + b, 0),
    ],
    random: seededRandom(13),
    samples: 500,
  });
  const wrong = plain.filter((reading) => inventions([reading], brands).invented > 0).length;
  const confused = logos.filter((reading) => inventions([reading], brands).invented > 0).length;
  const others = otherBrands(words);
  const { pairs, invented } = inventions(readings, others);
  const byKind = [...Map.groupBy(logos, ({ kind }) => kind)].map(([kind, own]) => [
    kind,
    String(own.length),
    percent(own.filter(({ read }) => read).length / own.length, 0),
  ]);
  const fonts =
    missing.length === 0 ? 'all fonts of the drawing tool were installed' : `MISSING FONTS: ${missing.join(', ')}`;
  const markdown = paragraphs(
    `Words drawn as logos in ${byKind.length} conditions (synthetic; ${fonts}). Read: ${percentWithInterval(recall!)} of ${logos.length} logo pictures; the interval resamples words. Struck-through words (*occluded*) of every second brand were looked at when their halves were put together.`,
    `A brand invented: on ${wrong} of ${plain.length} pictures with other words (at most ${percent(wilsonUpperBound(wrong, plain.length))} with 95 % confidence), each compared with every brand; another brand than the one drawn on ${confused} of ${logos.length}.${
      others.length === 0
        ? ''
        : ` Against ${others.length} names of other brands: ${invented} of ${pairs} pairs of picture and brand (at most ${figure(1e6 * wilsonUpperBound(invented, pairs), 1)} per million).`
    }`,
    markdownTable(['condition', 'pictures', 'read'], byKind),
  );
  const targets: Target[] = [
    {
      promise: 'distorted logo words read',
      required: 0.92,
      measured: recall!.estimate,
      interval: [recall!.low, recall!.high],
      better: 'higher',
      unit: '%',
      ...(missing.length > 0 && { shortfall: `drawn without ${missing.join(', ')}` }),
    },
    {
      promise: 'pictures without a brand on which one is read',
      required: 0,
      measured: wrong / plain.length,
      better: 'lower',
      unit: '%',
    },
  ];
  return { markdown, targets };
}

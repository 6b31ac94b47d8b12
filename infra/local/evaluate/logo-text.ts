import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Brand } from '#shared/domain/brand.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { clusteredBootstrap } from '#shared/learning/bootstrap.ts';
import { seededRandom } from '#shared/learning/random.ts';
import { wilsonUpperBound } from '#shared/learning/wilson.ts';
import { findLogo } from '#shared/scoring/brand-mention.ts';
import { datasetPath } from './datasets.ts';
import type { Experiment } from './experiment.ts';
import { markdownTable, paragraphs, percent, percentWithInterval } from './markdown.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const IMAGES = join(ROOT, '.markwarden/evaluate/logo-words');
const SEED = '42';

const Manifest = z.object({
  words: z.array(z.string()),
  items: z.array(z.object({ kind: z.string(), file: z.string(), text: z.string(), pos: z.int() })),
});
type Item = z.infer<typeof Manifest>['items'][number];

/** `read`: the word that stands there was found. `invented`: brands found that do not. */
type Reading = Item & { read: boolean; invented: number; ms: number };

export const logoText: Experiment = {
  name: 'logo-text',
  title: 'Reading logo words on pictures',
  datasets: ['logo-words', 'clothing-cc0-240', '../tools'],
  async run(progress) {
    progress('drawing the pictures');
    const { words, items } = drawPictures();
    const brands = new Map(words.map((word) => [word, asBrand(word)]));
    const readings: Reading[] = [];
    for (const [i, item] of items.entries()) {
      readings.push(await read(item, brands));
      if (i % 100 === 99) progress(`${i + 1} of ${items.length} pictures read`);
    }
    const times = readings.map(({ ms }) => ms).toSorted((a, b) => a - b);
    progress(`median ${times[times.length >> 1]!.toFixed(0)} ms a picture, decoding and hashing included`);
    return { markdown: section(readings) };
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

async function read(item: Item, brands: ReadonlyMap<string, Brand>): Promise<Reading> {
  const bytes = readFileSync(join(IMAGES, item.file));
  const started = performance.now();
  const reading = await readImage(item.file, bytes, { words: true });
  const ms = performance.now() - started;
  if ('unreadable' in reading) throw new Error(reading.unreadable);
  const texts = (reading.facts.words ?? []).map(({ text }) => text);
  const found = brands.entries().filter(([, brand]) => texts.some((text) => findLogo(brand, text)));
  const names = [...found].map(([word]) => word);
  return {
    ...item,
    ms,
    read: names.includes(item.text),
    invented: names.filter((word) => word !== item.text).length,
  };
}

function section(readings: readonly Reading[]): string {
  const logos = readings.filter(({ pos }) => pos === 1);
  const plain = readings.filter(({ pos }) => pos === 0);
  const [recall] = clusteredBootstrap({
    clusterOf: logos.map(({ text }) => text),
    statistic: (weights) => [
      weights.reduce((sum, w, i) => sum + w * Number(logos[i]!.read), 0) / weights.reduce((a, b) => a + b, 0),
    ],
    random: seededRandom(13),
    samples: 500,
  });
  const wrong = plain.filter(({ invented }) => invented > 0).length;
  const confused = logos.filter(({ invented }) => invented > 0).length;
  const byKind = [...Map.groupBy(logos, ({ kind }) => kind)].map(([kind, own]) => [
    kind,
    String(own.length),
    percent(own.filter((reading) => reading.read).length / own.length, 0),
  ]);
  return paragraphs(
    `Words drawn as logos in ${byKind.length} conditions (synthetic; the fonts are those installed, so figures move a little from machine to machine). Read: ${percentWithInterval(recall!)} of ${logos.length} logo pictures; the interval resamples words.`,
    `A brand invented: on ${wrong} of ${plain.length} pictures with other words (at most ${percent(wilsonUpperBound(wrong, plain.length))} with 95 % confidence), each compared with every brand; another brand than the one drawn on ${confused} of ${logos.length}.`,
    markdownTable(['condition', 'pictures', 'read'], byKind),
  );
}

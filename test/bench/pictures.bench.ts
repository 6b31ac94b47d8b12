import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FUNCTION_SETTINGS } from '#infra/aws/function-settings.ts';
import { say } from '#infra/cli/print.ts';
import { buildCatalogue } from '#infra/local/bazaar/catalogue.ts';
import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import { PROJECT_ROOT } from '#infra/local/host/synthesis.ts';
import type { ImageFacts } from '#shared/domain/signal.ts';
import { nearestImage } from '#shared/imaging/image-distance.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { referenceImages } from '#shared/imaging/reference-images.ts';
import { cpuMs, median } from './cpu-time.ts';
import { paddleReader } from './paddle-reader.ts';

// What looking at pictures costs the score function: processor time of one picture after another (a shared machine changes
// waiting, not work), memory at the end, and the size of what Lambda unpacks. Pictures are those of the sample marketplace.

const PICTURES = 60;
const OFFICIAL = 20;
const WARM_UP = 3;

const drawings = buildCatalogue('bench')
  .flatMap(({ offer }) => offer.pictures)
  .slice(0, PICTURES);
const pictures: Buffer[] = [];
for (const drawing of drawings) pictures.push(await drawPicture(drawing));

async function measured(label: string, count: number, work: (i: number) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < WARM_UP; i++) await work(i);
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const started = cpuMs();
    await work(i);
    times.push(cpuMs() - started);
  }
  say(`${label}: ${median(times).toFixed(0)} ms of CPU (median of ${count}; least ${Math.min(...times).toFixed(0)})`);
}

const seen: ImageFacts[] = [];
await measured('a listing picture decoded and hashed', PICTURES, async (i) => {
  const reading = await readImage('x', pictures[i]!, { words: false });
  if ('facts' in reading) seen.push(reading.facts);
});
await measured('the same, and its words read', PICTURES, (i) => readImage('x', pictures[i]!, { words: true }));
const paddle = await paddleReader();
await measured('words read by the package paddleocr instead, without hashing', PICTURES, (i) => paddle(pictures[i]!));
await measured('an official picture in all its forms', OFFICIAL, (i) => referenceImages('x', pictures[i]!));

const references = (
  await Promise.all(pictures.slice(0, OFFICIAL).map((picture) => referenceImages('x', picture)))
).flat();
await measured(`a picture held against ${references.length} hashes`, PICTURES, async (i) =>
  nearestImage([seen[i]!], references),
);

const { memoryMb } = FUNCTION_SETTINGS.score;
say(`memory of this process now: ${megabytes(process.memoryUsage().rss)} MB; the score function has ${memoryMb} MB`);
const bundle = scoreBundle();
say(
  bundle
    ? `score function unzipped: ${megabytes(sizeOf(bundle))} MB of Lambda's 250 MB`
    : 'score function unzipped: not known before `npm run synth`',
);

/** The folder that becomes the function, if the app has been synthesised. */
function scoreBundle(): string | undefined {
  const assembly = join(PROJECT_ROOT, 'cdk.out');
  try {
    for (const file of readdirSync(assembly).filter((name) => name.endsWith('.template.json'))) {
      const { Resources } = JSON.parse(readFileSync(join(assembly, file), 'utf8'));
      for (const { Metadata, Properties } of Object.values<Record<string, Record<string, string>>>(Resources))
        if (Properties?.Description === FUNCTION_SETTINGS.score.description)
          return join(assembly, Metadata!['aws:asset:path']!);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return undefined;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, found) => sum + (found.isFile() ? found.size : 0), 0);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImage } from '#shared/imaging/decode-image.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { lumaOf, pdqHash } from '#shared/imaging/pdq.ts';
import { referenceImages } from '#shared/imaging/reference-images.ts';
import { clusteredBootstrap } from '#shared/learning/bootstrap.ts';
import { seededRandom } from '#shared/learning/random.ts';
import { wilsonUpperBound } from '#shared/learning/wilson.ts';
import { nearestImage, SAME_PICTURE } from '#shared/scoring/image-distance.ts';
import type { ImageFacts, ReferenceImage } from '#shared/scoring/signal.ts';
import { datasetPath } from './datasets.ts';
import type { Experiment } from './experiment.ts';
import { figure, markdownTable, paragraphs, percent, percentWithInterval } from './markdown.ts';
import { PICTURE_EDITS } from './picture-edits.ts';

/** Every fourth picture is edited and looked for among all: a minute instead of four. */
const EVERY = 4;
/** Published with the reference implementation. */
const REFERENCE = {
  file: 'pdq-images/bridge-mods/aaa-orig.jpg',
  hash: 'f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22',
};

type Found = { edit: string; owner: number; distance: number | undefined; wrong: number[] };

export const imageMatching: Experiment = {
  name: 'image-matching',
  title: 'Recognising a taken picture',
  datasets: ['clothing-cc0-240', 'pdq-images'],
  async run(progress) {
    const pictures = picturesIn(datasetPath('clothing-cc0-240')).map((path) => readFileSync(path));
    const references: ReferenceImage[][] = [];
    for (const [i, picture] of pictures.entries()) references.push(await referenceImages(String(i), picture));
    const hashes = references.reduce((sum, own) => sum + own.length, 0);
    progress(`${pictures.length} pictures known by ${hashes} hashes`);
    const looks: Found[] = [];
    for (const [edit, apply] of Object.entries(PICTURE_EDITS)) {
      for (let owner = 0; owner < pictures.length; owner += EVERY) {
        const edited = await apply(pictures[owner]!, [pictures[(owner + 1) % pictures.length]!]);
        const foreign = edit.startsWith('collage') ? (owner + 1) % pictures.length : -1;
        looks.push(await lookUp(edited, edit, owner, foreign, references));
      }
      progress(
        `${edit}: ${percent(
          recallOf(
            looks.filter((look) => look.edit === edit),
            LOOSEST,
          ),
        )}`,
      );
    }
    return { markdown: section(looks, pictures.length, await referenceHash()) };
  },
};

const LOOSEST = 256;

function picturesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(jpe?g|png)$/.test(name))
    .toSorted()
    .map((name) => join(folder, name));
}

/** Nearest distance to the picture's own references, and those to foreign ones, as far as the product calls them near. */
async function lookUp(
  edited: Buffer,
  edit: string,
  owner: number,
  collagePartner: number,
  references: readonly ReferenceImage[][],
): Promise<Found> {
  const reading = await readImage('edited', edited, { words: false });
  if ('unreadable' in reading) throw new Error(reading.unreadable);
  const facts: ImageFacts[] = [reading.facts];
  const wrong = references.flatMap((others, i) => {
    if (i === owner || i === collagePartner) return [];
    const near = nearestImage(facts, others);
    return near ? [near.distance] : [];
  });
  return { edit, owner, distance: nearestImage(facts, references[owner]!)?.distance, wrong };
}

const recallOf = (looks: readonly Found[], threshold: number): number =>
  looks.filter(({ distance }) => distance !== undefined && distance <= threshold).length / looks.length;

function section(looks: readonly Found[], pictures: number, reference: string): string {
  const pairs = looks.reduce((sum, { edit }) => sum + pictures - (edit.startsWith('collage') ? 2 : 1), 0);
  const rows = [
    ['the same picture (default)', SAME_PICTURE],
    ['an edited picture (counts less)', LOOSEST],
  ].map(([label, threshold]) => {
    const wrong = looks.reduce((sum, look) => sum + look.wrong.filter((d) => d <= Number(threshold)).length, 0);
    const [recall] = clusteredBootstrap({
      clusterOf: looks.map(({ owner }) => owner),
      statistic: (weights) => [
        weights.reduce((sum, w, i) => sum + w * Number((looks[i]!.distance ?? 257) <= Number(threshold)), 0) /
          weights.reduce((a, b) => a + b, 0),
      ],
      random: seededRandom(12),
      samples: 500,
    });
    return [
      String(label),
      percentWithInterval(recall!),
      `${wrong} of ${pairs}`,
      figure((1e6 * wrong) / pairs, 1),
      figure(1e6 * wilsonUpperBound(wrong, pairs), 1),
    ];
  });
  const byEdit = Object.keys(PICTURE_EDITS).map((edit) => {
    const own = looks.filter((look) => look.edit === edit);
    return [edit, percent(recallOf(own, SAME_PICTURE), 0), percent(recallOf(own, LOOSEST), 0)];
  });
  return paragraphs(
    `${pictures} garment photos (CC0) are known by their hashes, crops and mirror images; every ${EVERY}th is edited in ${byEdit.length} ways and looked for among all. The edits are synthetic. The published hash of the reference implementation ${reference === REFERENCE.hash ? 'is reproduced bit by bit' : `is NOT reproduced: ${reference}`}. Intervals resample pictures.`,
    markdownTable(['taken for', 'recall', 'false matches', 'per million', 'at most (95 %)'], rows),
    markdownTable(['edit', 'same', 'same or edited'], byEdit),
  );
}

async function referenceHash(): Promise<string> {
  const { data, width, height } = await decodeImage(readFileSync(datasetPath(REFERENCE.file)), 10_000);
  return pdqHash(lumaOf(data, width, height)).pdq;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import { officialScene, phoneScene, photo, studioScene } from '#infra/local/bazaar/genuine-offers.ts';
import { PRODUCTS } from '#infra/local/bazaar/products.ts';
import { seededRandom as bazaarRandom } from '#infra/local/bazaar/random.ts';
import type { ReferenceImage } from '#shared/domain/signal.ts';
import { decodeImage } from '#shared/imaging/decode-image.ts';
import { EDITED_PICTURE, nearestImage, SAME_PICTURE } from '#shared/imaging/image-distance.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { type GreyCopy, greyCopy, LISTING_SIDE, REFERENCE_SIDE } from '#shared/imaging/local-features.ts';
import { lumaOf, pdqHash } from '#shared/imaging/pdq.ts';
import { referenceImages } from '#shared/imaging/reference-images.ts';
import { detailsShown } from '#shared/imaging/same-details.ts';
import { clusteredBootstrap } from '#shared/learning/bootstrap.ts';
import { wilsonUpperBound } from '#shared/learning/wilson.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { datasetPath } from './datasets.ts';
import type { Experiment } from './experiment.ts';
import { FURTHER_EDITS, HELD_OUT_EDITS, withSameLogo } from './further-edits.ts';
import { figure, markdownTable, paragraphs, percent, percentWithInterval } from './markdown.ts';
import { PICTURE_EDITS, type PictureEdit } from './picture-edits.ts';
import type { Target } from './targets.ts';

/** Published with the reference implementation. */
const REFERENCE = {
  file: 'pdq-images/bridge-mods/aaa-orig.jpg',
  hash: 'f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22',
};
const SUBJECT = 'clothing-cc0-240';
/** Other pictures, to be mistaken for. Those of one folder may show the same thing: they are not held against each other. */
const BYSTANDERS = [
  'replica-photos',
  'pdq-images/reg-test-input/labelme-subset',
  'pdq-images/misc-images/modes/original.jpg',
  'pdq-images/misc-images/c.png',
  'pdq-images/misc-images/wee.jpg',
  'pdq-images/reg-test-input/pen-and-coaster.png',
];
const ALL_EDITS = { ...PICTURE_EDITS, ...FURTHER_EDITS, ...HELD_OUT_EDITS };
/** Also looked for as they are: that finds no copies, but it is one more chance to be wrong. */
const UNEDITED: PictureEdit = async (picture) => picture;
const AT_ONCE = 6; // decoding waits in threads of its own while others are hashed
const FAR = 90; // foreign pictures nearer than this are counted by distance

type Picture = { folder: string; bytes: Buffer; references: ReferenceImage[]; copy: GreyCopy };
/** Smallest distances to the picture's own references (undefined beyond FAR) and to foreign pictures. */
type Look = {
  edit: string;
  owner: number;
  own: number | undefined;
  foreign: number[];
  compared: number;
  /** The picture of which it shows details; looked at as the system does, where the hash does not find its own. */
  details?: number | 'nothing';
};

export const imageMatching: Experiment = {
  name: 'image-matching',
  promises: true,
  title: 'Recognising a taken picture',
  datasets: [SUBJECT, 'pdq-images'],
  async run(progress, { quick }) {
    const every = quick ? 12 : 1;
    const pictures: Picture[] = [];
    for (const { folder, path } of picturesIn([SUBJECT, ...BYSTANDERS])) {
      const bytes = await asShopsShowIt(path);
      pictures.push({
        folder,
        bytes,
        // Known by its number: pictures of several folders have one name.
        references: await referenceImages(String(pictures.length), bytes),
        copy: await copyOf(bytes),
      });
    }
    const hashes = pictures.reduce((sum, { references }) => sum + references.length, 0);
    progress(`${pictures.length} pictures known by ${hashes} hashes`);
    const looks: Look[] = [];
    for (const [edit, apply] of Object.entries({ ...ALL_EDITS, 'as it is': UNEDITED })) {
      const step = edit in FURTHER_EDITS ? 12 * every : edit in HELD_OUT_EDITS ? Math.max(4, every) : every;
      const edited = pictures.flatMap((_, i) => (i % step === 0 ? [i] : []));
      for (let from = 0; from < edited.length; from += AT_ONCE) {
        const owners = edited.slice(from, from + AT_ONCE);
        looks.push(...(await Promise.all(owners.map((owner) => look(edit, apply, owner, pictures)))));
      }
      progress(`${edit}: ${percent(recallOf(subjectLooks(looks, pictures, edit), EDITED_PICTURE))}`);
    }
    const hard = await hardPairs(pictures, quick);
    progress(
      `taken for one by their details: ${hard.map(({ what, wrong, of }) => `${what} ${wrong} of ${of}`).join(', ')}`,
    );
    const hash = await referenceHash();
    const logos = await sameLogo(pictures, quick ? 12 : SAME_LOGO);
    progress(`same logo: nearest of ${logos.length} pairs ${Math.min(...logos)}`);
    return {
      markdown: section(looks, pictures, hash, logos, hard),
      targets: [...targetsOf(looks, pictures, hash, quick), ...furtherTargets(looks, pictures, logos, hard)],
    };
  },
};

/** Pictures on which the same lettering is put: 65 make 2,080 pairs. */
const SAME_LOGO = 65;

/** Distances of pictures of different goods with the same logo, each held against all forms of each other one. */
async function sameLogo(pictures: readonly Picture[], count: number): Promise<number[]> {
  const lettered: { references: ReferenceImage[]; facts: Parameters<typeof nearestImage>[0][number] }[] = [];
  for (const { bytes } of pictures.filter(({ folder }) => folder === SUBJECT).slice(0, count)) {
    const edited = await withSameLogo(bytes, []);
    const reading = await readImage('lettered', edited, { words: false });
    if ('unreadable' in reading) throw new Error(reading.unreadable);
    lettered.push({ references: await referenceImages('lettered', edited), facts: reading.facts });
  }
  return lettered.flatMap(({ facts }, i) =>
    lettered.slice(0, i).map(({ references }) => nearestImage([facts], references, FAR)?.distance ?? FAR + 1),
  );
}

const copyOf = async (bytes: Uint8Array): Promise<GreyCopy> => greyCopy(await decodeImage(bytes), REFERENCE_SIDE);

/** How many of the pictures are taken for another one by their details; `shown` counts those. */
type HardPairs = { what: string; wrong: number; of: number };

const OWN_PHOTOS = 28; // of each product: with the others more than 400 pictures

/** Pictures that are near each other and are no copies: each is held against every one of the others in detail. */
async function hardPairs(pictures: readonly Picture[], quick: boolean): Promise<HardPairs[]> {
  const count = quick ? 8 : SAME_LOGO;
  const lettered = await Promise.all(
    pictures.slice(0, count).map(async ({ bytes }, i) => namedPicture(String(i), await withSameLogo(bytes, []))),
  );
  const random = bazaarRandom('own photos of the same goods, second draw');
  const official = [];
  for (const product of PRODUCTS) {
    const drawn = await drawPicture(photo(product, product.colours[0]!, officialScene(product)));
    official.push(await namedPicture(product.sku, drawn));
  }
  let own = 0;
  let taken = 0;
  for (const product of PRODUCTS) {
    for (let i = 0; i < (quick ? 2 : OWN_PHOTOS); i++, own++) {
      const scene = i % 2 === 0 ? phoneScene(random) : studioScene(random);
      const colour = product.colours[i % product.colours.length]!;
      const bytes = await drawPicture(photo(product, colour, scene));
      if ((await shownOf(bytes, official, PRODUCTS.length)) !== 'nothing') taken++;
    }
  }
  let lettering = 0;
  for (const [i, { bytes }] of lettered.entries())
    if ((await shownOf(bytes, lettered.slice(0, i), i)) !== 'nothing') lettering++;
  return [
    { what: 'other goods with the same logo', wrong: lettering, of: (count * (count - 1)) / 2 },
    { what: 'own photos of the same goods', wrong: taken, of: own * PRODUCTS.length },
  ];
}

type NamedPicture = Pick<Picture, 'bytes' | 'references' | 'copy'> & { source: string };

const namedPicture = async (source: string, bytes: Buffer): Promise<NamedPicture> => ({
  source,
  bytes,
  references: await referenceImages(source, bytes),
  copy: await copyOf(bytes),
});

async function shownOf(bytes: Buffer, others: readonly NamedPicture[], most?: number) {
  const reading = await readImage('own', bytes, { words: false });
  if ('unreadable' in reading) throw new Error(reading.unreadable);
  const references = others.flatMap((each) => each.references);
  const copies = new Map(others.map(({ source, copy }) => [source, copy]));
  const grey = await greyCopy(await decodeImage(bytes), LISTING_SIDE);
  return detailsShown(reading.facts, grey, references, copies, most);
}

function furtherTargets(
  looks: readonly Look[],
  pictures: readonly Picture[],
  logos: readonly number[],
  hard: readonly HardPairs[],
): Target[] {
  return [
    {
      promise: `further edits of a picture (synthetic, held out, ${Object.keys(HELD_OUT_EDITS).length} kinds), found`,
      required: 0.85,
      measured: foundShare(subjectLooks(looks, pictures, undefined, HELD_OUT_EDITS)),
      better: 'higher',
      unit: '%',
    },
    {
      promise: 'pictures taken for another one by their details, among all that were looked at so',
      required: 0,
      measured: wrongByDetails(looks, pictures).length,
      better: 'lower',
      unit: '',
    },
    ...hard.map(({ what, wrong, of }) => ({
      promise: `${what} (synthetic), taken for one picture by their details, ${of} pairs`,
      required: 0,
      measured: wrong,
      better: 'lower' as const,
      unit: '' as const,
    })),
    {
      promise: 'pairs of other goods with the same logo (synthetic), taken for one picture',
      required: 0,
      measured: logos.filter((distance) => distance <= EDITED_PICTURE).length,
      better: 'lower',
      unit: '',
    },
  ];
}

function picturesIn(names: readonly string[]): { folder: string; path: string }[] {
  return names
    .filter((name) => existsSync(datasetPath(name)))
    .flatMap((name) => {
      const path = datasetPath(name);
      if (isPicture(name)) return [{ folder: name, path }];
      return readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter(isPicture)
        .toSorted()
        .map((file) => ({ folder: name, path: join(path, file) }));
    });
}

const LONGEST_SIDE = 800;

/** Larger pictures are made smaller before they are edited, which is most of the work. */
async function asShopsShowIt(path: string): Promise<Buffer> {
  const { width, height } = await sharp(path).metadata();
  if (Math.max(width, height) <= LONGEST_SIDE) return readFileSync(path);
  return sharp(path).resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside' }).jpeg({ quality: 95 }).toBuffer();
}

const isPicture = (name: string): boolean => /\.(jpe?g|png|webp)$/.test(name);

async function look(edit: string, apply: PictureEdit, owner: number, pictures: readonly Picture[]): Promise<Look> {
  const edited = await apply(
    pictures[owner]!.bytes,
    partnersOf(owner, pictures).map((i) => pictures[i]!.bytes),
  );
  const reading = await readImage('edited', edited, { words: false });
  if ('unreadable' in reading) throw new Error(reading.unreadable);
  const distanceTo = (i: number) => nearestImage([reading.facts], pictures[i]!.references, FAR)?.distance;
  const foreign = pictures.flatMap((_, i) => (isForeign(i, owner, pictures, edit) ? [i] : []));
  const own = distanceTo(owner);
  const isSought = edit in FURTHER_EDITS || edit in HELD_OUT_EDITS || apply === UNEDITED;
  const isLost = apply === UNEDITED || own === undefined || own > EDITED_PICTURE;
  return {
    edit,
    owner,
    own,
    ...(isSought &&
      isLost && {
        details: await detailsAmong(edited, reading.facts, pictures, apply === UNEDITED ? owner : undefined),
      }),
    foreign: foreign.map(distanceTo).filter((distance) => distance !== undefined),
    compared: foreign.length,
  };
}

/** Looked for among all pictures, or, for one that is as it is, among all others. */
async function detailsAmong(
  edited: Buffer,
  facts: Parameters<typeof nearestImage>[0][number],
  pictures: readonly Picture[],
  without: number | undefined,
): Promise<number | 'nothing'> {
  const others = pictures.map((picture, i) => ({ ...picture, i })).filter(({ i }) => i !== without);
  const references = others.flatMap((each) => each.references);
  const copies = new Map(others.map(({ i, copy }) => [String(i), copy]));
  const grey = await greyCopy(await decodeImage(edited), LISTING_SIDE);
  const shown = await detailsShown(facts, grey, references, copies);
  return shown === 'nothing' ? shown : Number(shown.source);
}

const isFound = ({ own, owner, details }: Look): boolean =>
  (own !== undefined && own <= EDITED_PICTURE) || details === owner;
const foundShare = (looks: readonly Look[]): number => looks.filter(isFound).length / looks.length;

const wrongByDetails = (looks: readonly Look[], pictures: readonly Picture[]): Look[] =>
  looks.filter(({ details, owner, edit }) => typeof details === 'number' && isForeign(details, owner, pictures, edit));

/** Those that a collage shows beside it. */
const partnersOf = (owner: number, { length }: readonly Picture[]): number[] => [
  (owner + 1) % length,
  (owner + 2) % length,
];

function isForeign(i: number, owner: number, pictures: readonly Picture[], edit: string): boolean {
  if (i === owner) return false;
  if (edit.startsWith('collage') && partnersOf(owner, pictures).includes(i)) return false; // it is really there
  return pictures[i]!.folder === SUBJECT || pictures[i]!.folder !== pictures[owner]!.folder;
}

/** Copies are looked for among the garments, and only where there is something to find. */
const subjectLooks = (
  looks: readonly Look[],
  pictures: readonly Picture[],
  edit?: string,
  edits: Record<string, PictureEdit> = PICTURE_EDITS,
): Look[] =>
  looks.filter((each) => pictures[each.owner]!.folder === SUBJECT && (edit ? each.edit === edit : each.edit in edits));

const recallOf = (looks: readonly Look[], threshold: number): number =>
  looks.filter(({ own }) => own !== undefined && own <= threshold).length / looks.length;

/** Too few pairs are looked at in a quick run to bound the false matches: there they are only counted. */
function targetsOf(looks: readonly Look[], pictures: readonly Picture[], hash: string, quick: boolean): Target[] {
  const pairs = looks.reduce((sum, { compared }) => sum + compared, 0);
  const foreign = looks.flatMap((each) => each.foreign);
  const within = (bits: number) => foreign.filter((distance) => distance <= bits).length;
  const wrong = within(EDITED_PICTURE);
  return [
    {
      promise: 'edited copies of a picture found, 17 kinds of edit',
      required: 0.75,
      measured: recallOf(subjectLooks(looks, pictures), EDITED_PICTURE),
      better: 'higher',
      unit: '%',
    },
    {
      promise: `the same, false matches${quick ? '' : ' at most (95 %)'}`,
      required: 5,
      measured: 1e6 * (quick ? wrong / pairs : exactUpperBound(wrong, pairs)),
      better: 'lower',
      unit: 'per million',
    },
    {
      promise: 'pictures taken for the same (default threshold), false matches',
      required: 0,
      measured: within(SAME_PICTURE),
      better: 'lower',
      unit: '',
    },
    {
      promise:
        'the published PDQ hash is reproduced bit by bit by our port (pictures are compared by a faster hash, about 8 of 256 bits from it)',
      required: 1,
      measured: Number(hash === REFERENCE.hash),
      better: 'higher',
      unit: '',
    },
  ];
}

function section(
  looks: readonly Look[],
  pictures: readonly Picture[],
  reference: string,
  logos: readonly number[],
  hard: readonly HardPairs[],
): string {
  const copies = subjectLooks(looks, pictures);
  const pairs = looks.reduce((sum, { compared }) => sum + compared, 0);
  const foreign = looks.flatMap((each) => each.foreign);
  const rows = [
    ['the same picture (default)', SAME_PICTURE] as const,
    ['an edited picture (counts less)', EDITED_PICTURE] as const,
  ].map(([label, threshold]) => {
    const wrong = foreign.filter((distance) => distance <= threshold).length;
    const [recall] = clusteredBootstrap({
      clusterOf: copies.map(({ owner }) => owner),
      statistic: (weights) => [
        weights.reduce((sum, w, i) => sum + w * Number((copies[i]!.own ?? 257) <= threshold), 0) /
          weights.reduce((a, b) => a + b, 0),
      ],
      random: seededRandom(12),
      samples: 500,
    });
    return [
      `${label}: ${threshold} bits`,
      percentWithInterval(recall!),
      `${wrong} of ${pairs}`,
      figure((1e6 * wrong) / pairs, 1),
      figure(1e6 * exactUpperBound(wrong, pairs), 1),
    ];
  });
  const byEdit = Object.keys(ALL_EDITS).map((edit) => {
    const own = subjectLooks(looks, pictures, edit);
    const byDetails = edit in PICTURE_EDITS ? '–' : percent(foundShare(own), 0);
    return [edit, percent(recallOf(own, SAME_PICTURE), 0), percent(recallOf(own, EDITED_PICTURE), 0), byDetails];
  });
  const bystanders = pictures.filter(({ folder }) => folder !== SUBJECT).length;
  const heldOut = subjectLooks(looks, pictures, undefined, HELD_OUT_EDITS);
  const detailed = looks.filter(({ details }) => details !== undefined);
  const nearer = [60, 65, 70, 75, 80].map(
    (distance) => `${foreign.filter((each) => each <= distance).length} within ${distance}`,
  );
  return paragraphs(
    `${pictures.length - bystanders} garment photos (CC0) and ${bystanders} other pictures are known by the hashes of their forms; each is edited in ${Object.keys(ALL_EDITS).length} ways, and looked for among all. Recall is that of the garments. The edits are synthetic. The hash that is measured is the one in use (border removed, means of boxes at 256 px): 8 bits from the published one on the reference picture, 8 in the median of 60 garment photos. The published hash of the reference implementation ${reference === REFERENCE.hash ? 'is reproduced bit by bit' : `is NOT reproduced: ${reference}`} by our port, which serves as the reference only. Intervals resample pictures.`,
    markdownTable(['taken for', 'recall', 'false matches', 'per million', 'at most (95 %)'], rows),
    `A pair is one edited (or unedited) picture held against all forms of one foreign picture; of the other pictures only those from different folders make pairs. Pairs share pictures, so they are fewer in effect than in number. The ${EDITED_PICTURE} bits were chosen on these very pairs, below the nearest foreign picture: that none is within them is how they were chosen, and no independent evidence. The ${SAME_PICTURE} bits are Meta's. The nearest foreign picture is ${Math.min(...foreign)} bits away; ${nearer.join(', ')}.`,
    `Of the edits below the first ${Object.keys(PICTURE_EDITS).length} are those promised above. The next ${Object.keys(FURTHER_EDITS).length} were looked at while the forms of a reference were chosen (every twelfth picture: ${percent(recallOf(subjectLooks(looks, pictures, undefined, FURTHER_EDITS), EDITED_PICTURE))} found), the last ${Object.keys(HELD_OUT_EDITS).length}, of other amounts and sides, were not (every fourth picture: ${percent(recallOf(heldOut, EDITED_PICTURE))}). With local features as a second stage (ORB, ratio test, a similarity by RANSAC, the brightness compared where the pictures lie over each other), as the system looks where the hash finds nothing, it is ${percent(foundShare(heldOut))} of the last; how many details are needed, what they must span and how alike the brightness must be was chosen on the further edits and on halves of the hard pairs below.`,
    markdownTable(['edit', 'same', 'same or edited', 'or by details'], byEdit),
    `The same lettering put on ${SAME_LOGO} garments: of ${logos.length} pairs of different garments ${logos.filter((distance) => distance <= EDITED_PICTURE).length} are taken for one picture; the nearest is ${Math.min(...logos) > FAR ? `more than ${FAR}` : Math.min(...logos)} bits away.`,
    `By their details ${wrongByDetails(looks, pictures).length} of ${detailed.length} pictures are taken for another one (each held against the 16 of ${pictures.length} whose hashes are nearest; ${detailed.filter(({ edit }) => edit === 'as it is').length} of them as they are, among all others). Hard pairs (synthetic): ${hard.map(({ what, wrong, of }) => `${what}: ${wrong} of ${of}`).join('; ')}. The own photos are drawings of the sample market's goods on other grounds, tilted by up to 16 degrees: kinder than a camera that stands elsewhere, harder in that the goods are the same to the line.`,
  );
}

/** Of a share, one-sided 95 %: exact for none, Wilson's would promise more than it may there. */
const exactUpperBound = (wrong: number, pairs: number): number =>
  wrong === 0 ? 1 - 0.05 ** (1 / pairs) : wilsonUpperBound(wrong, pairs);

async function referenceHash(): Promise<string> {
  const { data, width, height } = await decodeImage(readFileSync(datasetPath(REFERENCE.file)), 10_000);
  return pdqHash(lumaOf(data, width, height)).pdq;
}

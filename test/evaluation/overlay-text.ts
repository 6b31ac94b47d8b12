import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distance } from 'fastest-levenshtein';
import sharp from 'sharp';
import { buildCatalogue } from '#infra/local/bazaar/catalogue.ts';
import { drawPicture } from '#infra/local/bazaar/draw-picture.ts';
import { Brand } from '#shared/domain/brand.ts';
import { Listing } from '#shared/domain/listing.ts';
import type { ImageFacts } from '#shared/domain/signal.ts';
import { readImage } from '#shared/imaging/image-facts.ts';
import { wilsonUpperBound } from '#shared/learning/wilson.ts';
import { foldText } from '#shared/recognition/text-folding.ts';
import lexicon from '#shared/recognition/wording-lexicon.json' with { type: 'json' };
import { type Random, seededRandom } from '#shared/runtime/seeded-random.ts';
import { overlayText as overlaySignal } from '#shared/signals/overlay-text.ts';
import { datasetPath, hasDataset } from './datasets.ts';
import type { Experiment } from './experiment.ts';
import { installedFonts } from './installed-fonts.ts';
import { markdownTable, paragraphs, percent } from './markdown.ts';
import type { Target } from './targets.ts';

const SIDE = 800;
const GROUNDS = 'clothing-cc0-240';
/** Phrases that honest shops write on their pictures; some contain a suspicious one. */
const HONEST = [
  '现货速发',
  '全场包邮',
  '新款上市',
  '七天无理由退货',
  '假一赔十',
  '官方旗舰店',
  '厂家直销',
  '纯棉面料',
  '限时特惠',
  '专柜正品',
  '买一送一',
  '官方复刻',
];
const NEAR = 4; // one wrong character in so many

/** Words for copies that are written in Chinese, as our own lexicon has them. */
const SUSPICIOUS = lexicon.entries
  .filter(({ languages }) => languages.includes('zh'))
  .flatMap(({ terms }) => terms)
  .filter((term) => /\p{Script=Han}/u.test(term));

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;

type Draw = (phrase: string, ground: Buffer, font: string, random: Random) => Promise<Buffer>;

const CONDITIONS: Record<string, Draw> = {
  plain: (phrase, _, font) => drawn(phrase, undefined, { font, colour: '#1a1a1a' }),
  'on a photo': (phrase, ground, font, random) =>
    drawn(phrase, ground, { font, colour: pick(['#ffffff', '#ffe000', '#e60012'], random), outline: '#00000080' }),
  'in a coloured box': (phrase, ground, font, random) =>
    drawn(phrase, ground, { font, colour: '#ffffff', box: pick(['#e60012', '#0a5bc4', '#111111'], random) }),
  'tilted, on a photo': (phrase, ground, font, random) =>
    drawn(phrase, ground, { font, colour: '#ffffff', outline: '#000000', degrees: random() < 0.5 ? -8 : 8 }),
  small: (phrase, ground, font) => drawn(phrase, ground, { font, colour: '#111111', box: '#ffffff', size: 32 }),
};

type Look = { font: string; colour: string; outline?: string; box?: string; degrees?: number; size?: number };

async function drawn(phrase: string, ground: Buffer | undefined, look: Look): Promise<Buffer> {
  const { font, colour, outline = 'none', box, degrees = 0, size = 72 } = look;
  const width = size * (phrase.length + 1);
  const behind = box
    ? `<rect x="${(SIDE - width) / 2}" y="${SIDE / 2 - size}" width="${width}" height="${1.5 * size}" fill="${box}"/>`
    : '';
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><g transform="rotate(${degrees} ${SIDE / 2} ${SIDE / 2})">${behind}` +
    `<text x="${SIDE / 2}" y="${SIDE / 2}" font-family="${font}" font-size="${size}" font-weight="700" text-anchor="middle" fill="${colour}" stroke="${outline}" stroke-width="${outline === 'none' ? 0 : 2}">${phrase}</text></g></svg>`;
  const below = ground
    ? sharp(await sharp(ground).resize(SIDE, SIDE, { fit: 'cover' }).toBuffer())
    : sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#f6f4ee' } });
  return below
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 85 })
    .toBuffer();
}

export const overlayText: Experiment = {
  name: 'overlay-text',
  promises: true,
  title: 'Reading Chinese words laid over pictures',
  datasets: [],
  unavailable: () =>
    installedFonts('zh-cn').length === 0 ? 'no font for Chinese is installed (Debian: fonts-noto-cjk)' : undefined,
  async run(progress, { quick }) {
    const font = chosenFont(installedFonts('zh-cn'));
    const grounds = await groundPictures();
    progress(`drawn in ${font} on ${grounds.kind}`);
    const random = seededRandom(30);
    const looks: Seen[] = [];
    for (const [condition, draw] of Object.entries(CONDITIONS).slice(0, quick ? 2 : undefined)) {
      for (const [phrases, isSuspicious] of [
        [SUSPICIOUS, true],
        [HONEST, false],
      ] as const) {
        for (const phrase of phrases) {
          const picture = await draw(phrase, pick(grounds.pictures, random), font, random);
          looks.push({ condition, phrase, isSuspicious, ...(await look(picture, phrase)) });
        }
      }
      progress(
        `${condition}: ${share(
          looks.filter((each) => each.condition === condition && each.isSuspicious),
          'fires',
        )} fire`,
      );
    }
    for (const { condition, phrase, text } of looks.filter(({ isSuspicious, fires }) => isSuspicious && !fires))
      progress(`missed, ${condition}: ${phrase} read as "${text}"`);
    return { markdown: section(looks, font, grounds.kind), targets: [readTarget(looks)] };
  },
};

type Seen = {
  condition: string;
  phrase: string;
  isSuspicious: boolean;
  text: string;
  exact: boolean;
  near: boolean;
  fires: boolean;
};

const chosenFont = (fonts: readonly string[]): string =>
  fonts.find((font) => /Noto Sans CJK SC|Source Han Sans/.test(font)) ?? fonts[0]!;

async function groundPictures(): Promise<{ kind: string; pictures: Buffer[] }> {
  if (!hasDataset(GROUNDS)) {
    const pictures = buildCatalogue('overlay-text').flatMap(({ offer }) => offer.pictures.slice(0, 1));
    return {
      kind: 'drawings of the sample marketplace',
      pictures: await Promise.all(pictures.slice(0, 40).map(drawPicture)),
    };
  }
  const files = readdirSync(datasetPath(GROUNDS), { recursive: true, encoding: 'utf8' });
  const photos = files.filter((name) => /\.(jpe?g|png)$/.test(name)).toSorted();
  return {
    kind: 'garment photos (CC0)',
    pictures: photos.map((name) => readFileSync(join(datasetPath(GROUNDS), name))),
  };
}

async function look(picture: Buffer, phrase: string): Promise<Pick<Seen, 'text' | 'exact' | 'near' | 'fires'>> {
  const reading = await readImage('drawn', picture, { words: true });
  if ('unreadable' in reading) throw new Error(reading.unreadable);
  const texts = (reading.facts.words ?? []).map(({ text }) => foldText(text));
  const wanted = foldText(phrase);
  const exact = texts.join('').replace(/\s/g, '').includes(wanted);
  return {
    text: texts.join(' / '),
    exact,
    near: exact || texts.some((text) => distance(text, wanted) <= wanted.length / NEAR),
    fires: fires(reading.facts),
  };
}

const BRAND = Brand.parse({ id: 'measured', name: 'Measured', fingerprint: { names: ['Measured'] } });
const LISTING = Listing.parse({
  marketplace: 'bazaar',
  id: '1',
  url: 'https://bazaar.example/item/1',
  title: 'x',
  price: null,
  seller: null,
});

const fires = (image: ImageFacts): boolean =>
  overlaySignal.evaluate({ brand: BRAND, listing: LISTING, images: [image], now: new Date(0) }) !== 'not-applicable';

const share = (looks: readonly Seen[], what: 'exact' | 'near' | 'fires'): string =>
  percent(looks.filter((each) => each[what]).length / looks.length, 0);

/** Plain and on a photo, as the reader was measured when it was chosen. */
function readTarget(looks: readonly Seen[]): Target {
  const own = looks.filter(
    ({ condition, isSuspicious }) => isSuspicious && ['plain', 'on a photo'].includes(condition),
  );
  return {
    promise: 'Chinese words over pictures read, plain and on a photo (28 of 30)',
    required: 28 / 30,
    measured: own.filter(({ near }) => near).length / own.length,
    better: 'higher',
    unit: '%',
  };
}

function section(looks: readonly Seen[], font: string, ground: string): string {
  const rows = [...Map.groupBy(looks, ({ condition }) => condition)].map(([condition, own]) => {
    const suspicious = own.filter(({ isSuspicious }) => isSuspicious);
    return [
      condition,
      String(suspicious.length),
      share(suspicious, 'exact'),
      share(suspicious, 'near'),
      share(suspicious, 'fires'),
    ];
  });
  const honest = looks.filter(({ isSuspicious }) => !isSuspicious);
  const wrong = honest.filter((each) => each.fires).length;
  return paragraphs(
    `${SUSPICIOUS.length} phrases by which Chinese sellers name copies (all of our own lexicon), drawn in ${font}, where there is a photo on ${ground}. Synthetic. *Signal*: \`overlay-text\` speaks.`,
    markdownTable(['condition', 'pictures', 'read exactly', `read but for 1 character in ${NEAR}`, 'signal'], rows),
    `It speaks on ${wrong} of ${honest.length} pictures with honest phrases (at most ${percent(wilsonUpperBound(wrong, honest.length))} with 95 % confidence).`,
  );
}

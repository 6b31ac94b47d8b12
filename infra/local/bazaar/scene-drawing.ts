import { drawGoods } from './goods-drawing.ts';
import type { Scene, Subject } from './picture.ts';
import { type Random, seededRandom } from './random.ts';

/** Side of every drawing in pixels, before edits. */
export const SIDE = 640;

type Pose = { x: number; y: number; scale: number; turn: number };

function posed(subject: Subject, pose: Pose): string {
  const shadow = `<ellipse cx="0" cy="262" rx="190" ry="20" fill="#000" opacity="0.16"/>`;
  return `<g transform="translate(${pose.x.toFixed(1)} ${pose.y.toFixed(1)}) rotate(${pose.turn.toFixed(1)}) scale(${pose.scale.toFixed(3)})">${shadow}${drawGoods(subject)}</g>`;
}

function ridge(random: Random, y: number, height: number, colour: string): string {
  let path = `M0 ${SIDE} V${y}`;
  for (let x = 0; x <= SIDE; x += 80) path += ` L${x} ${Math.round(y - random.between(0, height))}`;
  return `<path d="${path} V${SIDE} Z" fill="${colour}"/>`;
}

const SKIES = [
  ['#dfeaf0', '#8fb0bf', '#54798a'],
  ['#f5e6d2', '#d9a679', '#94603f'],
  ['#e4ecdd', '#9db58a', '#5d7a50'],
  ['#e8e4ef', '#a79cc0', '#67597f'],
] as const;

/** The maker's own photo: goods before a landscape, composed differently for every article. */
function officialScene(sku: string, subject: Subject): string {
  const random = seededRandom(`official/${sku}`);
  const [sky, far, near] = random.pick(SKIES);
  const sun = `<circle cx="${random.int(60, 580)}" cy="${random.int(50, 220)}" r="${random.int(30, 90)}" fill="#fff" opacity="0.6"/>`;
  const pose = {
    x: random.int(270, 380),
    y: random.int(310, 350),
    scale: random.between(0.92, 1.06),
    turn: random.between(-5, 5),
  };
  return `<rect width="${SIDE}" height="${SIDE}" fill="${sky}"/>${sun}${ridge(random, random.int(280, 380), 190, far)}${ridge(random, random.int(430, 520), 110, near)}${posed(subject, pose)}`;
}

/** A shop's own photo: paper background, goods a little off the middle. */
function studioScene(seed: number, subject: Subject): string {
  const random = seededRandom(`studio/${seed}`);
  const paper = random.pick(['#f4f4f2', '#ece7df', '#e3e9ec', '#f1e6e4', '#dcdcdc', '#e9efe2']);
  const floor = random.int(420, 600);
  const edge = random.int(-90, 90);
  const prop = random.chance(0.5)
    ? `<circle cx="${random.int(20, 620)}" cy="${random.int(20, 260)}" r="${random.int(40, 130)}" fill="#000" opacity="0.07"/>`
    : `<rect x="${random.int(-60, 420)}" y="${random.int(-60, 200)}" width="${random.int(90, 260)}" height="${random.int(200, 500)}" fill="#000" opacity="0.06"/>`;
  const pose = {
    x: random.int(240, 400),
    y: random.int(300, 350),
    scale: random.between(0.82, 1.05),
    turn: random.between(-9, 9),
  };
  return `<rect width="${SIDE}" height="${SIDE}" fill="${paper}"/>${prop}<path d="M0 ${floor} L${SIDE} ${floor + edge} V${SIDE} H0 Z" fill="#000" opacity="0.1"/>${posed(subject, pose)}`;
}

const FLOORS: ((random: Random) => string)[] = [
  (random) => {
    const [wood, gap] = random.pick([
      ['#a97e55', '#7f5a38'],
      ['#cbb08a', '#a98c63'],
      ['#6d5240', '#4c382b'],
    ]);
    const width = random.int(60, 120);
    const planks = Array.from({ length: 16 }, (_, plank) => `M${plank * width - 200} -200 V900`);
    return `<rect x="-300" y="-300" width="1300" height="1300" fill="${wood}"/><path d="${planks.join(' ')}" stroke="${gap}" stroke-width="7"/>`;
  },
  (random) => {
    const size = random.int(90, 170);
    const lines = Array.from(
      { length: 14 },
      (_, line) => `M${line * size - 300} -300 V1000 M-300 ${line * size - 300} H1000`,
    );
    return `<rect x="-300" y="-300" width="1300" height="1300" fill="${random.pick(['#b9bec2', '#8d979c', '#d8d2c6'])}"/><path d="${lines.join(' ')}" stroke="#70777c" stroke-width="8"/>`;
  },
  (random) => {
    const stripe = random.int(30, 80);
    const stripes = Array.from(
      { length: 20 },
      (_, row) =>
        `<rect x="-300" y="${row * stripe * 2 - 300}" width="1300" height="${stripe}" fill="#fff" opacity="0.35"/>`,
    );
    return `<rect x="-300" y="-300" width="1300" height="1300" fill="${random.pick(['#6c86a3', '#a36c7b', '#8aa37c', '#8a8a9c'])}"/>${stripes.join('')}`;
  },
  (random) =>
    `<rect x="-300" y="-300" width="1300" height="1300" fill="${random.pick(['#efe9dd', '#dfe5e8', '#c9c2b4'])}"/><rect x="${random.int(60, 460)}" y="-300" width="240" height="1300" fill="#7c8a80"/><circle cx="${random.int(480, 600)}" cy="330" r="16" fill="#c7a44a"/>`,
];

/** Somebody's telephone: crooked, off the middle, on whatever floor there was, in whatever light. */
function phoneScene(seed: number, subject: Subject): string {
  const random = seededRandom(`phone/${seed}`);
  const floor = random.pick(FLOORS)(random);
  const pose = {
    x: random.int(230, 410),
    y: random.int(280, 370),
    scale: random.between(0.78, 1.08),
    turn: random.between(-16, 16),
  };
  const light = `<radialGradient id="light" cx="${random.between(0.1, 0.9)}" cy="${random.between(0.1, 0.9)}" r="0.95"><stop offset="0" stop-color="#fff" stop-opacity="0.28"/><stop offset="1" stop-color="#000" stop-opacity="${random.between(0.15, 0.5)}"/></radialGradient>`;
  return `<defs>${light}</defs><g transform="rotate(${random.int(-35, 35)} 320 320)">${floor}</g>${posed(subject, pose)}<rect width="${SIDE}" height="${SIDE}" fill="url(#light)"/>`;
}

export function drawScene(scene: Scene, subject: Subject): string {
  const content =
    scene.kind === 'official'
      ? officialScene(scene.sku, subject)
      : scene.kind === 'studio'
        ? studioScene(scene.seed, subject)
        : phoneScene(scene.seed, subject);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}">${content}</svg>`;
}

import { lettering } from './lettering.ts';
import type { Subject } from './picture.ts';
import type { Shape } from './products.ts';

/** Mixes a #rrggbb colour towards white (share > 0) or black (share < 0). */
function shade(colour: string, share: number): string {
  const target = share > 0 ? 255 : 0;
  const mixed = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16);
    return Math.round(channel + (target - channel) * Math.abs(share))
      .toString(16)
      .padStart(2, '0');
  });
  return `#${mixed.join('')}`;
}

function isLight(colour: string): boolean {
  const [red, green, blue] = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
  return red! * 0.3 + green! * 0.59 + blue! * 0.11 > 150;
}

type Paint = { base: string; dark: string; darker: string; light: string; ink: string };

function paintFor(colour: string): Paint {
  return {
    base: colour,
    dark: shade(colour, -0.22),
    darker: shade(colour, -0.45),
    light: shade(colour, 0.2),
    ink: isLight(colour) ? '#22262b' : '#f6f4ee',
  };
}

function quilting(paint: Paint): string {
  const rows = [-80, -25, 30, 85, 140, 195].map((y) => `M-118 ${y} Q0 ${y + 16} 118 ${y}`);
  return `<path d="${rows.join(' ')}" fill="none" stroke="${paint.dark}" stroke-width="7"/>`;
}

function jacket(cut: number, paint: Paint, words: string | undefined): string {
  const hem = [235, 262, 215][cut % 3]!;
  const hood =
    cut % 3 === 1
      ? 'M-62 -168 Q-40 -205 0 -205 Q40 -205 62 -168 Q30 -150 0 -150 Q-30 -150 -62 -168 Z'
      : 'M-78 -160 Q-84 -262 0 -268 Q84 -262 78 -160 Q40 -128 0 -126 Q-40 -128 -78 -160 Z';
  const neck =
    cut % 3 === 1
      ? 'M-40 -178 Q-24 -194 0 -194 Q24 -194 40 -178 Q20 -164 0 -163 Q-20 -164 -40 -178 Z'
      : 'M-42 -166 Q-30 -218 0 -220 Q30 -218 42 -166 Q20 -146 0 -144 Q-20 -146 -42 -166 Z';
  const flap = cut % 3 === 1 ? `<rect x="-14" y="-150" width="28" height="${hem + 130}" fill="${paint.dark}"/>` : '';
  return `
    <path d="M-120 -150 Q-190 -120 -216 30 Q-232 120 -240 196 L-176 208 Q-160 80 -122 0 Z" fill="${paint.dark}"/>
    <path d="M120 -150 Q190 -120 216 30 Q232 120 240 196 L176 208 Q160 80 122 0 Z" fill="${paint.dark}"/>
    <path d="M-128 -152 Q-60 -176 0 -150 Q60 -176 128 -152 Q140 40 134 ${hem} Q0 ${hem + 18} -134 ${hem} Q-140 40 -128 -152 Z" fill="${paint.base}"/>
    <path d="M40 -158 Q100 -160 128 -152 Q140 40 134 ${hem} Q90 ${hem + 12} 62 ${hem + 11} Q96 20 40 -158 Z" fill="${paint.darker}" opacity="0.22"/>
    ${cut % 3 === 2 ? quilting(paint) : ''}
    <path d="${hood}" fill="${paint.light}"/>
    <path d="${neck}" fill="${paint.darker}"/>
    ${flap}
    <path d="M0 -146 V${hem + 12}" stroke="${paint.darker}" stroke-width="6"/>
    <path d="M-104 78 L-48 104 M104 78 L48 104" stroke="${paint.darker}" stroke-width="6" stroke-linecap="round"/>
    <path d="M-238 176 L-178 188 M238 176 L178 188" stroke="${paint.light}" stroke-width="14"/>
    ${words ? badge(words, { x: 0, y: -62, width: 200 }, paint) : ''}`;
}

function backpack(cut: number, paint: Paint, words: string | undefined): string {
  const top = [-205, -180, -250][cut % 3]!;
  const lid =
    cut % 3 === 1
      ? `<rect x="-112" y="${top - 26}" width="224" height="64" rx="14" fill="${paint.dark}"/><path d="M-112 ${top + 6} H112" stroke="${paint.darker}" stroke-width="5"/>`
      : `<path d="M-124 ${top + 74} Q-132 ${top} 0 ${top - 6} Q132 ${top} 124 ${top + 74} Z" fill="${paint.dark}"/>`;
  const sides =
    cut % 3 === 2
      ? `<rect x="-186" y="0" width="48" height="180" rx="20" fill="${paint.dark}"/><rect x="138" y="0" width="48" height="180" rx="20" fill="${paint.dark}"/>`
      : `<path d="M-142 120 Q-172 130 -160 220 L-130 226 Z M142 120 Q172 130 160 220 L130 226 Z" fill="${paint.dark}"/>`;
  return `
    <path d="M-40 ${top - 4} Q-40 ${top - 46} 0 ${top - 46} Q40 ${top - 46} 40 ${top - 4}" fill="none" stroke="${paint.darker}" stroke-width="14"/>
    ${sides}
    <path d="M-130 ${top + 40} Q-150 120 -142 224 Q-136 258 0 260 Q136 258 142 224 Q150 120 130 ${top + 40} Q0 ${top - 20} -130 ${top + 40} Z" fill="${paint.base}"/>
    ${lid}
    <path d="M-104 20 Q-104 -8 0 -8 Q104 -8 104 20 L110 190 Q110 222 0 224 Q-110 222 -110 190 Z" fill="${paint.light}"/>
    <path d="M-104 34 Q0 18 104 34" fill="none" stroke="${paint.darker}" stroke-width="6"/>
    <path d="M-64 ${top + 60} V4 M64 ${top + 60} V4" stroke="${paint.darker}" stroke-width="13"/>
    <rect x="-76" y="-34" width="24" height="30" rx="5" fill="#20242a"/><rect x="52" y="-34" width="24" height="30" rx="5" fill="#20242a"/>
    ${words ? badge(words, { x: 0, y: 116, width: 178 }, paint) : ''}`;
}

function bottle(cut: number, paint: Paint, words: string | undefined): string {
  const half = [96, 108, 84][cut % 3]!;
  return `
    <rect x="-52" y="-268" width="104" height="70" rx="14" fill="#2a2e33"/>
    <path d="M-30 -268 Q-30 -300 0 -300 Q30 -300 30 -268" fill="none" stroke="#2a2e33" stroke-width="15"/>
    <path d="M-54 -198 H54 Q${half} -176 ${half} -120 V220 Q${half} 256 ${half - 34} 258 H${34 - half} Q${-half} 256 ${-half} 220 V-120 Q${-half} -176 -54 -198 Z" fill="${paint.base}"/>
    <path d="M${half - 40} -160 Q${half} -150 ${half} -110 V220 Q${half} 256 ${half - 34} 258 H${half - 52} Z" fill="${paint.darker}" opacity="0.3"/>
    <path d="M${26 - half} -130 V210" stroke="${paint.light}" stroke-width="16" stroke-linecap="round" opacity="0.8"/>
    <path d="M${-half} 206 H${half}" stroke="${paint.dark}" stroke-width="8"/>
    ${words ? badge(words, { x: 4, y: 20, width: half * 1.7 }, paint) : ''}`;
}

function mug(_cut: number, paint: Paint, words: string | undefined): string {
  return `
    <path d="M-128 -170 H128 L114 -206 H-114 Z" fill="#2a2e33"/><rect x="-34" y="-232" width="68" height="28" rx="8" fill="#2a2e33"/>
    <path d="M-122 -170 H122 L94 226 Q92 250 66 250 H-66 Q-92 250 -94 226 Z" fill="${paint.base}"/>
    <path d="M62 -170 H122 L94 226 Q92 250 66 250 H36 Z" fill="${paint.darker}" opacity="0.28"/>
    <path d="M-122 -64 L-114 30 H114 L122 -64 Z" fill="${paint.dark}"/>
    ${words ? badge(words, { x: 0, y: -17, width: 186 }, { ...paint, ink: isLight(paint.dark) ? '#22262b' : '#f6f4ee' }) : ''}`;
}

function strap(_cut: number, paint: Paint): string {
  return `
    <path d="M-210 150 Q-120 -190 40 -120 Q200 -50 190 190" fill="none" stroke="${paint.base}" stroke-width="46" stroke-linecap="round"/>
    <path d="M-210 150 Q-120 -190 40 -120 Q200 -50 190 190" fill="none" stroke="${paint.dark}" stroke-width="6" stroke-dasharray="16 12"/>
    <rect x="-40" y="-158" width="84" height="60" rx="10" fill="#2a2e33" transform="rotate(18)"/>
    <circle cx="-210" cy="172" r="34" fill="none" stroke="#8b9096" stroke-width="13"/><circle cx="192" cy="214" r="34" fill="none" stroke="#8b9096" stroke-width="13"/>`;
}

function lid(_cut: number, paint: Paint): string {
  return `
    <ellipse cx="0" cy="90" rx="190" ry="84" fill="${paint.darker}"/><rect x="-190" y="-10" width="380" height="100" fill="${paint.dark}"/>
    <ellipse cx="0" cy="-10" rx="190" ry="84" fill="${paint.base}"/><ellipse cx="0" cy="-14" rx="96" ry="40" fill="${paint.light}"/>
    <path d="M-120 -26 Q-110 -190 0 -190 Q110 -190 120 -26" fill="none" stroke="#2a2e33" stroke-width="26"/>`;
}

function cover(_cut: number, paint: Paint): string {
  return `
    <path d="M0 -240 Q190 -210 200 20 Q200 230 0 236 Q-200 230 -200 20 Q-190 -210 0 -240 Z" fill="${paint.base}"/>
    <path d="M-160 -60 Q0 20 160 -60 M-184 60 Q0 150 184 60 M-120 -160 Q0 -100 120 -160" fill="none" stroke="${paint.dark}" stroke-width="9"/>
    <path d="M0 -240 Q190 -210 200 20 Q200 230 0 236 Q-200 230 -200 20 Q-190 -210 0 -240 Z" fill="none" stroke="${paint.darker}" stroke-width="10" stroke-dasharray="22 12"/>`;
}

/** Cut 0 hangs, cut 1 stands. */
function lamp(cut: number, paint: Paint): string {
  const shade = `<path d="M-58 -150 H58 Q150 -60 178 70 H-178 Q-150 -60 -58 -150 Z" fill="${paint.base}"/>
    <path d="M20 -150 H58 Q150 -60 178 70 H96 Q84 -50 20 -150 Z" fill="${paint.darker}" opacity="0.3"/>
    <ellipse cx="0" cy="70" rx="178" ry="26" fill="${paint.dark}"/><ellipse cx="0" cy="72" rx="96" ry="14" fill="#fff3c4"/>`;
  const holder =
    cut === 1
      ? `<rect x="-9" y="70" width="18" height="160" fill="#2a2e33"/><ellipse cx="0" cy="236" rx="112" ry="24" fill="#2a2e33"/>`
      : `<path d="M0 -300 V-160" stroke="#2a2e33" stroke-width="9"/><rect x="-34" y="-182" width="68" height="36" rx="10" fill="#2a2e33"/>`;
  return `${holder}${shade}`;
}

/** The words on a dark or light patch, as makers sew them on: readable whatever the colour of the goods. */
function badge(words: string, at: { x: number; y: number; width: number }, paint: Paint): string {
  const height = at.width / 4.2;
  const patch = `<rect x="${at.x - at.width / 2 - 14}" y="${at.y - height / 2 - 6}" width="${at.width + 28}" height="${height + 12}" rx="8" fill="${isLight(paint.ink) ? '#22262b' : '#f3f1ea'}"/>`;
  return `${patch}${lettering(words, { ...at, colour: paint.ink === '#22262b' ? '#1d2126' : '#ffffff' })}`;
}

const SHAPES: Record<Shape, (cut: number, paint: Paint, words: string | undefined) => string> = {
  jacket,
  backpack,
  bottle,
  mug,
  strap,
  lid,
  cover,
  lamp,
};

/** SVG of the goods around (0, 0), about 500 units high. */
export function drawGoods(subject: Subject): string {
  return SHAPES[subject.shape](subject.cut, paintFor(subject.colour), subject.lettering);
}

/**
 * Capital letters as stroked paths, 100 units high. Text elements in an SVG depend on the fonts of the machine
 * and come out as boxes, or not at all, where there are none; these do not.
 */
const LETTERS: Record<string, { width: number; path: string }> = {
  A: { width: 64, path: 'M0 100 L32 0 L64 100 M12 66 H52' },
  B: { width: 60, path: 'M0 0 V100 H34 Q60 100 60 73 Q60 48 34 48 H0 M34 48 Q56 46 56 24 Q56 0 32 0 H0' },
  C: { width: 60, path: 'M60 22 Q52 0 32 0 Q0 0 0 50 Q0 100 32 100 Q52 100 60 78' },
  D: { width: 62, path: 'M0 0 V100 H22 Q62 100 62 50 Q62 0 22 0 Z' },
  E: { width: 52, path: 'M52 0 H0 V100 H52 M0 48 H44' },
  F: { width: 52, path: 'M52 0 H0 V100 M0 48 H44' },
  G: { width: 62, path: 'M60 22 Q52 0 32 0 Q0 0 0 50 Q0 100 32 100 Q62 100 62 54 H38' },
  H: { width: 60, path: 'M0 0 V100 M60 0 V100 M0 48 H60' },
  I: { width: 4, path: 'M2 0 V100' },
  J: { width: 44, path: 'M44 0 V70 Q44 100 22 100 Q0 100 0 76' },
  K: { width: 58, path: 'M0 0 V100 M56 0 L0 60 M20 40 L58 100' },
  L: { width: 50, path: 'M0 0 V100 H50' },
  M: { width: 74, path: 'M0 100 V0 L37 62 L74 0 V100' },
  N: { width: 62, path: 'M0 100 V0 L62 100 V0' },
  O: { width: 68, path: 'M34 0 Q68 0 68 50 Q68 100 34 100 Q0 100 0 50 Q0 0 34 0 Z' },
  P: { width: 58, path: 'M0 100 V0 H32 Q58 0 58 28 Q58 56 32 56 H0' },
  Q: { width: 68, path: 'M34 0 Q68 0 68 50 Q68 100 34 100 Q0 100 0 50 Q0 0 34 0 Z M42 74 L68 104' },
  R: { width: 60, path: 'M0 100 V0 H32 Q58 0 58 27 Q58 54 32 54 H0 M30 54 L60 100' },
  S: { width: 58, path: 'M55 17 Q48 0 29 0 Q2 0 2 25 Q2 44 29 49 Q58 54 58 76 Q58 100 29 100 Q8 100 0 82' },
  T: { width: 60, path: 'M0 0 H60 M30 0 V100' },
  U: { width: 60, path: 'M0 0 V62 Q0 100 30 100 Q60 100 60 62 V0' },
  V: { width: 64, path: 'M0 0 L32 100 L64 0' },
  W: { width: 90, path: 'M0 0 L22 100 L45 16 L68 100 L90 0' },
  X: { width: 60, path: 'M0 0 L60 100 M60 0 L0 100' },
  Y: { width: 60, path: 'M0 0 L30 50 L60 0 M30 50 V100' },
  Z: { width: 58, path: 'M0 0 H58 L0 100 H58' },
};
const GAP = 30;
const SPACE = 44;

/** An SVG group with the words centred on (x, y), `width` wide. Characters other than A to Z leave a gap. */
export function lettering(words: string, at: { x: number; y: number; width: number; colour: string; weight?: number }) {
  let cursor = 0;
  const strokes: string[] = [];
  for (const char of words.toUpperCase()) {
    const letter = LETTERS[char];
    if (letter) strokes.push(`<path d="${letter.path}" transform="translate(${cursor} 0)"/>`);
    cursor += (letter?.width ?? SPACE) + GAP;
  }
  const scale = at.width / Math.max(cursor - GAP, 1);
  const placed = `translate(${at.x - at.width / 2} ${at.y - 50 * scale}) scale(${scale})`;
  return `<g transform="${placed}" fill="none" stroke="${at.colour}" stroke-width="${at.weight ?? 17}" stroke-linecap="round" stroke-linejoin="round">${strokes.join('')}</g>`;
}

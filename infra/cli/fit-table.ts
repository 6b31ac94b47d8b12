type Row = readonly string[];

/** `padding`: blanks on either side of a cell. */
export type FittedTable = { rows: string[][]; padding: 0 | 1 };

/**
 * The cells of a table, wrapped so that it is no wider than the terminal. Sentences give way first, then the padding; only when
 * that is not enough are words broken, ids too, which cannot be copied then. Nothing is left out.
 */
export function fitTable(rows: readonly Row[], terminalColumns: number): FittedTable {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widest = (measure: (cell: string) => number) =>
    Array.from({ length: columns }, (_, i) => Math.max(1, ...rows.map((row) => measure(row[i] ?? ''))));
  const roomWith = (padding: 0 | 1) => terminalColumns - (1 + 2 * padding) * columns - 1;
  const whole = widest(displayWidth);
  const words = widest((cell) => Math.max(...cell.split(' ').map(displayWidth)));
  const fitted = (widths: readonly number[], padding: 0 | 1): FittedTable => ({
    rows: rows.map((row) => row.map((cell, i) => wrapped(cell, widths[i]!).join('\n'))),
    padding,
  });
  for (const padding of [1, 0] as const) {
    const widths = shared(words, whole, roomWith(padding));
    if (widths) return fitted(widths, padding);
  }
  const narrowest = Array<number>(columns).fill(1);
  return fitted(shared(narrowest, words, roomWith(0)) ?? narrowest, 0);
}

/** The same cap for all columns, the greatest that fits, but none below its least; undefined when even those do not fit. */
function shared(least: readonly number[], whole: readonly number[], room: number): number[] | undefined {
  const capped = (cap: number) => whole.map((width, i) => Math.max(least[i]!, Math.min(width, cap)));
  const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);
  if (sum(least) > room) return undefined;
  let cap = Math.max(...whole);
  while (sum(capped(cap)) > room) cap--;
  return capped(cap);
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => broken(each, width))) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function broken(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const pieces = [''];
  for (const character of word) {
    const fits = displayWidth(pieces.at(-1)! + character) <= width;
    if (fits || pieces.at(-1) === '') pieces[pieces.length - 1] += character;
    else pieces.push(character);
  }
  return pieces;
}

// Terminals give these two cells, and marks none. Near enough: what is missed makes a line a little too long.
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\p{Emoji_Presentation}]/u;

function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

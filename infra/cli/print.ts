import Table from 'cli-table3';
import { fitTable } from './fit-table.ts';

// What comes from a marketplace is attacker text, ids included: a terminal must not obey escape sequences or bidi marks in it.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Data goes to stdout and nothing else does. */
export function printJson(value: unknown): void {
  const text = JSON.stringify(value, null, 2);
  process.stdout.write(
    `${text.replace(UNSAFE, (character) => (character === '\n' ? character : escaped(character)))}\n`,
  );
}

export function say(line: string): void {
  process.stderr.write(`${line.replace(UNSAFE, (character) => (character === '\n' ? character : ' '))}\n`);
}

const PLAIN = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/** A table for people, as wide as the terminal at most (a file gets it whole), without colour when NO_COLOR is set or stdout is not a terminal. */
export function printTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const colour = process.stdout.isTTY && !process.env.NO_COLOR;
  const whole = [head, ...rows].map((row) => row.map((cell) => String(cell).replace(UNSAFE, ' ')));
  const width = (process.stdout.isTTY && process.stdout.columns) || Number.POSITIVE_INFINITY;
  const { rows: fitted, padding } = fitTable(whole, width);
  const [names = [], ...cells] = fitted;
  const style = { 'padding-left': padding, 'padding-right': padding };
  const table = new Table({
    head: names,
    chars: PLAIN,
    style: { ...style, ...(colour ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] }) },
  });
  for (const row of cells) table.push(row);
  process.stdout.write(`${table.toString()}\n`);
}

export function safeText(text: string, maxLength = 200): string {
  const clean = text.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
}

/** "1 watch", "4 watches". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

import type { z } from 'zod';
import { type BrandField, type BrandPart, type BrandRows, fieldsIn } from './brand-parts.ts';

/** A form's fields by their names: "enforcement.mode", "marks.0.number", and "marks.0.row" for which of the brand's marks it was. */
export type Entered = Readonly<Record<string, string>>;

type Json = Record<string, unknown>;

/** Parts of a brand that are there whole or not at all. */
const TOGETHER = ['contacts.rightsOwner', 'contacts.reporter', 'contacts.authority'];

/** The brand as its form shows it. */
export function fieldsOf(brand: unknown, part: BrandPart): Entered {
  const entered: Record<string, string> = {};
  for (const { path, kind } of fieldsIn(part)) entered[path] = textOf(kind, at(brand, path));
  for (const { path, fields: cells } of part.rows)
    for (const [index, row] of listAt(brand, path).entries()) {
      entered[`${path}.${index}.row`] = String(index);
      for (const cell of cells) entered[`${path}.${index}.${cell.path}`] = textOf(cell.kind, at(row, cell.path));
    }
  return entered;
}

/** The same form without the rows that were left or made empty, the others numbered from 0. */
export function withoutEmptyRows(entered: Entered, { rows }: BrandPart): Entered {
  const isRow = (name: string) => rows.some(({ path }) => name.startsWith(`${path}.`));
  const kept = Object.entries(entered).filter(([name]) => !isRow(name));
  for (const list of rows)
    for (const [to, from] of filledRows(entered, list).entries())
      for (const name of ['row', ...list.fields.map(({ path }) => path)])
        kept.push([`${list.path}.${to}.${name}`, entered[`${list.path}.${from}.${name}`] ?? '']);
  return Object.fromEntries(kept);
}

/** How many rows of this list are filled in. */
export const rowsIn = (entered: Entered, list: BrandRows): number => filledRows(entered, list).length;

function filledRows(entered: Entered, { path, fields }: BrandRows): number[] {
  const numbers = new Set(
    Object.keys(entered).flatMap((name) => {
      const number = name.startsWith(`${path}.`) ? Number(name.slice(path.length + 1).split('.', 1)[0]) : Number.NaN;
      return Number.isInteger(number) ? [number] : [];
    }),
  );
  // A box that was ticked by mistake makes no row.
  const written = fields.filter(({ kind }) => kind !== 'yes');
  return [...numbers]
    .toSorted((a, b) => a - b)
    .filter((number) => written.some((field) => entered[`${path}.${number}.${field.path}`]?.trim()));
}

/** The brand as it would be with what was entered: not checked yet. What the form does not show stays as it was. */
export function asEntered(brand: unknown, part: BrandPart, entered: Entered): Json {
  const fields = fieldsIn(part);
  const changed = structuredClone(brand ?? {}) as Json;
  for (const field of fields) put(changed, field.path, newValue(field, at(brand, field.path), entered[field.path]));
  for (const list of part.rows) {
    const before = listAt(brand, list.path);
    const after = filledRows(entered, list).map((number) => {
      const name = `${list.path}.${number}`;
      const old = before[Number(entered[`${name}.row`] || -1)] ?? {};
      const row = structuredClone(old) as Json;
      for (const field of list.fields)
        put(row, field.path, newValue(field, at(old, field.path), entered[`${name}.${field.path}`]));
      return row;
    });
    put(changed, list.path, after);
  }
  for (const path of TOGETHER) {
    const shown = fields.filter((field) => field.path.startsWith(`${path}.`));
    if (shown.length > 0 && shown.every((field) => !entered[field.path]?.trim())) put(changed, path, undefined);
  }
  return changed;
}

/** Each issue at the field that it is about; what is about none of the form's stands under "". */
export function problemsAt({ issues }: z.ZodError, entered: Entered): Entered {
  const problems: Record<string, string> = {};
  for (const { path, message } of issues) {
    const depth = path.findLastIndex((_, index) => path.slice(0, index + 1).join('.') in entered);
    const name = path.slice(0, depth + 1).join('.');
    const said = name === '' ? `${path.join('.')}: ${message}` : message;
    problems[name] = problems[name] ? `${problems[name]}; ${said}` : said;
  }
  return problems;
}

/** A field that was not touched keeps its value, of which the form may show less: a day without its hour, an entry with a comma in it. */
function newValue(field: BrandField, before: unknown, entered = ''): unknown {
  const isUntouched = before !== undefined && entered.replaceAll('\r\n', '\n') === textOf(field.kind, before);
  return isUntouched ? before : readField(field, entered);
}

function readField({ kind }: BrandField, text = ''): unknown {
  const entered = text.trim();
  const parts = (separator: RegExp) =>
    entered
      .split(separator)
      .map((each) => each.trim())
      .filter((each) => each !== '');
  if (kind === 'yes') return entered === 'yes';
  if (kind === 'lines') return parts(/\r?\n/);
  if (kind === 'words') return parts(/,/);
  if (kind === 'numbers') return parts(/,/).map(asNumber);
  if (entered === '') return undefined;
  if (kind === 'number') return asNumber(entered);
  if (kind === 'percent') return percent(entered);
  return entered;
}

/** What is no number stays a text, so that the check says what it got. */
function asNumber(text: string): number | string {
  return /^\d+$/.test(text) && !/^0\d/.test(text) ? Number(text) : text;
}

function percent(text: string): number | string {
  const number = Number(text.replace(',', '.').replace(/\s*%$/, ''));
  return Number.isFinite(number) ? Math.round(number * 100) / 10_000 : text;
}

function textOf(kind: BrandField['kind'], value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join(kind === 'lines' ? '\n' : ', ');
  if (kind === 'percent') return String(Math.round(Number(value) * 10_000) / 100);
  if (kind === 'yes') return value === true ? 'yes' : '';
  if (kind === 'date') return String(value).slice(0, 10);
  return String(value);
}

const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value);

const listAt = (value: unknown, path: string): unknown[] => {
  const list = at(value, path);
  return Array.isArray(list) ? list : [];
};

function put(target: Json, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  let inner = target;
  for (const key of keys) {
    if (inner[key] === undefined && value === undefined) return;
    inner[key] ??= {};
    inner = inner[key] as Json;
  }
  if (value === undefined) delete inner[last];
  else inner[last] = value;
}

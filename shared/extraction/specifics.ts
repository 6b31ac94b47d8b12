import type { Specific } from '#shared/domain/listing.ts';
import { cleanText } from './clean-text.ts';
import { isObject } from './json-path.ts';

const MAX_ROWS = 60;
const MAX_NAME = 100;
const MAX_VALUE = 500;

/** Item specifics from what a rule found: rows as `{ name, value }` or `[name, value]`, or one object of names and values. */
export function asSpecifics(found: unknown): Specific[] | undefined {
  const rows = Array.isArray(found) ? found.slice(0, MAX_ROWS * 4) : isObject(found) ? Object.entries(found) : [];
  const specifics: Specific[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const [name, value] = Array.isArray(row) ? row : isObject(row) ? [row.name, row.value] : [];
    const specific = { name: shortText(name, MAX_NAME).replace(/\s*[:：]$/, ''), value: valueText(value) };
    const key = `${specific.name}\n${specific.value}`;
    if (specific.name === '' || specific.value === '' || seen.has(key)) continue;
    seen.add(key);
    specifics.push(specific);
    if (specifics.length === MAX_ROWS) break;
  }
  return specifics.length > 0 ? specifics : undefined;
}

function valueText(value: unknown): string {
  if (!Array.isArray(value)) return shortText(value, MAX_VALUE);
  const parts = value.slice(0, 50).map((one) => shortText(one, MAX_VALUE));
  return cleanText(parts.filter(Boolean).join(', '), MAX_VALUE);
}

function shortText(value: unknown, maxLength: number): string {
  return typeof value === 'string' || typeof value === 'number' ? cleanText(String(value), maxLength) : '';
}

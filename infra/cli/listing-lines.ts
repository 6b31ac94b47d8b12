import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Listing } from '#shared/domain/listing.ts';
import { moneyFromMajor } from '#shared/domain/money.ts';
import { readInput } from './file-problem.ts';

/** One line of a JSONL file: a listing, or what is wrong with the line. */
export type ListingLine = { line: number; listing: Listing } | { line: number; problem: string };

/**
 * Listings from a file of one JSON object a line; "-" is stdin. Nothing but what a person has at hand is required:
 * missing marketplace, id and url are filled in.
 * @throws UsageError when it cannot be read.
 */
export async function* readListingLines(path: string): AsyncGenerator<ListingLine> {
  const input = path === '-' ? process.stdin : createReadStream(readable(path));
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    if (text.trim() !== '') yield { line, ...parseListingLine(text.replace(/^\ufeff/, ''), line) };
  }
}

/** A file, or a pipe such as `<(zcat listings.jsonl.gz)`, which can be read only once: it is not tried. */
function readable(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || found.isDirectory()) readInput(path);
  return path;
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** How many lines `readListingLines` will give; undefined for stdin, which can be read only once, and for what is no file. */
export async function countListingLines(path: string): Promise<number | undefined> {
  if (path === '-' || !isFile(path)) return undefined;
  let count = 0;
  for await (const text of createInterface({ input: createReadStream(path) })) if (text.trim() !== '') count++;
  return count;
}

export function parseListingLine(text: string, line: number): { listing: Listing } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `is not JSON: ${(error as Error).message}` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'expected a JSON object with at least a title' };
  const unpriced = priceProblem((value as { price?: unknown }).price);
  if (unpriced) return { problem: unpriced };
  const result = Listing.safeParse(completed(value as Record<string, unknown>, line), { reportInput: true });
  if (result.success) return { listing: result.data };
  const issue = result.error.issues[0]!;
  const got = issue.input === undefined ? 'it is missing' : `got ${JSON.stringify(issue.input)?.slice(0, 60)}`;
  return { problem: `${issue.path.join('.') || '(line)'}: ${issue.message} (${got})` };
}

/** Fills in what can be filled in, reads null as "not stated", and takes a price as {amount} too. */
function completed(fields: Record<string, unknown>, line: number): Record<string, unknown> {
  const stated = withoutNulls(fields);
  const id = typeof stated.id === 'number' ? String(stated.id) : (stated.id ?? `line-${line}`);
  const seller =
    typeof stated.seller === 'string' ? { name: stated.seller } : stated.seller && withoutNulls(stated.seller);
  return {
    marketplace: 'unknown',
    url: `unknown:${id}`,
    ...stated,
    id,
    seller: seller ?? null,
    price: inMinorUnits(stated.price) ?? null,
  };
}

function withoutNulls(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return value as Record<string, unknown>;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

/** What is wrong with a price given as {amount}: the schema knows only amountMinor. */
function priceProblem(price: unknown): string | undefined {
  const { amount, amountMinor } = (price ?? {}) as { amount?: unknown; amountMinor?: unknown };
  if (amount === undefined || amountMinor !== undefined) return undefined;
  if (typeof amount === 'number' && amount >= 0) return undefined;
  const got = JSON.stringify(amount).slice(0, 60);
  return `price.amount: expected a number such as 45 or 45.5, or amountMinor as a whole number of minor units (got ${got})`;
}

function inMinorUnits(price: unknown): unknown {
  const { amount, currency } = (price ?? {}) as { amount?: unknown; currency?: unknown };
  if (typeof amount !== 'number' || typeof currency !== 'string' || amount < 0) return price;
  return moneyFromMajor(amount, currency);
}

import { closest } from 'fastest-levenshtein';
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { Brand } from '#shared/domain/brand.ts';
import { marketplaceById, unknownMarketplaceMessage } from '#shared/marketplaces/index.ts';

/** One thing that is wrong in a brand file, with where it stands. */
export type BrandFileProblem = { field: string; line: number; column: number; message: string };

/** A broken brand file: `problems` for machines, `message` for people. */
export class BrandFileError extends Error {
  override name = 'BrandFileError';
  readonly problems: readonly BrandFileProblem[];
  constructor(path: string, problems: readonly BrandFileProblem[]) {
    super(problems.map((p) => `${path}:${p.line}:${p.column}  ${p.field}: ${p.message}`).join('\n'));
    this.problems = problems;
  }
}

/** A valid file, and where each of its fields stands. */
export type BrandFile = {
  brand: Brand;
  place: (path: readonly PropertyKey[]) => Omit<BrandFileProblem, 'message'>;
};

/**
 * Reads what a brand file holds, YAML or JSON (which is YAML too).
 * @param path how messages name the file
 * @throws BrandFileError naming field, line, column and what is expected.
 */
export function parseBrandFile(text: string, path: string): BrandFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    throw new BrandFileError(
      path,
      document.errors.map((error) => ({ field: '(syntax)', ...at(error.pos[0]), message: plainSyntax(error.message) })),
    );
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  if (value === null)
    throw new BrandFileError(path, [
      { field: '(file)', line: 1, column: 1, message: 'expected a block of fields, but the file is empty' },
    ]);
  const result = Brand.safeParse(value, { error: plainIssue });
  const problems = result.success
    ? unknownMarketplaces(result.data)
    : result.error.issues.flatMap((issue) => explain(issue, value));
  const place = (field: readonly PropertyKey[]) => ({ field: fieldName(field), ...at(offsetOf(document, field)) });
  if (problems.length > 0 || !result.success) {
    throw new BrandFileError(
      path,
      problems.map(({ path: field, message }) => ({
        ...place(field),
        message: message + quotesMissing(document, field),
      })),
    );
  }
  return { brand: result.data, place };
}

/** A number where text belongs: YAML has dropped its leading zeros already, so the message shows what the file says. */
function quotesMissing(document: Document.Parsed, field: readonly PropertyKey[]): string {
  const node = document.getIn(field, true);
  if (!isScalar(node) || typeof node.value !== 'number' || !node.source) return '';
  return `. Numbers that are names go in quotes: '${node.source}'`;
}

type Problem = { path: readonly PropertyKey[]; message: string };

function explain(issue: z.core.$ZodIssue, value: unknown): Problem[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
  const known = knownKeys(issue.path);
  return issue.keys.map((key) => {
    const guess = known.length > 0 ? closest(key, known) : undefined;
    const present = new Set(Object.keys((get(value, issue.path) as object | undefined) ?? {}));
    const hint = guess && !present.has(guess) ? ` Did you mean "${guess}"?` : ` Known here: ${known.join(', ')}.`;
    return { path: [...issue.path, key], message: `is not a known field.${hint}` };
  });
}

function unknownMarketplaces(brand: Brand): Problem[] {
  const problems: Problem[] = [];
  const check = (id: string, path: PropertyKey[]) => {
    if (!marketplaceById(id)) problems.push({ path, message: unknownMarketplaceMessage(id) });
  };
  brand.watches.forEach((watch, w) => {
    for (const [m, id] of watch.marketplaces.entries()) check(id, ['watches', w, 'marketplaces', m]);
  });
  brand.fingerprint.authorisedSellers.forEach((seller, s) => {
    check(seller.marketplace, ['fingerprint', 'authorisedSellers', s, 'marketplace']);
  });
  return problems;
}

/** Zod's codes in words an analyst understands. */
export const plainIssue: z.core.$ZodErrorMap = (issue) => {
  const got = issue.input === undefined ? 'it is missing' : `got ${shorten(JSON.stringify(issue.input))}`;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${article(issue.expected)}, but ${got}`;
    case 'invalid_value':
      return `expected one of ${issue.values.map((v) => JSON.stringify(v)).join(', ')}, but ${got}`;
    case 'too_small':
      return issue.origin === 'array'
        ? `expected at least ${issue.minimum} entr${issue.minimum === 1 ? 'y' : 'ies'}, but ${got}`
        : `expected ${sizeWord(issue.origin)} of at least ${issue.minimum}, but ${got}`;
    case 'too_big':
      return `expected ${sizeWord(issue.origin)} of at most ${issue.maximum}, but ${got}`;
    case 'invalid_format':
      return `expected ${FORMATS[issue.format] ?? `the format "${issue.format}"`}, but ${got}`;
    default:
      return undefined;
  }
};

const FORMATS: Record<string, string> = { email: 'an e-mail address', url: 'a web address' };

const sizeWord = (origin: string) => (origin === 'string' ? 'a text with a length' : 'a number');
const article = (type: string) =>
  ({ array: 'a list', object: 'a block of fields', string: 'text', number: 'a number', int: 'a whole number' })[type] ??
  `a ${type}`;
const shorten = (text = '') => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
const plainSyntax = (message: string) => `is not valid YAML or JSON: ${message.split('\n')[0]}`;

export function fieldName(path: readonly PropertyKey[]): string {
  return (
    path.reduce<string>(
      (name, key) => (typeof key === 'number' ? `${name}[${key}]` : name ? `${name}.${String(key)}` : String(key)),
      '',
    ) || '(file)'
  );
}

/** Where the field's name (or list entry) stands; for a missing one, its nearest parent that is there. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    const node = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key
      : isSeq(parent) && parent.items[Number(key)];
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function get(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

/** Field names that the schema knows at this place, read from its JSON Schema. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  type Node = { properties?: Record<string, Node>; items?: Node };
  let node: Node | undefined = z.toJSONSchema(Brand, { io: 'input', unrepresentable: 'any' }) as Node;
  for (const key of path) node = typeof key === 'number' ? node?.items : node?.properties?.[String(key)];
  return Object.keys(node?.properties ?? {});
}

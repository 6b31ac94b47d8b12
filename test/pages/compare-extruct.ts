import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTable, say } from '#infra/cli/print.ts';
import { PROJECT_ROOT } from '#infra/local/host/synthesis.ts';
import type { JsonObject } from '#shared/extraction/json-path.ts';
import { openPage } from '#shared/extraction/page-document.ts';
import { nameOf } from '#shared/extraction/schema-node.ts';
import { corpusEntries, corpusIsThere, corpusText } from './corpus.ts';

// `node test/pages/compare-extruct.ts`: schema.org products found by our reader and by extruct, the usual Python
// library for it, on the saved pages that carry JSON-LD or microdata. Fails when extruct finds products that we do not.

const EXTRUCT = 'extruct==0.18.0';
const ENVIRONMENT = join(PROJECT_ROOT, '.markwarden', 'extruct');
const INSTALL_TIMEOUT_MS = 300_000;

/** Prints {file: [product name, …]} for the files named on standard input, one JSON list. Nested products of a product do not count. */
const PYTHON = `
import json, sys, extruct
KINDS = {'Product', 'ProductGroup', 'IndividualProduct', 'ProductModel', 'Vehicle', 'Car', 'Motorcycle', 'Book'}
def names(node):
    if isinstance(node, list):
        return [name for one in node for name in names(one)]
    if not isinstance(node, dict):
        return []
    kinds = node.get('@type', node.get('type', []))
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if any(isinstance(kind, str) and kind.split('/')[-1].split('#')[-1] in KINDS for kind in kinds):
        name = node.get('properties', node).get('name') if isinstance(node.get('properties', node), dict) else None
        while isinstance(name, list) and name:
            name = name[0]
        return [name] if isinstance(name, str) and name.strip() else []
    return [name for value in node.values() for name in names(value)]
found = {}
for file in json.load(sys.stdin):
    text = open(file, encoding='utf-8').read()
    found[file] = []
    for syntax in ('json-ld', 'microdata'):
        try:
            found[file] += names(extruct.extract(text, syntaxes=[syntax])[syntax])
        except Exception as error:
            print(syntax, type(error).__name__, file=sys.stderr)
print(json.dumps(found))
`;

function pythonWithExtruct(): string | undefined {
  const ready = (python: string) => spawnSync(python, ['-c', 'import extruct'], { stdio: 'ignore' }).status === 0;
  const own = join(ENVIRONMENT, 'bin', 'python');
  const installed = ['python3', own].find(ready);
  if (installed) return installed;
  say(`installing ${EXTRUCT} …`);
  const quietly = { stdio: 'ignore', timeout: INSTALL_TIMEOUT_MS } as const;
  spawnSync('python3', ['-m', 'venv', ENVIRONMENT], quietly);
  spawnSync(own, ['-m', 'pip', 'install', '--quiet', EXTRUCT], quietly);
  return existsSync(own) && ready(own) ? own : undefined;
}

/** Texts as both sides shall see them: decoded by us, one file each. */
function pagesWithMarkup(folder: string): { file: string; saved: string; names: Set<string> }[] {
  const pages = corpusEntries().filter(({ file }) => /\.html(\.gz)?$/.test(file));
  return pages.flatMap(({ file }, index) => {
    const page = corpusText(file);
    if (!/application\/ld\+json|\bitemtype\s*=/i.test(page.body)) return [];
    const saved = join(folder, `${index}.html`);
    writeFileSync(saved, page.body.toWellFormed());
    const doc = openPage(page);
    const products = 'hostile' in doc ? [] : doc.products();
    return [{ file, saved, names: distinct(products.map(productName)) }];
  });
}

const productName = (node: JsonObject) => nameOf(node.name);

/** The same product in JSON-LD and in microdata is one. Entities and spaces are no difference. */
function distinct(names: readonly (string | undefined)[]): Set<string> {
  const bare = names.flatMap((name) => name?.replace(/&[#\w]+;|[^\p{L}\p{N}]+/gu, '').toLowerCase() ?? []);
  return new Set(bare.filter(Boolean));
}

function compare(): void {
  const python = pythonWithExtruct();
  if (!python) {
    say('SKIPPED: extruct could not be installed (python3 with venv and a package index are needed)');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'compare-extruct-'));
  try {
    const pages = pagesWithMarkup(folder);
    const { stdout, status, stderr } = spawnSync(python, ['-c', PYTHON], {
      input: JSON.stringify(pages.map(({ saved }) => saved)),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`extruct failed: ${stderr}`);
    const theirs = JSON.parse(stdout) as Record<string, string[]>;
    report(pages.map(({ file, saved, names }) => ({ file, ours: names, extruct: distinct(theirs[saved] ?? []) })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(pages: readonly { file: string; ours: Set<string>; extruct: Set<string> }[]): void {
  const total = (side: 'ours' | 'extruct') => pages.reduce((sum, page) => sum + page[side].size, 0);
  const different = pages.filter(({ ours, extruct }) => ours.size !== extruct.size);
  printTable(
    ['page', 'Markwarden', 'extruct'],
    [
      ...different.map(({ file, ours, extruct }) => [file, ours.size, extruct.size]),
      [`all ${pages.length} pages`, total('ours'), total('extruct')],
    ],
  );
  const missed = pages.filter(({ ours, extruct }) => !extruct.isSubsetOf(ours));
  for (const { file } of missed) say(`extruct finds a product that we do not on ${file}`);
  if (missed.length > 0) process.exitCode = 1;
}

if (corpusIsThere) compare();
else say('SKIPPED: ../shared not found, nothing to compare schema.org reading on');

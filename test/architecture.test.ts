import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { model } from '#shared/scoring/model.ts';
import { signals } from '#shared/signals/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Every source file that git knows or would know, relative to the root. */
const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));
const SOURCES = FILES.filter(
  (file) => /^(infra|functions|shared)\/.*\.tsx?$/.test(file) && !file.includes('/fixtures/'),
);

type Import = { file: string; target: string };

const IMPORT = /(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)['"]([^'"]+)['"]/gm;

/** Local targets as paths from the root; packages as they are written. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, target]) => {
    if (target!.startsWith('#')) return { file, target: target!.slice(1) };
    if (target!.startsWith('.')) return { file, target: relative(ROOT, resolve(ROOT, dirname(file), target!)) };
    return { file, target: target! };
  });
}

const IMPORTS = SOURCES.flatMap(importsOf);
const within = (path: string, ...folders: string[]) =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
const arrows = (imports: readonly Import[]) => imports.map(({ file, target }) => `${file} → ${target}`);

/** Imports of a target outside the places where it may be imported. */
function strayImports(isTarget: (target: string) => boolean, ...allowed: string[]): string[] {
  return arrows(IMPORTS.filter(({ file, target }) => isTarget(target) && !within(file, ...allowed)));
}

/** Groups of nodes that can reach each other, by Tarjan's algorithm; type imports count. */
function cyclesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const [index, low] = [new Map<string, number>(), new Map<string, number>()];
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!));
    }
    if (low.get(node) !== index.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1) cycles.push(group.toSorted());
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return cycles;
}

function graphOf(nameOf: (file: string) => string): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>(SOURCES.map((file) => [nameOf(file), new Set()]));
  const known = new Set(SOURCES);
  for (const { file, target } of IMPORTS)
    if (known.has(target) && nameOf(file) !== nameOf(target)) graph.get(nameOf(file))!.add(nameOf(target));
  return graph;
}

describe('import directions', () => {
  test('no cycle of files, type imports counted', () => {
    expect(cyclesOf(graphOf((file) => file))).toEqual([]);
  });

  test('no cycle of folders (infra/cli, functions/score, shared/recognition …)', () => {
    expect(cyclesOf(graphOf((file) => file.split('/').slice(0, 2).join('/')))).toEqual([]);
  });

  test('shared knows nothing of functions or infra', () => {
    expect(arrows(IMPORTS.filter((i) => within(i.file, 'shared') && within(i.target, 'functions', 'infra')))).toEqual(
      [],
    );
  });

  test('a function never imports another function, nor infra', () => {
    const stray = IMPORTS.filter(({ file, target }) => {
      if (!within(file, 'functions')) return false;
      const own = file.split('/').slice(0, 2).join('/');
      return within(target, 'infra') || (within(target, 'functions') && !within(target, own));
    });
    expect(arrows(stray)).toEqual([]);
  });

  test('the domain imports only zod and itself', () => {
    const stray = IMPORTS.filter(
      (i) => within(i.file, 'shared/domain') && i.target !== 'zod' && !within(i.target, 'shared/domain'),
    );
    expect(arrows(stray)).toEqual([]);
  });

  test('marketplaces and signals are pure: no I/O module, no store, no SDK', () => {
    const impure = /^(node:|@aws-sdk|playwright|sharp$|shared\/(stores|messaging|fetching|evidence|imaging))/;
    const pure = 'shared/imaging/image-distance.ts'; // hashes compared as numbers
    const stray = IMPORTS.filter(
      (i) => within(i.file, 'shared/marketplaces', 'shared/signals') && impure.test(i.target) && i.target !== pure,
    );
    expect(arrows(stray)).toEqual([]);
    const fetching = SOURCES.filter(
      (file) =>
        within(file, 'shared/marketplaces', 'shared/signals') &&
        /\bfetch\(/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(fetching).toEqual([]);
  });

  test('the AWS SDK is known only where AWS is spoken to', () => {
    const handlers = SOURCES.filter((file) => basename(file) === 'handler.ts');
    const allowed = [
      'shared/stores',
      'shared/messaging',
      'shared/evidence',
      'shared/erasure',
      'shared/runtime/clients.ts',
      'shared/translation/amazon-translate.ts',
      'infra/local',
      'infra/smoke',
    ];
    expect(strayImports((target) => target.startsWith('@aws-sdk/'), ...allowed, ...handlers)).toEqual([]);
  });

  test('playwright-core is known only to fetching', () => {
    expect(strayImports((target) => target === 'playwright-core', 'shared/fetching')).toEqual([]);
  });

  test('string-similarity is known only to text-similarity', () => {
    expect(strayImports((target) => target === 'string-similarity', 'shared/products/text-similarity.ts')).toEqual([]);
  });

  test('cheerio is imported as cheerio/slim, whose parser is four times quicker', () => {
    expect(strayImports((target) => target === 'cheerio')).toEqual([]);
  });

  test('the environment is read only at the edge', () => {
    const readers = SOURCES.filter((file) => /\bprocess\.env\b/.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(readers.filter((file) => file !== 'shared/runtime/env.ts' && !within(file, 'infra'))).toEqual([]);
  });
});

describe('plug-ins', () => {
  const folders = readdirSync(join(ROOT, 'shared/marketplaces'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name)
    .toSorted();

  test('every marketplace folder is registered under its own name', () => {
    expect(marketplaces.map((marketplace) => marketplace.id).toSorted()).toEqual(folders);
  });

  test.each(folders)('marketplace %s has a README and fixtures with expected readings', (id) => {
    const folder = join(ROOT, 'shared/marketplaces', id);
    expect(existsSync(join(folder, 'README.md'))).toBe(true);
    const fixtures = readdirSync(join(folder, 'fixtures'));
    expect(fixtures.filter((name) => name.startsWith('search')).length).toBeGreaterThanOrEqual(2);
    expect(fixtures.some((name) => name.startsWith('listing'))).toBe(true);
  });

  test('every signal file is registered under its own name and has a weight with a reason and a test', () => {
    const files = readdirSync(join(ROOT, 'shared/signals'))
      .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
      .map((name) => basename(name, '.ts'))
      .toSorted();
    expect(signals.map((signal) => signal.id).toSorted()).toEqual(files);
    for (const id of files) {
      expect(model.weights[id]?.reason, `${id} has a reasoned weight`).toMatch(/\w{3}/);
      expect(existsSync(join(ROOT, `test/shared/signals/${id}.test.ts`)), `${id} has a test`).toBe(true);
    }
  });
});

describe('size and habits', () => {
  test('handlers only wire: at most 30 lines', () => {
    const long = SOURCES.filter((file) => basename(file) === 'handler.ts').filter(
      (file) => readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length > 30,
    );
    expect(long).toEqual([]);
  });

  test('no file is long enough to have two reasons to change', () => {
    const long = SOURCES.filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 400);
    expect(long).toEqual([]);
  });

  test('there is no drawer called utils, helpers or common', () => {
    expect(SOURCES.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(file))).toEqual([]);
  });

  test('the top level holds only what the layout names', () => {
    const known = new Set(
      'infra functions shared test docs cdk.json package.json package-lock.json tsconfig.json biome.json vitest.config.ts README.md CONTRIBUTING.md CHANGELOG.md SECURITY.md LICENSE'.split(
        ' ',
      ),
    );
    const stray = [...new Set(FILES.map((file) => file.split('/')[0]!))].filter(
      (name) => !name.startsWith('.') && !known.has(name),
    );
    expect(stray).toEqual([]);
  });
});

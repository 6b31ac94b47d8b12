import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { DeploymentContext } from '#infra/aws/config.ts';
import { buildProgram } from '#infra/cli/program.ts';
import { CaseState } from '#shared/domain/case.ts';

// What a reader of the documents would click, open or type.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const testFiles = globSync('test/**/*.test.ts', { cwd: ROOT });
const CODE_BLOCK = /^ *```[\s\S]*?^ *```/gm;
const proseOf = (file: string): string => textOf(file).replace(CODE_BLOCK, '');
/** Of all documents, each with where it stands. */
const everywhere = (found: (file: string) => string[]): [file: string, what: string][] =>
  documents.flatMap((file) => found(file).map((what): [string, string] => [file, what]));

/** As GitHub makes an anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (file: string): Set<string> =>
  new Set([...proseOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!)));

describe('the documents', () => {
  test('link to what is there, down to the heading', () => {
    const links = everywhere((file) =>
      [
        ...proseOf(file)
          .replace(/`[^`]*`/g, '')
          .matchAll(/\]\(([^)\s]+)\)/g),
      ]
        .map(([, link]) => link!)
        .filter((link) => !/^[a-z]+:/.test(link)),
    );
    expect(links.length).toBeGreaterThan(150);
    const dead = links.filter(([file, link]) => {
      const [path, anchor] = link.split('#');
      const target = path ? normalize(join(dirname(file), path)) : file;
      return !existsSync(join(ROOT, target)) || (anchor && target.endsWith('.md') && !anchorsOf(target).has(anchor));
    });
    expect(dead).toEqual([]);
  });

  test('name files that are there', () => {
    const paths = everywhere((file) =>
      [...proseOf(file).matchAll(/(?<![\w/.@-])((?:shared|functions|infra|test|docs|\.github)\/[\w./-]*\w)/g)].map(
        ([, path]) => path!,
      ),
    );
    expect(paths.length).toBeGreaterThan(200);
    // The running example of docs/add-a-function.md, which the reader writes; and a report says what was there on its day.
    const isElsewhere = ([file, path]: [string, string]) => /\/journal\b/.test(path) || file.startsWith('docs/proofs/');
    expect(paths.filter((each) => !isElsewhere(each) && !existsSync(join(ROOT, each[1])))).toEqual([]);
  });

  test('quote the names of tests as they are', () => {
    const quoted = documents.flatMap((file) =>
      [...proseOf(file).matchAll(/"([^"]+)"(?:, "[^"]+")? in \[[^\]]*\]\(([^)]+\.test\.ts)\)/g)].map(
        ([, name, path]) => ({ name: name!, path: normalize(join(dirname(file), path!)) }),
      ),
    );
    expect(quoted.length).toBeGreaterThan(8);
    expect(quoted.filter(({ name, path }) => !textOf(path).includes(name))).toEqual([]);
  });

  test('say what every folder is for, and who moves a case on from every state', () => {
    const architecture = textOf('docs/architecture.md');
    const folders = ['infra', 'shared'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${folder}/${name}/`),
    );
    const states = architecture.split('## Case states')[1]!;
    expect(folders.filter((folder) => !architecture.includes(`\`${folder}\``))).toEqual([]);
    expect(CaseState.options.filter((state) => !states.includes(`\`${state}\``))).toEqual([]);
  });

  test('name every context value of a deployment, with its default', () => {
    const table = textOf('docs/deploy.md').split(/^## /m)[2]!;
    const rows = [...table.matchAll(/^\| `(\w+)` \| (?:`(.*?)`|none) \|/gm)].map(([, name, given]) => [name, given]);
    const defaults = DeploymentContext.parse({});
    expect(rows.map(([name]) => name).toSorted()).toEqual(Object.keys(DeploymentContext.shape).toSorted());
    const wrong = rows.filter(([name, given = '']) => {
      const value = defaults[name as keyof typeof defaults];
      return value !== undefined && String(value) !== given;
    });
    expect(wrong).toEqual([]);
  });

  test('show scripts that package.json has', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const shown = everywhere((file) =>
      [...textOf(file).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name!),
    );
    expect(shown.length).toBeGreaterThan(40);
    expect(shown.filter(([, name]) => !(name in scripts))).toEqual([]);
  });

  test('show test files that are there, and names that select some of their tests', () => {
    const shown = everywhere((file) =>
      [...textOf(file).matchAll(/npx vitest run ((?:test\/[\w./-]+ ?)+(?:-t (?:"[^"]+"|[\w-]+))?)/g)].map(
        ([, line]) => line!,
      ),
    );
    expect(shown.length).toBeGreaterThan(60);
    const wrong = shown.filter(([, line]) => {
      const [paths, name = ''] = line.split(' -t ').map((part) => part.trim());
      const selected = paths!.split(/\s+/).map((path) => testFiles.filter((file) => file.startsWith(path)));
      const aString = new RegExp(`['"\`].*${name.replaceAll('"', '')}`, 'i');
      return selected.some(
        (files) => files.length === 0 || (name && !files.some((file) => aString.test(textOf(file)))),
      );
    });
    expect(wrong).toEqual([]);
  });

  test('show commands and options that the command line has', async () => {
    const shown = everywhere((file) =>
      [...textOf(file).matchAll(/(?:npx |`)markwarden ([a-z][^`\n#|;&(]*)/g)].map(([, line]) => line!.trim()),
    );
    expect(shown.length).toBeGreaterThan(60);
    const wrong: [string, string][] = [];
    for (const [file, line] of shown) {
      const problem = await problemOf(line.split(/\s+/));
      if (problem) wrong.push([`${file}: ${line}`, problem]);
    }
    expect(wrong).toEqual([]);
  });
});

const programs = new Map<string, Promise<Command>>();
function programWith(name: string): Promise<Command> {
  const known = programs.get(name) ?? buildProgram(name);
  programs.set(name, known);
  return known;
}

async function problemOf(words: readonly string[]): Promise<string | undefined> {
  let command = await programWith(words[0]!);
  let at = 0;
  for (; command.commands.length > 0 && words[at]; at++) {
    const next = command.commands.find((each) => each.name() === words[at] || each.aliases().includes(words[at]!));
    if (!next) return `${command.name()} has no ${words[at]}`;
    command = next;
  }
  const options = words.slice(at).filter((word) => word.startsWith('--'));
  const known = new Set(command.options.map(({ long }) => long));
  const unknown = options.filter((option) => !known.has(option.replace(/[\])]+$/, '')) && option !== '--help');
  return unknown.length > 0 ? `${command.name()} has no ${unknown.join(', ')}` : undefined;
}
